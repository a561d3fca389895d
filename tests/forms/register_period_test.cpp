// When the archive is responsible: PStG § 5 (5), around the day.
#include "kiosk/forms/register_period.h"

#include "tests/forms/shipped.h"

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

Keeper keeper(Register kind, const char* event, Date on = today) {
    return keeper_of(kind, *parse_partial_date(event), on);
}

TEST(RegisterPeriod, Is110YearsForBirths80ForCouplesAnd30ForDeaths) {
    EXPECT_EQ(period_years(Register::birth), 110);
    EXPECT_EQ(period_years(Register::marriage), 80);
    EXPECT_EQ(period_years(Register::partnership), 80);
    EXPECT_EQ(period_years(Register::death), 30);
}

TEST(RegisterPeriod, EndsWithTheDayOfTheSameNumber) {
    EXPECT_EQ(keeper(Register::birth, "1916-11-24"), Keeper::office) << "its last day";
    EXPECT_EQ(keeper(Register::birth, "1916-11-23"), Keeper::either);
    EXPECT_EQ(keeper(Register::marriage, "1946-11-24"), Keeper::office);
    EXPECT_EQ(keeper(Register::marriage, "1946-11-23"), Keeper::either);
    EXPECT_EQ(keeper(Register::death, "1996-11-24"), Keeper::office);
    EXPECT_EQ(keeper(Register::death, "1996-11-23"), Keeper::either);
}

TEST(RegisterPeriod, RefusesNobodyWithinAYearOfItsEnd) {
    EXPECT_EQ(keeper(Register::birth, "1915-11-24"), Keeper::either)
        << "entries and volumes are later than events";
    EXPECT_EQ(keeper(Register::birth, "1915-11-23"), Keeper::archive);
    EXPECT_EQ(keeper(Register::marriage, "1945-11-23"), Keeper::archive);
    EXPECT_EQ(keeper(Register::death, "1995-11-23"), Keeper::archive);
}

TEST(RegisterPeriod, TakesPartOfADateForTheLatestDayThatItCouldBe) {
    EXPECT_EQ(keeper(Register::death, "1997"), Keeper::office);
    EXPECT_EQ(keeper(Register::death, "1996"), Keeper::either)
        << "the period may have ended or not";
    EXPECT_EQ(keeper(Register::death, "1995"), Keeper::either)
        << "1995-12-31 plus 31 years is still to come";
    EXPECT_EQ(keeper(Register::death, "1994"), Keeper::archive);
    EXPECT_EQ(keeper(Register::death, "1995-10"), Keeper::archive);
    EXPECT_EQ(keeper(Register::death, "1995-11"), Keeper::either);
}

TEST(RegisterPeriod, OfALeapDayEndsWithFebruary) {
    EXPECT_EQ(keeper(Register::death, "1996-02-29", 2026y / 2 / 28), Keeper::office);
    EXPECT_EQ(keeper(Register::death, "1996-02-29", 2026y / 3 / 1), Keeper::either);
}

TEST(RegisterPeriod, IsSaidAtTheDate) {
    const auto at_date = [](const char* service, const char* event) {
        return found_at("event_date", with(of_service(own_birth_certificate(), service),
                                           {{"role", "descendant"}, {"event_date", event}}));
    };
    EXPECT_EQ(at_date("birth-certificate", "1916-11-24"), "");
    EXPECT_EQ(at_date("birth-certificate", "1916-11-23"), "archive_near?");
    EXPECT_EQ(at_date("birth-certificate", "1915-11-23"), "archive_birth");
    EXPECT_EQ(at_date("marriage-certificate", "1945"), "archive_near?");
    EXPECT_EQ(at_date("marriage-certificate", "1944"), "archive_marriage");
    EXPECT_EQ(at_date("death-certificate", "1990"), "archive_death");
    EXPECT_EQ(at_date("partnership-certificate", "2001-07-31"), "before_partnerships");
    EXPECT_EQ(at_date("partnership-certificate", "2001"), "");
}

TEST(RegisterPeriod, IsJudgedByTheNumberWhereNoDateIsKnown) {
    const auto at_number = [](const char* number) {
        return found_at(
            "register_number",
            with(of_service(own_birth_certificate(), "death-certificate"),
                 {{"role", "descendant"}, {"event_date", "unknown"}, {"register_number", number}}));
    };
    EXPECT_EQ(at_number("S 12/1990"), "archive_death");
    EXPECT_EQ(at_number("S 12/1996"), "archive_near?");
    EXPECT_EQ(at_number("S 12/2020"), "");
    EXPECT_EQ(at_number("unknown"), "needs_date_or_number");
}

}  // namespace
}  // namespace kiosk::forms
