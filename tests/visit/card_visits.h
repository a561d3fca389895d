// A visit with a card reader, and what can be told of it event by event.
#pragma once

#include "kiosk/visit/route.h"
#include "screens/pages/samples.h"
#include "tests/scenarios/town_hall.h"

#include <gtest/gtest.h>

namespace kiosk::visit {

inline House house() {
    return scenes::town_hall().on(scenes::a_day);
}

inline CardLook eid_card(int tries, bool keypad = false) {
    using Kind = eid::PinState::Kind;
    const auto kind = tries == 0 ? Kind::blocked : tries == 1 ? Kind::suspended : Kind::ready;
    return {CardPresence::eid, eid::PinState{kind, tries}, keypad};
}

// The page that asks for names, of the sample order.
inline Filling asking_for_names() {
    auto draft = screens::sample_draft();
    draft.items.front().answers.set("role", "descendant");
    for (const auto& stop : forms::route(house().services, draft, scenes::a_day))
        if (stop.page->id == "applicant") return enter(draft, stop, Course::whole_form);
    return {};
}

class CardVisit {
  public:
    explicit CardVisit(Step step = Welcome{}) {
        visit.step = std::move(step);
        visit.reader = {true, true};
    }

    // False: refused.
    bool send(const Event& event) {
        auto outcome = next(std::move(visit), event, house());
        visit = std::move(outcome.visit);
        effects = std::move(outcome.effects);
        return !outcome.refused;
    }
    void type(std::string_view digits) {
        for (const char digit : digits) EXPECT_TRUE(send(Typed{std::string(1, digit)}));
    }
    void enter_digits(std::string_view digits) {
        type(digits);
        EXPECT_TRUE(send(Continued{}));
    }
    // A card is laid where one is asked for.
    bool see(const CardLook& look) { return send(CardSeen{visit.last_work, look}); }

    void come_to_laying_for_the_form() {
        EXPECT_TRUE(send(CardWanted{CardTask::read}));
        EXPECT_TRUE(send(Continued{}));
    }
    void come_to_laying_for(CardTask task) {
        EXPECT_TRUE(send(CardWanted{CardTask::look}));
        EXPECT_TRUE(see(eid_card(task == CardTask::unblock ? 0 : 3)));
        EXPECT_TRUE(send(CardWanted{task}));
    }

    template <class S>
    [[nodiscard]] const S* at() const {
        return std::get_if<S>(&visit.step);
    }
    template <class E>
    [[nodiscard]] const E* effect() const {
        for (const auto& each : effects)
            if (const auto* found = std::get_if<E>(&each)) return found;
        return nullptr;
    }

    Visit visit;
    std::vector<Effect> effects;
};

}  // namespace kiosk::visit
