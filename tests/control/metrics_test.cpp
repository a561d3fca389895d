// What monitoring reads, by the rules of Prometheus' text format.
#include "kiosk/control/metrics.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/control_store/simulated_control_store.h"
#include "kiosk/control/desk.h"

#include <chrono>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::control::Colour;
using kiosk::control::Measured;
using kiosk::control::TerminalView;
using testing::HasSubstr;

const kiosk::Instant now = kiosk::parse_instant("2026-12-01T10:14:05Z").value();

TerminalView terminal(const std::string& city, Colour colour, std::chrono::seconds age) {
    TerminalView view;
    view.terminal.id = city + "-1";
    view.terminal.city = city;
    view.terminal.last_seen = now - age;
    view.light.colour = colour;
    view.reported.emplace();
    view.reported->waiting = {.orders = 2, .oldest_s = 0, .needs_staff = 1};
    return view;
}

Measured measured() {
    return {
        .terminals = {terminal("leipzig", Colour::green, 10s),
                      terminal("leipzig", Colour::red, 60s), terminal("dresden", Colour::grey, 2h)},
        .alarms = {{.terminal = "leipzig-1", .seen_to_by = "erika"}, {.terminal = "dresden-1"}},
        .audit_rows = 17,
        .mails_waiting = 3,
        .version = "1.2.3",
        .now = now};
}

TEST(Metrics, SumUpWhatIsKnown) {
    const std::string text = exposition(measured());
    for (const char* line :
         {"kiosk_build_info{version=\"1.2.3\"} 1\n",
          "kiosk_terminals{city=\"leipzig\",light=\"green\"} 1\n",
          "kiosk_terminals{city=\"leipzig\",light=\"red\"} 1\n",
          "kiosk_terminals{city=\"dresden\",light=\"yellow\"} 0\n",
          "kiosk_report_age_terminals{seconds=\"45\"} 1\n",
          "kiosk_report_age_terminals{seconds=\"86400\"} 3\n",
          "kiosk_orders_waiting{city=\"leipzig\"} 4\n",
          "kiosk_orders_need_staff{city=\"dresden\"} 1\n", "kiosk_alarms_open{seen_to=\"no\"} 1\n",
          "kiosk_mails_waiting 3\n", "kiosk_audit_rows_total 17\n"})
        EXPECT_THAT(text, HasSubstr(line));
}

TEST(Metrics, KeepToTheFormat) {
    static const std::regex help("# HELP (kiosk_[a-z_]+) [^\n]+");
    static const std::regex type("# TYPE (kiosk_[a-z_]+) (gauge|counter)");
    static const std::regex sample(
        R"re((kiosk_[a-z_]+)(\{[a-z_]+="[A-Za-z0-9._-]*"(,[a-z_]+="[A-Za-z0-9._-]*")*\})? [0-9]+)re");
    std::istringstream lines(exposition(measured()));
    std::set<std::string> families, samples;
    std::string family;
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (std::regex_match(line, found, help)) {
            family = found[1];
            EXPECT_TRUE(families.insert(family).second) << "told of twice: " << family;
        } else if (std::regex_match(line, found, type)) {
            EXPECT_EQ(found[1], family);
        } else {
            ASSERT_TRUE(std::regex_match(line, found, sample)) << line;
            EXPECT_EQ(found[1], family) << "a sample outside its family";
            EXPECT_TRUE(samples.insert(line.substr(0, line.rfind(' '))).second) << line;
        }
    }
    EXPECT_GT(families.size(), 7U);
}

TEST(Metrics, AreFewHoweverManyTerminalsThereAre) {
    Measured many = measured();
    for (int i = 0; i < 5000; ++i) many.terminals.push_back(terminal("leipzig", Colour::green, 1s));
    EXPECT_LT(exposition(many).size(), 4096U);
}

TEST(Metrics, HealthSaysWhenTheMemoryFails) {
    drivers::SimulatedControlStore store;
    drivers::SimulatedClock clock(now);
    kiosk::control::Records records(store, clock);
    kiosk::control::ControlRoom room(records, kiosk::jose::SigningKey::generate().value());
    kiosk::control::Alarms alarms(records, {}, [](const auto&) { return kiosk::Mail{}; });
    const auto texts = kiosk::text::Catalogue::load(HOUSE "/assets/control/text").value();
    kiosk::control::WatchDesk desk(records, room, alarms, {texts, "body {}"}, "1.2.3");
    const auto ask = [&](const std::string& path) {
        return desk.answer({.method = "GET", .path = path});
    };
    EXPECT_EQ(ask("/health").status, 200);
    EXPECT_THAT(ask("/metrics").headers.at("Content-Type"), HasSubstr("version=0.0.4"));
    EXPECT_EQ(ask("/v1/terminals").status, 404);
    EXPECT_THAT(ask("/status").headers.at("Content-Security-Policy"),
                HasSubstr("default-src 'none'"));
    EXPECT_EQ(ask("/status.css").body, "body {}");
    store.break_disk();
    EXPECT_EQ(ask("/health").status, 503);
    EXPECT_THAT(ask("/health").body, HasSubstr("unavailable"));
    EXPECT_EQ(ask("/metrics").status, 503);
}

}  // namespace
}  // namespace tests
