// Where a citizen goes from, the card may stay on the reader: who has ordered or is back on the
// first screen is reminded of it until it is taken.
#include "kiosk/visit/moves.h"

namespace kiosk::visit {
namespace {

// A terminal that opens again has nobody before it who could be reminded.
bool is_where_citizens_go(const Step& step, std::size_t came_from) {
    if (std::holds_alternative<Ordered>(step)) return true;
    return std::holds_alternative<Welcome>(step) && came_from != index_in<OutOfService, Step>;
}

}  // namespace

void look_for_left_card(std::size_t came_from, Turn& turn) {
    auto& visit = turn.visit;
    if (visit.step.index() == came_from) return;
    // Before whatever the new step wants of the reader.
    if (visit.left_card) turn.effects.insert(turn.effects.begin(), StopWatching{});
    visit.left_card.reset();
    if (!visit.reader.present || !is_where_citizens_go(visit.step, came_from)) return;
    visit.left_card = LeftCard{turn.new_work()};
    turn.effects.emplace_back(WatchCard{visit.left_card->watch});
}

bool note_left_card(const CardSeen& seen, Turn& turn) {
    auto& left = turn.visit.left_card;
    if (!left || seen.work != left->watch) return false;
    if (seen.look.presence == CardPresence::no_card ||
        seen.look.presence == CardPresence::no_reader) {
        left.reset();
        turn.effects.emplace_back(StopWatching{});
    } else if (!std::exchange(left->lies, true)) {
        turn.effects.emplace_back(PlayTone{});
    }
    return true;
}

}  // namespace kiosk::visit
