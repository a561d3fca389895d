// From the first screen to the first page.
#include "kiosk/visit/moves.h"
#include "kiosk/visit/route.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

// One who comes back and chooses the same keeps everything; another service keeps who is asking,
// and the further certificates that go to the same office.
void begin_with(const std::string& service, forms::Draft& draft, const House& house) {
    const bool known =
        std::any_of(draft.items.begin(), draft.items.end(),
                    [&](const forms::Item& item) { return item.service == service; });
    if (known) return;
    if (draft.items.empty()) draft.items.emplace_back();
    draft.items.front() = forms::Item{service, {}};
    std::erase_if(draft.items, [&](const forms::Item& item) {
        return !may_join(forms::Draft{{{service, {}}}, {}}, item.service, house);
    });
}

}  // namespace

bool can_be_ordered(const std::string& service, const Visit& visit, const House& house) {
    const auto& closed = visit.not_orderable;
    return forms::offered(house.services, service, house.today) != nullptr &&
           std::find(closed.begin(), closed.end(), service) == closed.end();
}

Then<Introduction> choose(Welcome& welcome, const ServiceChosen& chosen, Turn& turn) {
    if (!can_be_ordered(chosen.service, turn.visit, turn.house)) return std::nullopt;
    turn.effects.emplace_back(AskPrinter{});
    return Introduction{chosen.service, std::move(welcome.draft)};
}

Then<Welcome> return_to_welcome(Introduction& introduction, const WentBack&, Turn&) {
    return Welcome{std::move(introduction.draft)};
}

Then<Filling> begin(Introduction& introduction, const Continued&, Turn& turn) {
    begin_with(introduction.service, introduction.draft, turn.house);
    const auto route = forms::route(turn.house.services, introduction.draft, turn.house.today);
    if (route.empty()) return std::nullopt;
    return enter(std::move(introduction.draft), route.front(), Course::whole_form);
}

}  // namespace kiosk::visit
