// What the terminal knows of itself, taken from the notes that the agent and staff leave.
#include "kiosk/health/observe.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/journal/simulated_journal.h"
#include "kiosk/duty/closing.h"
#include "kiosk/orders/office_key.h"

#include <gtest/gtest.h>

namespace kiosk::health {
namespace {

using namespace std::chrono_literals;

constexpr const char* registry = "9a3f52f6-5d2c-4e5b-8f0a-2f4ad1b2c3d4";

forms::Service service(const std::string& id) {
    forms::Service service;
    service.id = id;
    service.valid_from = Date{std::chrono::year{2020} / 1 / 1};
    return service;
}

class Observe : public testing::Test {
  protected:
    Observe() {
        settings_.portal.destinations = {{"default", registry}};
        tariff_.valid_from = Date{std::chrono::year{2021} / 10 / 1};
        tariff_.valid_to = Date{std::chrono::year{2026} / 12 / 31};
        tariffs_ = {tariff_};
        services_ = {service("birth-certificate")};
        leave_key(clock_.now());
    }

    void note(const std::string& name, const std::string& text) {
        ASSERT_TRUE(journal_.set_note(name, text));
    }
    void leave_key(Instant checked) {
        note(orders::note_name(registry),
             orders::to_note({.destination_id = registry,
                              .kid = "key-1",
                              .jwk = "{}",
                              .checked = checked,
                              .valid_until = clock_.now() + 300 * 24h}));
    }
    Health look() {
        return observe(&journal_, clock_,
                       {.settings = settings_,
                        .services = services_,
                        .tariffs = tariffs_,
                        .configuration_problems = problems_,
                        .built = clock_.now() - 24h});
    }
    std::string closed() { return judge(look()).closed_because; }

    drivers::SimulatedClock clock_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 10h};
    drivers::SimulatedJournal journal_;
    Settings settings_;
    tariffs::Tariff tariff_;
    std::vector<tariffs::Tariff> tariffs_;
    std::vector<forms::Service> services_;
    int problems_ = 0;
};

TEST_F(Observe, FindsASoundTerminalOpen) {
    const Health health = look();
    EXPECT_TRUE(judge(health).open()) << judge(health).closed_because;
    ASSERT_EQ(health.services.size(), 1U);
    EXPECT_TRUE(health.services[0].present);
    EXPECT_EQ(health.services[0].checked, clock_.now());
}

TEST_F(Observe, IsClosedWithoutAJournal) {
    const Health health = observe(nullptr, clock_,
                                  {.settings = settings_,
                                   .services = services_,
                                   .tariffs = tariffs_,
                                   .configuration_problems = 0,
                                   .built = {}});
    EXPECT_FALSE(health.journal_opens);
    EXPECT_EQ(judge(health).closed_because, "closed.journal");
}

TEST_F(Observe, SeesAFullDisk) {
    journal_.fill_the_disk();
    EXPECT_EQ(closed(), "closed.no_space");
}

TEST_F(Observe, SeesADiskThatDoesNotAnswer) {
    journal_.break_disk();
    EXPECT_FALSE(judge(look()).open());
}

TEST_F(Observe, BelievesStaffOnSiteAndTheControlRoom) {
    using kiosk::duty::ClosedBy;
    const auto evening = clock_.now() + 8h;
    ASSERT_TRUE(kiosk::duty::close(journal_, ClosedBy::staff, {}));
    EXPECT_EQ(closed(), "closed.by_staff");
    ASSERT_TRUE(kiosk::duty::close(journal_, ClosedBy::control_room, {.until = evening}));
    EXPECT_EQ(judge(look()).closed_until, std::nullopt) << "staff on site did not say until when";
    ASSERT_TRUE(kiosk::duty::open(journal_, ClosedBy::staff));
    EXPECT_EQ(closed(), "closed.by_control_room");
    EXPECT_EQ(judge(look()).closed_until, evening);
    clock_.let_pass(8h);
    EXPECT_NE(closed(), "closed.by_control_room");
}

TEST_F(Observe, CountsConfigurationProblems) {
    problems_ = 1;
    EXPECT_EQ(closed(), "closed.configuration");
}

TEST_F(Observe, KnowsNoTariffAfterTheLastDay) {
    clock_.let_pass(37 * 24h);
    leave_key(clock_.now());
    EXPECT_EQ(closed(), "") << "31 December is the last day";
    clock_.let_pass(24h);
    EXPECT_EQ(closed(), "closed.no_tariff");
}

TEST_F(Observe, OffersNoServiceBeforeItsFirstOrAfterItsLastDay) {
    services_[0].valid_to = Date{std::chrono::year{2026} / 11 / 23};
    EXPECT_EQ(closed(), "closed.no_services");
    services_[0].valid_to = Date{std::chrono::year{2026} / 11 / 24};
    EXPECT_EQ(closed(), "");
    services_[0].valid_from = Date{std::chrono::year{2026} / 11 / 25};
    EXPECT_EQ(closed(), "closed.no_services");
}

TEST_F(Observe, HasNoKeyWhileNoneIsNotedOrItsUseIsForbidden) {
    settings_.portal.destinations = {{"default", "another"}};
    EXPECT_EQ(closed(), "closed.no_key");
    settings_.portal.destinations = {};
    EXPECT_EQ(closed(), "closed.no_key");
    settings_.portal.destinations = {{"default", registry}};
    EXPECT_EQ(closed(), "");
    note(orders::note_name(registry), R"({"problem": "certificate_revoked"})");
    EXPECT_EQ(closed(), "closed.no_key");
    note(orders::note_name(registry), "not JSON");
    EXPECT_EQ(closed(), "closed.no_key");
}

TEST_F(Observe, LooksForTheKeyOfEachServicesOwnOffice) {
    services_.push_back(service("death-certificate"));
    settings_.portal.destinations["death-certificate"] = "archive";
    const Health health = look();
    EXPECT_TRUE(judge(health).open());
    EXPECT_EQ(judge(health).not_orderable, std::vector<std::string>{"death-certificate"});
}

TEST_F(Observe, TakesThePortalsWordForTheTime) {
    note("portal", R"({"clock_ahead_s": 90000})");
    EXPECT_EQ(closed(), "closed.clock");
    note("portal", R"({"clock_ahead_s": 20})");
    EXPECT_EQ(closed(), "");
}

TEST_F(Observe, IgnoresAPortalNoteThatIsMalformed) {
    for (const char* text :
         {"", "[]", "{}", R"({"clock_ahead_s": "late"})", R"({"clock_ahead_s": null})"}) {
        note("portal", text);
        EXPECT_EQ(closed(), "") << text;
    }
}

TEST_F(Observe, RemembersTheTimeOnceAnHourAndSeesTheClockGoBack) {
    (void)look();
    const auto first = journal_.note("last_known_time").value();
    ASSERT_TRUE(first);
    clock_.let_pass(59min);
    (void)look();
    EXPECT_EQ(journal_.note("last_known_time").value(), first);
    clock_.let_pass(2min);
    (void)look();
    EXPECT_NE(journal_.note("last_known_time").value(), first);
    clock_.jump_to(clock_.now() - 2h);
    EXPECT_EQ(closed(), "closed.clock");
}

TEST_F(Observe, DoesNotRememberATimeThatIsNotPlausible) {
    note("portal", R"({"clock_ahead_s": -90000})");
    (void)look();
    EXPECT_FALSE(journal_.note("last_known_time").value());
}

}  // namespace
}  // namespace kiosk::health
