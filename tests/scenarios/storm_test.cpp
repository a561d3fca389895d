// Random citizens and random mishaps, from a printed seed. Whatever happens: there is a way out of
// every step, nothing acknowledged is lost or saved twice, no receipt comes before saving, and the
// end leaves nothing behind. STORM_SEED and STORM_LENGTH replay or prolong it.
#include "kiosk/orders/order_number.h"
#include "screens/pages/samples.h"
#include "tests/scenarios/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

namespace scenes {
namespace {

using namespace kiosk::visit;

class Storm {
  public:
    explicit Storm(unsigned seed) : chance_(seed), terminal_(seed) {}

    void blow() {
        const auto what = roll(100);
        if (what < 70)
            tap_anything();
        else if (what < 80)
            hurry_through();
        else if (what < 90)
            strike();
        else
            terminal_.let_pass(std::chrono::seconds(roll(100)));
        look();
    }
    Terminal& terminal() { return terminal_; }

  private:
    int roll(int sides) { return static_cast<int>(chance_() % static_cast<unsigned>(sides)); }

    void tap_anything() {
        const auto scene = terminal_.scene();
        std::vector<Event> events;
        // Also what is disabled or covered: a late finger, an old frame.
        for (const auto& node : scene.nodes)
            if (node.event) events.push_back(*node.event);
        if (events.empty()) return;
        terminal_.send(events[static_cast<std::size_t>(roll(static_cast<int>(events.size())))]);
    }

    // Random taps hardly ever complete a form.
    void hurry_through() {
        if (std::holds_alternative<Welcome>(terminal_.visit().step))
            terminal_.send(ServiceChosen{"birth-certificate"});
        if (std::holds_alternative<Introduction>(terminal_.visit().step))
            terminal_.send(Continued{});
        if (auto* filling = std::get_if<Filling>(&terminal_.visit().step); filling != nullptr)
            terminal_.fill_in_everything();
        if (std::holds_alternative<Reviewing>(terminal_.visit().step))
            terminal_.send(OrderConfirmed{});
    }

    void strike() {
        switch (roll(12)) {
            case 0:
                terminal_.printer.run_out_of_paper();
                break;
            case 1:
                terminal_.printer.refill();
                break;
            case 2:
                terminal_.printer.unplug_during_print();
                break;
            case 3:
                terminal_.printer.recover();
                break;
            case 4:
                terminal_.look_at_the_printer();
                break;
            case 5:
                terminal_.journal.fill_the_disk();
                break;
            case 6:
                terminal_.journal.free_the_disk();
                break;
            case 7:
                terminal_.cut_power();
                break;
            case 8:
                terminal_.hold_the_disk();
                break;
            case 9:
                terminal_.release_the_disk();
                break;
            case 10:
                terminal_.hear({roll(2) == 0 ? "closed.no_space" : "", {}});
                break;
            default:
                late_answers();
                break;
        }
    }

    // Answers to work that is long over.
    void late_answers() {
        const WorkNumber old =
            terminal_.visit().last_work > 1 ? terminal_.visit().last_work - 1 : 77;
        terminal_.send(OrderSaved{old + 1000, {}});
        terminal_.send(SavingFailed{old + 1000, kiosk::ErrorKind::no_space});
        terminal_.send(
            PrintEnded{old, {kiosk::PrintOutcome::printed, kiosk::PrinterTrouble::none}});
    }

    void look() {
        const auto& visit = terminal_.visit();
        const auto scene = terminal_.scene();
        const bool saving = std::holds_alternative<Saving>(visit.step);
        const bool way_out =
            std::any_of(scene.nodes.begin(), scene.nodes.end(), [](const screens::Node& node) {
                return node.event && !node.disabled &&
                       (node.id == "banner.end" || node.id == "overlay.end" ||
                        node.id == "overlay.back");
            });
        ASSERT_TRUE(saving || way_out) << scene.id;
        const auto numbers = terminal_.acknowledged;
        auto kept = terminal_.orders();
        ASSERT_EQ(kept.size(), numbers.size()) << "acknowledged and kept differ";
        for (const auto& number : numbers)
            ASSERT_EQ(std::count_if(kept.begin(), kept.end(),
                                    [&](const kiosk::OrderHeader& order) {
                                        return order.order_number == number;
                                    }),
                      1);
        ASSERT_LE(static_cast<std::size_t>(terminal_.printer.printed()), 20 * (numbers.size() + 1));
        ASSERT_TRUE(!numbers.empty() || terminal_.printer.printed() == 0)
            << "a receipt before saving";
        if (std::holds_alternative<Ordered>(visit.step)) {
            const auto& number = std::get<Ordered>(visit.step).acknowledgement.order_number;
            ASSERT_TRUE(kiosk::orders::parse_order_number(number))
                << "a number that was never given";
        }
    }

    std::mt19937 chance_;
    Terminal terminal_;
};

unsigned from_environment(const char* name, unsigned otherwise) {
    const char* set = std::getenv(name);
    return set == nullptr ? otherwise : static_cast<unsigned>(std::stoul(set));
}

TEST(Storm, LosesNothingSavesNothingTwiceAndLeavesNobodyStuck) {
    const auto seed = from_environment("STORM_SEED", 20261124);
    const auto length = from_environment("STORM_LENGTH", 400);
    SCOPED_TRACE("STORM_SEED=" + std::to_string(seed));
    Storm storm(seed);
    for (unsigned i = 0; i < length && !testing::Test::HasFatalFailure(); ++i) storm.blow();
    EXPECT_GT(storm.terminal().acknowledged.size(), 0U) << "the storm never ordered anything";
}

}  // namespace
}  // namespace scenes
