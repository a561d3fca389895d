// Lives the life of a journal, order after order, and says on standard output what the journal has
// promised so far, one write(2) a line: "counter N", "ack ID DIGEST", "state ID NAME", "erased ID",
// "refused ID KIND". Whoever ends this program, or its power, can hold the disk to these words.
//   commit_orders FOLDER COUNT [--acknowledge-first]     (the flag: a broken twin that tests must
//   catch)
#include "tests/crash/journal_at.h"

#include <cstdlib>
#include <string>
#include <string_view>

#include <unistd.h>

namespace {

using kiosk::OrderHeader;
using kiosk::OrderState;

void say(const std::string& line) {
    const std::string text = line + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) < 0) std::exit(3);
}

template <class Answer>
bool held(const Answer& answer, const std::string& order_id) {
    if (!answer) say("refused " + order_id + " " + std::string(name_of(answer.error().kind)));
    return answer.has_value();
}

bool deliver(kiosk::Journal& journal, const std::string& order_id, bool to_the_end) {
    OrderHeader header;
    header.order_id = order_id;
    header.submission_id = "submission-" + order_id;
    std::vector<OrderState> states{OrderState::announced, OrderState::submitted};
    if (to_the_end) states.push_back(OrderState::accepted);
    for (const OrderState state : states) {
        header.state = state;
        header.attempts += 1;
        if (!journal.update(header)) return false;
        say("state " + order_id + " " + std::string(name_of(state)));
    }
    if (!to_the_end) return true;
    if (!journal.erase_content(order_id)) return false;
    say("erased " + order_id);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    const int count = std::atoi(argv[2]);
    const bool acknowledge_first = argc > 3 && std::string_view(argv[3]) == "--acknowledge-first";
    auto journal = tests::journal_at(argv[1]);
    if (!journal) return 1;
    for (int i = 0; i < count; ++i) {
        const auto counter = (*journal)->next_counter();
        if (!counter) return 1;
        say("counter " + std::to_string(*counter));
        const kiosk::SealedOrder order = tests::sample_order(*counter);
        const std::string acknowledgement =
            "ack " + order.order_id + " " + kiosk::digest_of(order.parts);
        if (acknowledge_first) say(acknowledgement);
        if (!held((*journal)->commit(order), order.order_id)) return 1;
        if (!acknowledge_first) say(acknowledgement);
        if (i % 2 == 1 && !deliver(**journal, order.order_id, i % 4 == 3)) return 1;
    }
    return 0;
}
