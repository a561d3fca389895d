// kiosk-try card: looks at the card on the reader, reads it, sets its PIN, unblocks it.
#include "drivers/card/pcsc_reader.h"
#include "drivers/clock/system_clock.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/eid/session.h"
#include "kiosk/programs/try_card_input.h"
#include "kiosk/programs/try_card_result.h"
#include "kiosk/programs/try_card_terminal.h"
#include "kiosk/programs/try_verb.h"

#include <cmath>
#include <cstdio>
#include <sstream>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int worked = 0;
constexpr int refused = 1;
constexpr int misused = 2;

constexpr const char* usage =
    "card status     [--reader NAME-PREFIX]\n"
    "card read       [--reader …] --trust DIR --terminal DIR [--fields a,b,c] [--older-than YEARS]"
    " < {\"pin\":\"…\"} or {\"can\":\"…\",\"pin\":\"…\"} or {\"can\":\"…\"}\n"
    "card change-pin [--reader …] < {\"pin\":\"…\",\"new_pin\":\"…\"} (+ \"can\" when suspended)\n"
    "card unblock    [--reader …] < {\"puk\":\"…\"}\n"
    "the last try is spent with \"spend_last_try\":true only\n";

// Counts exchanges and the time that the card, its reader and their service take.
class MeasuredChannel : public CardChannel {
  public:
    explicit MeasuredChannel(CardChannel& channel) : channel_(channel) {}
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> transmit(ByteView command) override {
        ++exchanges;
        const auto begun = SteadyClock::now();
        auto answer = channel_.transmit(command);
        inside += SteadyClock::now() - begun;
        return answer;
    }

    [[nodiscard]] bool has_keypad() const override { return channel_.has_keypad(); }
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> execute_pace(ByteView request) override {
        return channel_.execute_pace(request);
    }
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> modify_pin(ByteView request) override {
        return channel_.modify_pin(request);
    }

    int exchanges = 0;
    Milliseconds inside{0};

  private:
    CardChannel& channel_;
};

int say(const ResultObject& result, int status) {
    std::string line = result.dump(-1, ' ', false, ResultObject::error_handler_t::replace);
    std::printf("%s\n", line.c_str());
    wipe(line);
    return status;
}

int misuse(const std::string& why) {
    std::fprintf(stderr, "kiosk-try card: %s\n%s", why.c_str(), usage);
    return misused;
}

// A core dump or a debugger would find the PIN.
void keep_memory_private() {
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

double rounded(Milliseconds time) {
    return static_cast<double>(std::lround(time.count() * 10.0)) / 10.0;
}

// One session with the card that lies there; `act` makes the result of it.
template <class Act>
int with_card(TryArguments arguments, Act act) {
    drivers::PcscReader reader(option(arguments, "--reader"));
    const auto begun = SteadyClock::now();
    const auto passed = [begun] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - begun);
    };
    const ReaderState state = reader.state();
    if (state == ReaderState::no_reader) return say({{"result", "no_reader"}}, refused);
    if (state == ReaderState::no_card) return say({{"result", "no_card"}}, refused);
    auto channel = reader.connect();
    if (!channel) return say(to_json(eid::trouble_of(channel.error()), passed()), refused);
    const auto connected = SteadyClock::now();
    MeasuredChannel measured(**channel);
    drivers::SystemClock clock;
    drivers::KernelRandom random;
    eid::Session session(measured, clock, random);
    const eid::Outcome<ResultObject> outcome = act(session);
    ResultObject result = outcome ? *outcome : to_json(outcome.error(), passed());
    result["timing"] = {{"apdus", measured.exchanges},
                        {"connect_ms", rounded(connected - begun)},
                        {"ms", rounded(SteadyClock::now() - connected)},
                        {"card_ms", rounded(measured.inside)}};
    return say(result, outcome ? worked : refused);
}

int status(TryArguments arguments) {
    return with_card(arguments, [](eid::Session& session) -> eid::Outcome<ResultObject> {
        return to_json(TRY(session.look()));
    });
}

std::optional<std::vector<eid::Field>> fields_of(const std::string& list) {
    if (list.empty()) return std::vector(eid::all_fields.begin(), eid::all_fields.end());
    std::vector<eid::Field> fields;
    std::istringstream names(list);
    for (std::string name; std::getline(names, name, ',');) {
        const auto field = eid::field_named(name);
        if (!field) return std::nullopt;
        fields.push_back(*field);
    }
    return fields;
}

// Who was born on this day has just reached the age.
std::optional<Date> birthday_for(const std::string& years) {
    if (years.empty()) return std::nullopt;
    const Date today = local_date(drivers::SystemClock().now());
    const Date born = today - std::chrono::years(std::atoi(years.c_str()));
    return born.ok() ? born : Date(born.year(), std::chrono::February, std::chrono::day(28));
}

int read_card(TryArguments arguments) {
    auto input = read_card_input();
    if (!input) return misuse(input.error().detail);
    if (!input->pin && !input->can) return misuse("read needs a PIN or a CAN");
    const auto fields = fields_of(option(arguments, "--fields"));
    if (!fields) return misuse("--fields: unknown name");
    const auto terminal =
        load_terminal(option(arguments, "--trust"), option(arguments, "--terminal"));
    if (!terminal) return misuse(terminal.error().detail);
    const eid::ReadRequest request{.secrets = {.pin = std::move(input->pin),
                                               .can = std::move(input->can),
                                               .spend_last_try = input->spend_last_try},
                                   .fields = *fields,
                                   .born_before = birthday_for(option(arguments, "--older-than"))};
    return with_card(arguments, [&](eid::Session& session) -> eid::Outcome<ResultObject> {
        ResultObject result = to_json(TRY(session.read(
            request, {terminal->chain, *terminal->signer, terminal->anchors}, [](EidStage) {})));
        if (request.secrets.pin) result["pin_tries_left"] = eid::all_tries;
        return result;
    });
}

int change_pin(TryArguments arguments) {
    auto input = read_card_input();
    if (!input) return misuse(input.error().detail);
    if (!input->pin || !input->new_pin) return misuse("change-pin needs pin and new_pin");
    const eid::Secrets secrets{.pin = std::move(input->pin),
                               .can = std::move(input->can),
                               .spend_last_try = input->spend_last_try};
    return with_card(arguments, [&](eid::Session& session) -> eid::Outcome<ResultObject> {
        TRY_VOID(session.change_pin(secrets, *input->new_pin, [](EidStage) {}));
        return ResultObject{{"result", "ok"}, {"pin_tries_left", eid::all_tries}};
    });
}

int unblock(TryArguments arguments) {
    const auto input = read_card_input();
    if (!input) return misuse(input.error().detail);
    if (!input->puk) return misuse("unblock needs a PUK");
    return with_card(arguments, [&](eid::Session& session) -> eid::Outcome<ResultObject> {
        TRY_VOID(session.unblock(*input->puk, [](EidStage) {}));
        return ResultObject{{"result", "ok"}, {"pin_tries_left", eid::all_tries}};
    });
}

int run(TryArguments arguments) {
    const std::string_view verb = arguments.empty() ? "" : arguments.front();
    const TryArguments rest = arguments.empty() ? arguments : arguments.subspan(1);
    if (verb == "status") return status(rest);
    if (verb == "read") return read_card(rest);
    if (verb == "change-pin") return change_pin(rest);
    if (verb == "unblock") return unblock(rest);
    return misuse("status, read, change-pin or unblock?");
}

}  // namespace

int try_card(const TryContext&, TryArguments arguments) {
    if (has_option(arguments, "--help")) {
        std::fputs(usage, stdout);
        return worked;
    }
    keep_memory_private();
    const int status_of_exit = run(arguments);
    std::fflush(stdout);
    // A call to a card that hangs may still hold a thread; no ordinary exit can wait for it.
    _exit(status_of_exit);
}

}  // namespace kiosk::programs
