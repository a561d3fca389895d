// A citizen may walk away at any moment: from every step the terminal warns, ends, and shows the
// next citizen a clean first screen. What was confirmed stays ordered; what was not is gone.
#include "screens/pages/samples.h"
#include "tests/scenarios/terminal.h"

#include <functional>

#include <gtest/gtest.h>

namespace scenes {
namespace {

using namespace kiosk::visit;

// A whole order, stopped after each event: every place where somebody could leave.
std::vector<Event> a_whole_order() {
    std::vector<Event> events{ServiceChosen{"birth-certificate"}, Continued{}};
    const auto draft = screens::sample_draft();
    const auto house = town_hall().on(a_day);
    for (const auto& stop : kiosk::forms::route(house.services, draft, house.today)) {
        const auto& answers =
            stop.page->scope == kiosk::forms::Scope::item ? draft.items[0].answers : draft.shared;
        for (const auto* field : kiosk::forms::asked(stop, draft))
            events.emplace_back(Answered{field->id, std::string(answers[field->id])});
        events.emplace_back(Continued{});
    }
    events.emplace_back(OrderConfirmed{});
    return events;
}

bool is_clean(const Visit& visit) {
    const auto* welcome = std::get_if<Welcome>(&visit.step);
    return welcome != nullptr && welcome->draft == kiosk::forms::Draft{} && !visit.overlay &&
           visit.preferences == Preferences{};
}

TEST(WalkingAway, AtEveryMomentLeavesACleanScreenAndOnlyWhatWasConfirmed) {
    const auto events = a_whole_order();
    Terminal terminal;
    std::size_t ordered = 0;
    for (std::size_t stop = 1; stop <= events.size(); ++stop) {
        for (std::size_t i = 0; i < stop; ++i) terminal.send(events[i]);
        if (stop == events.size()) ++ordered;
        const int tones = terminal.tones;
        terminal.let_pass(std::chrono::seconds(89));
        EXPECT_EQ(terminal.tones, tones + 1) << "at " << stop;
        terminal.let_pass(std::chrono::seconds(2));
        ASSERT_TRUE(is_clean(terminal.visit()))
            << "at " << stop << ": " << name_of(terminal.visit().step);
        EXPECT_EQ(terminal.orders().size(), ordered);
        EXPECT_EQ(terminal.printer.waiting(), 0);
    }
    EXPECT_EQ(ordered, 1U);
}

TEST(WalkingAway, WhileTheDiskWorksKeepsTheOrder) {
    Terminal terminal;
    terminal.hold_the_disk();
    for (const auto& event : a_whole_order()) terminal.send(event);
    terminal.let_pass(std::chrono::minutes(5));
    EXPECT_TRUE(std::holds_alternative<Saving>(terminal.visit().step));
    terminal.release_the_disk();
    terminal.settle();
    EXPECT_EQ(terminal.orders().size(), 1U);
    terminal.let_pass(std::chrono::minutes(5));
    EXPECT_TRUE(is_clean(terminal.visit()));
}

TEST(Ending, IsOnEveryScreenOneTapAndAConfirmation) {
    const auto events = a_whole_order();
    Terminal terminal;
    for (std::size_t stop = 1; stop <= events.size(); ++stop) {
        for (std::size_t i = 0; i < stop; ++i) terminal.send(events[i]);
        ASSERT_TRUE(terminal.tap("Beenden")) << "at " << stop;
        ASSERT_FALSE(is_clean(terminal.visit()));
        ASSERT_TRUE(terminal.tap("Ja, beenden")) << "at " << stop;
        ASSERT_TRUE(is_clean(terminal.visit())) << "at " << stop;
    }
}

}  // namespace
}  // namespace scenes
