// Rules of the order: competence, search, purposes free of charge, delivery.
#include "tests/forms/shipped.h"

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

TEST(Office, ElsewhereIsToldAndNotTaken) {
    EXPECT_EQ(found_at("office", with(own_birth_certificate(), {{"office", "elsewhere"}})),
              "other_office");
    EXPECT_EQ(found_at("office", own_birth_certificate()), "");
}

TEST(Office, UnknownAnnouncesASearchBeforeTheOrder) {
    const Draft draft = with(own_birth_certificate(), {{"office", "unknown"}});
    EXPECT_EQ(found_at("office", draft), "search_possible?");
    EXPECT_FALSE(first_open(shipped(), draft, today)) << "a notice keeps nobody from ordering";
}

TEST(Purpose, IsFreeOfChargeWithProofOnly) {
    const auto free = [](const char* proof, const char* copies) {
        return with(own_birth_certificate(),
                    {{"purpose", "pension"}, {"free_proof", proof}, {"free_copies", copies}});
    };
    EXPECT_EQ(found_at("free_proof", free("no", "1")), "free_needs_proof");
    EXPECT_EQ(found_at("free_proof", free("yes", "1")), "");
    EXPECT_EQ(found_at("free_copies", free("yes", "2")), "");
    EXPECT_EQ(found_at("free_copies", free("yes", "3")), "more_free_than_ordered");
    EXPECT_EQ(found_at("free_copies", free("no", "")), "not asked");
    EXPECT_EQ(found_at("free_proof", own_birth_certificate()), "not asked");
}

TEST(Delivery, AbroadIsRefusedUnderCashOnDelivery) {
    const Draft abroad = with(own_birth_certificate(), {}, {{"residence", "abroad"}});
    EXPECT_EQ(found_at("residence", abroad), "cod_abroad");
    const Draft collected = with(abroad, {}, {{"delivery", "pickup"}});
    EXPECT_EQ(found_at("residence", collected, shipped_with_pickup()), "");
    EXPECT_EQ(found_at("residence", with(abroad, {}, {{"delivery", "cod"}}), shipped_with_pickup()),
              "cod_abroad");
}

TEST(Delivery, ThatTheCityHasStoppedOfferingDecidesNothing) {
    const Draft draft =
        with(own_birth_certificate(), {}, {{"residence", "abroad"}, {"delivery", "pickup"}});
    EXPECT_EQ(applying(shipped(), draft, today).shared["delivery"], "");
}

TEST(Declarations, HaveToBeTickedAll) {
    for (const char* field : {"declared_privacy", "declared_correct", "declared_fees"})
        EXPECT_EQ(found_at(field, with(own_birth_certificate(), {}, {{field, ""}})), "not_ticked")
            << field;
}

TEST(Problems, StandOnceAtAField) {
    const Draft draft = with(own_birth_certificate(), {{"event_date", "2027-01-01"}});
    EXPECT_EQ(found_at("event_date", draft), "in_future") << "not too young as well";
}

TEST(Problems, NeverRepeatWhatWasEntered) {
    const Draft draft =
        with(own_birth_certificate(), {{"child_family_name", "Gabler1"}, {"event_date", "Geheim"}},
             {{"postcode", "Geheim"}});
    for (const Stop& stop : route(shipped(), draft, today))
        for (const Problem& problem : check(stop, draft, today)) {
            EXPECT_EQ(problem.code.find("Geheim"), std::string::npos);
            EXPECT_EQ(problem.code.find("Gabler"), std::string::npos);
        }
}

}  // namespace
}  // namespace kiosk::forms
