// How a row of the table is written: where the visit is, what happens, how it is decided, and where
// it may lead. A decision that leads elsewhere than its row says does not compile.
#pragma once

#include "kiosk/visit/visit.h"

#include <functional>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kiosk::visit {

// One event being decided: the visit around the step, and what is to be done.
struct Turn {
    Visit& visit;
    const House& house;
    std::vector<Effect>& effects;

    WorkNumber new_work() { return ++visit.last_work; }
};

// One of the named steps, or nothing: the event is refused and nothing has changed.
template <class... Steps>
using Then = std::optional<std::variant<Steps...>>;

struct Row {
    std::size_t where = 0;
    std::size_t what = 0;
    std::vector<std::size_t> leads_to;
    std::function<std::optional<Step>(Step&, const Event&, Turn&)> decide;
};

// What may happen whatever the step is; false: refused.
struct AnywhereRow {
    std::size_t what = 0;
    std::function<bool(const Event&, Turn&)> decide;
};

template <class Alternative, class Variant>
inline constexpr std::size_t index_in = 0;
template <class Alternative, class... All>
inline constexpr std::size_t index_in<Alternative, std::variant<All...>> = [] {
    std::size_t index = 0;
    (void)((std::is_same_v<Alternative, All> || (++index, false)) || ...);
    return index;
}();

template <class Where, class What, class... To>
Row on(std::type_identity_t<Then<To...> (*)(Where&, const What&, Turn&)> decide) {
    return {index_in<Where, Step>,
            index_in<What, Event>,
            {index_in<To, Step>...},
            [decide](Step& step, const Event& event, Turn& turn) -> std::optional<Step> {
                auto then = decide(std::get<Where>(step), std::get<What>(event), turn);
                if (!then) return std::nullopt;
                return std::visit([](auto&& to) { return Step(std::move(to)); }, std::move(*then));
            }};
}

template <class What>
AnywhereRow anywhere(bool (*decide)(const What&, Turn&)) {
    return {index_in<What, Event>, [decide](const Event& event, Turn& turn) {
                return decide(std::get<What>(event), turn);
            }};
}

}  // namespace kiosk::visit
