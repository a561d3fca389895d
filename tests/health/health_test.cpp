#include "kiosk/health/health.h"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace kiosk::health {
namespace {

using namespace std::chrono_literals;

const Instant noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;

Health sound() {
    Health health;
    health.now = noon;
    health.built = noon - 90 * 24h;
    health.last_known_time = noon - 1h;
    health.clock_off = 3s;
    health.journal_opens = health.journal_has_space = health.tariff_for_today = true;
    health.services = {{"birth_certificate", true, noon - 1h, noon + 300 * 24h},
                       {"death_certificate", true, noon - 1h, noon + 300 * 24h}};
    return health;
}

struct Case {
    const char* what;
    std::function<void(Health&)> mishap;
    const char* reason;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"everything is well", [](Health&) {}, ""},
        {"the printer is broken, which is said but does not close",
         [](Health& h) { h.printer.trouble = PrinterTrouble::offline; }, ""},
        {"staff has closed it", [](Health& h) { h.closed_by_staff = true; }, "closed.by_staff"},
        {"the control room has closed it", [](Health& h) { h.closed_by_control_room = true; },
         "closed.by_control_room"},
        {"staff's word comes before all others",
         [](Health& h) {
             h.closed_by_staff = true;
             h.journal_opens = false;
         },
         "closed.by_staff"},
        {"it keeps failing", [](Health& h) { h.keeps_failing = true; }, "closed.failing"},
        {"a file of the city's is wrong", [](Health& h) { h.configuration_problems = 1; },
         "closed.configuration"},
        {"the journal does not open", [](Health& h) { h.journal_opens = false; }, "closed.journal"},
        {"the disk is full", [](Health& h) { h.journal_has_space = false; }, "closed.no_space"},
        {"the clock is before the build date",
         [](Health& h) {
             h.now = h.built - 25h;
             h.last_known_time.reset();
         },
         "closed.clock"},
        {"a build of today in another time zone", [](Health& h) { h.built = h.now + 13h; }, ""},
        {"the clock went back 14 hours", [](Health& h) { h.last_known_time = h.now + 14h; },
         "closed.clock"},
        {"the network set the clock back a little",
         [](Health& h) { h.last_known_time = h.now + 5min; }, ""},
        {"the clock jumped 401 days ahead",
         [](Health& h) { h.last_known_time = h.now - 401 * 24h; }, "closed.clock"},
        {"it was switched off for a year", [](Health& h) { h.last_known_time = h.now - 365 * 24h; },
         ""},
        {"the portal's clock is 25 hours away", [](Health& h) { h.clock_off = -25h; },
         "closed.clock"},
        {"the portal was never asked the time", [](Health& h) { h.clock_off.reset(); }, ""},
        {"the terminal is new", [](Health& h) { h.last_known_time.reset(); }, ""},
        {"no tariff is known for today", [](Health& h) { h.tariff_for_today = false; },
         "closed.no_tariff"},
        {"no service is loaded", [](Health& h) { h.services.clear(); }, "closed.no_services"},
        {"no key came yet",
         [](Health& h) {
             for (auto& s : h.services) s.present = false;
         },
         "closed.no_key"},
        {"every key was last checked 8 days ago",
         [](Health& h) {
             for (auto& s : h.services) s.checked = h.now - 8 * 24h;
         },
         "closed.no_key"},
        {"every certificate ends within 6 days",
         [](Health& h) {
             for (auto& s : h.services) s.valid_until = h.now + 6 * 24h;
         },
         "closed.no_key"},
        {"one of two services has a key", [](Health& h) { h.services[0].present = false; }, ""},
    };
    return all;
}

TEST(Health, ClosesTheTerminalForTheReasonOfTheTable) {
    for (const Case& row : cases()) {
        Health health = sound();
        row.mishap(health);
        EXPECT_EQ(judge(health).closed_because, row.reason) << row.what;
    }
}

TEST(Health, WhoBeganBeforeTheTerminalWasClosedMayFinishWhereSavingIsSafe) {
    for (const Case& row : cases()) {
        Health health = sound();
        row.mishap(health);
        health.closed_by_staff = health.closed_by_control_room = false;
        const bool is_safe = judge(health).open();
        EXPECT_EQ(may_save(health), is_safe) << row.what;
        health.closed_by_control_room = true;
        EXPECT_EQ(may_save(health), is_safe) << row.what;
        health.closed_by_staff = true;
        EXPECT_EQ(may_save(health), is_safe) << row.what;
        EXPECT_FALSE(judge(health).open()) << row.what;
    }
}

TEST(Health, KnowsNoReasonThatItDoesNotList) {
    std::set<std::string> given;
    for (const Case& row : cases()) {
        Health health = sound();
        row.mishap(health);
        if (!judge(health).open()) given.insert(judge(health).closed_because);
    }
    EXPECT_EQ(given, std::set<std::string>(all_reasons().begin(), all_reasons().end()));
}

TEST(Health, OffersOnlyServicesWhoseOfficeHasAUsableKey) {
    Health health = sound();
    health.services[0].checked = noon - 8 * 24h;
    EXPECT_EQ(judge(health).not_orderable, std::vector<std::string>{"birth_certificate"});
}

TEST(Health, TakesAKeyCheckedExactlySevenDaysAgo) {
    const ServiceKey key{"birth_certificate", true, noon - 7 * 24h, noon + 7 * 24h};
    EXPECT_TRUE(usable(key, noon));
    EXPECT_FALSE(usable(key, noon + 1ms));
}

}  // namespace
}  // namespace kiosk::health
