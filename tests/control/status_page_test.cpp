// The page on which staff see all terminals.
#include "kiosk/control/status_page.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::control::Alarm;
using kiosk::control::Colour;
using kiosk::control::StatusQuery;
using kiosk::control::TerminalView;
using testing::HasSubstr;
using testing::Not;

const kiosk::Instant now = kiosk::parse_instant("2026-12-01T10:14:05Z").value();

TerminalView terminal(const std::string& id, Colour colour, const std::string& code) {
    TerminalView view;
    view.terminal.id = id;
    view.terminal.city = id.substr(0, id.find('-'));
    view.terminal.last_seen = now;
    view.light.colour = colour;
    if (!code.empty()) view.light.reasons = {{colour, code, now - 3h}};
    return view;
}

class StatusPage : public testing::Test {
  protected:
    std::string page(const StatusQuery& query = {}) {
        return status_page(terminals, alarms, query, texts, now);
    }

    const kiosk::text::Catalogue texts =
        kiosk::text::Catalogue::load(HOUSE "/assets/control/text").value();
    std::vector<TerminalView> terminals{terminal("leipzig-1", Colour::green, ""),
                                        terminal("leipzig-2", Colour::red, "paper.paperOut"),
                                        terminal("dresden-1", Colour::grey, "not_heard")};
    std::vector<Alarm> alarms{
        {.terminal = "leipzig-2", .city = "leipzig", .code = "paper.paperOut", .since = now - 3h}};
};

TEST_F(StatusPage, SaysInWordsWhatIsTheMatterAndSinceWhen) {
    const std::string html = page();
    EXPECT_THAT(html, HasSubstr("Papier ist leer"));
    EXPECT_THAT(html, HasSubstr("01.12.2026, 08:14 Uhr"));
    EXPECT_THAT(html, HasSubstr("braucht Hilfe"));
    EXPECT_THAT(html, HasSubstr("niemand kümmert sich"));
    EXPECT_THAT(html, Not(HasSubstr("⟦"))) << "a text is missing";
}

TEST_F(StatusPage, ShowsTheWorstFirst) {
    const std::string html = page();
    EXPECT_LT(html.find("dresden-1"), html.find("scope=\"row\">leipzig-2"));
    EXPECT_LT(html.find("scope=\"row\">leipzig-2"), html.find("leipzig-1"));
}

TEST_F(StatusPage, ShowsWhatIsAskedFor) {
    const std::string city = page({.city = "dresden"});
    EXPECT_THAT(city, HasSubstr("dresden-1"));
    EXPECT_THAT(city, Not(HasSubstr("leipzig-2")));
    const std::string light = page({.light = "green"});
    EXPECT_THAT(light, HasSubstr("leipzig-1"));
    EXPECT_THAT(light, Not(HasSubstr("dresden-1")));
    EXPECT_THAT(page({.city = "nowhere"}), Not(HasSubstr("scope=\"row\"")));
}

TEST_F(StatusPage, SpeaksBothLanguages) {
    const std::string html = page({.language = "en"});
    EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(html, HasSubstr("out of paper"));
    EXPECT_THAT(html, Not(HasSubstr("⟦")));
}

TEST_F(StatusPage, NothingThatIsSaidBecomesMarkup) {
    const std::string evil = "\"><script>alert('x')</script>&";
    terminals.push_back(terminal(evil, Colour::red, evil));
    alarms.push_back({.terminal = evil, .city = evil, .code = evil, .seen_to_by = evil});
    for (const std::string& html : {page(), page({.city = evil, .light = evil})}) {
        EXPECT_THAT(html, Not(HasSubstr("<script")));
        EXPECT_THAT(html, Not(HasSubstr("alert('")));
    }
    EXPECT_THAT(page(), HasSubstr("&lt;script&gt;"));
}

TEST_F(StatusPage, HoldsFiveHundredTerminalsAtMost) {
    for (int i = 0; i < 3000; ++i)
        terminals.push_back(terminal("chemnitz-" + std::to_string(i), Colour::green, ""));
    const std::string html = page();
    EXPECT_LT(html.size(), 256U << 10U);
    EXPECT_THAT(html, HasSubstr("leipzig-2")) << "the worst are among them";
}

}  // namespace
}  // namespace tests
