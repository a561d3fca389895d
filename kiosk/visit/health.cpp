// The terminal closes between citizens. During a visit it goes on, unless nothing could be saved:
// then it is said at once, not after ten more pages.
#include "kiosk/visit/moves.h"

#include <algorithm>
#include <array>

namespace kiosk::visit {

bool blocks_saving(std::string_view reason) {
    constexpr std::array<std::string_view, 5> blocking{
        "closed.journal", "closed.no_space", "closed.clock", "closed.no_tariff", "closed.no_key"};
    return std::find(blocking.begin(), blocking.end(), reason) != blocking.end();
}

namespace {

void note(const HealthChanged& health, Visit& visit) {
    visit.closed_because = health.closed_because;
    visit.closed_until = health.closed_until;
    visit.not_orderable = health.not_orderable;
}

}  // namespace

std::variant<Welcome, OutOfService> back_to_welcome(forms::Draft draft, Turn& turn) {
    const auto& closed = turn.visit.closed_because;
    if (!closed.empty() && draft.items.empty())
        return OutOfService{closed, turn.visit.closed_until};
    return Welcome{std::move(draft)};
}

Then<Welcome, OutOfService> close_or_stay(Welcome& welcome, const HealthChanged& health,
                                          Turn& turn) {
    note(health, turn.visit);
    if (health.closed_because.empty() || !welcome.draft.items.empty()) return std::move(welcome);
    return OutOfService{health.closed_because, health.closed_until};
}

Then<Introduction, OutOfService> close_before_typing(Introduction& introduction,
                                                     const HealthChanged& health, Turn& turn) {
    note(health, turn.visit);
    const bool typed_before = !introduction.draft.items.empty();
    if (typed_before || !blocks_saving(health.closed_because)) return std::move(introduction);
    return OutOfService{health.closed_because, health.closed_until};
}

template <class At>
Then<At, NotSaved> stop_if_it_cannot_save(At& at, const HealthChanged& health, Turn& turn) {
    note(health, turn.visit);
    if (!blocks_saving(health.closed_because)) return std::move(at);
    return NotSaved{std::move(at.draft), ErrorKind::unavailable, health.closed_because};
}
template Then<Filling, NotSaved> stop_if_it_cannot_save(Filling&, const HealthChanged&, Turn&);
template Then<Reviewing, NotSaved> stop_if_it_cannot_save(Reviewing&, const HealthChanged&, Turn&);
template Then<AddingItem, NotSaved> stop_if_it_cannot_save(AddingItem&, const HealthChanged&,
                                                           Turn&);

Then<NotSaved> hear_why(NotSaved& not_saved, const HealthChanged& health, Turn& turn) {
    note(health, turn.visit);
    not_saved.reason = blocks_saving(health.closed_because) ? health.closed_because : "";
    return std::move(not_saved);
}

Then<Welcome, OutOfService> open_or_stay(OutOfService&, const HealthChanged& health, Turn& turn) {
    note(health, turn.visit);
    if (health.closed_because.empty()) return Welcome{};
    return OutOfService{health.closed_because, health.closed_until};
}

bool note_health(const HealthChanged& health, Turn& turn) {
    note(health, turn.visit);
    return true;
}

}  // namespace kiosk::visit
