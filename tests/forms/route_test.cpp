#include "tests/forms/shipped.h"

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

std::string first_open_page(const Draft& draft) {
    const auto stop = first_open(shipped(), draft, today);
    return stop ? stop->page->id : "everything is answered";
}

TEST(Route, OfTheOwnBirthCertificateAsksNothingTwice) {
    EXPECT_EQ(
        route_of(own_birth_certificate()),
        "role office event number child parent1 parent2 variant omissions eu_forms copies purpose "
        "applicant residence address town contact declarations")
        << "the own birthday is the date of the event and is not asked again";
    EXPECT_EQ(first_open_page(own_birth_certificate()), "everything is answered");
}

TEST(Route, AsksForTheInterestOfOthersOnly) {
    const Draft draft = with(own_birth_certificate(), {{"role", "other"}});
    EXPECT_EQ(route_of(draft).substr(0, 29), "role all_dead interest office");
    EXPECT_NE(route_of(draft).find("applicant_birth"), std::string::npos);
    EXPECT_EQ(first_open_page(draft), "all_dead");
}

TEST(Route, ShowsThePageOfEachConditionThatHolds) {
    const Draft draft =
        with(own_birth_certificate(), {{"variant", "register_printout"}, {"purpose", "pension"}});
    EXPECT_NE(route_of(draft).find("variant adopted copies purpose free_of_charge"),
              std::string::npos)
        << route_of(draft);
}

TEST(Route, ForgetsWhatWasTypedUnderAnAnswerThatWasChanged) {
    const Draft draft = with(own_birth_certificate(), {{"eu_wanted", "yes"},
                                                       {"eu_forms", "en"},
                                                       {"eu_copies", "1"},
                                                       {"variant", "multilingual"},
                                                       {"interest_text", "alt"}});
    EXPECT_EQ(route_of(draft).find("eu_"), std::string::npos)
        << "an EU form goes with a certificate only";
    const Draft applied = applying(shipped(), draft, today);
    EXPECT_EQ(applied.items[0].answers["eu_forms"], "");
    EXPECT_EQ(applied.items[0].answers["interest_text"], "");
    EXPECT_EQ(applied.items[0].answers["child_family_name"], "Gabler");
}

TEST(Route, AsksOrderPagesOnceForSeveralCertificates) {
    Draft draft = own_birth_certificate();
    draft.items.push_back({"marriage-certificate", {}});
    draft.items[1].answers.set("role", "self");
    EXPECT_EQ(
        route_of(draft),
        "role office event number child parent1 parent2 variant omissions eu_forms copies purpose "
        "1:role 1:office 1:event 1:number 1:person1 1:person2 1:variant 1:copies 1:purpose "
        "applicant 1:applicant_birth residence address town contact declarations");
}

TEST(Route, HasPickupWhereTheCityOffersIt) {
    EXPECT_EQ(route_of(own_birth_certificate()).find("delivery"), std::string::npos);
    EXPECT_NE(route_of(own_birth_certificate(), shipped_with_pickup()).find("delivery residence"),
              std::string::npos);
}

TEST(Route, StartsWithTheFirstPageOfAnEmptyDraft) {
    for (const Service& service : shipped()) {
        const Draft draft{.items = {Item{service.id, {}}}, .shared = {}};
        EXPECT_EQ(first_open_page(draft), "role") << service.id;
    }
}

TEST(Route, IsEmptyWithoutAServiceThatIsOffered) {
    EXPECT_EQ(route_of(Draft{}), "");
    EXPECT_EQ(route_of(of_service(own_birth_certificate(), "dog-licence")), "");
    EXPECT_EQ(route_of(own_birth_certificate(), shipped(), 2018y / 12 / 31), "")
        << "not offered yet";
}

TEST(Route, StaysShortOnEveryPage) {
    for (const Service& service : shipped_with_pickup())
        for (const Page& page : service.pages)
            EXPECT_LE(page.fields.size(), 4U) << service.id << " " << page.id;
}

TEST(Entry, IsTheSameWhenAllThatNamesItIsEqual) {
    Draft draft = own_birth_certificate();
    draft.items.push_back(draft.items.front());
    draft.items[1].answers.set("variant", "multilingual");
    EXPECT_EQ(entry_of(shipped(), draft, 1, today), 0U);
    draft.items[1].answers.set("child_given_names", "Erwin");
    EXPECT_EQ(entry_of(shipped(), draft, 1, today), 1U);
}

}  // namespace
}  // namespace kiosk::forms
