// Who may order what: PStG §§ 62 and 63 as a table.
#include "kiosk/forms/entitlement.h"

#include "tests/forms/shipped.h"

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

struct Row {
    const char* role;
    Interest birth, marriage, partnership, death;
};

constexpr auto none = Interest::none;
constexpr auto legit = Interest::legitimate;
constexpr auto legal = Interest::legal;

constexpr Row rows[] = {
    {"self", none, none, none, Interest::not_offered},
    {"spouse", none, none, none, none},
    {"partner", none, none, none, none},
    {"ancestor", none, none, none, none},
    {"descendant", none, none, none, none},
    {"sibling", legit, legal, legal, legit},
    {"legal_representative", none, none, none, none},
    {"authorised", none, none, none, none},
    {"other", legal, legal, legal, legal},
};

TEST(Entitlement, FollowsRoleAndRegister) {
    for (const Row& row : rows) {
        EXPECT_EQ(needed_interest(Register::birth, row.role, false), row.birth) << row.role;
        EXPECT_EQ(needed_interest(Register::marriage, row.role, false), row.marriage) << row.role;
        EXPECT_EQ(needed_interest(Register::partnership, row.role, false), row.partnership)
            << row.role;
        EXPECT_EQ(needed_interest(Register::death, row.role, false), row.death) << row.role;
    }
}

TEST(Entitlement, NeedsOnlyALegitimateInterestThirtyYearsAfterTheLastDeath) {
    EXPECT_EQ(needed_interest(Register::birth, "other", true), legit);
    EXPECT_EQ(needed_interest(Register::marriage, "sibling", true), legit);
    EXPECT_EQ(needed_interest(Register::partnership, "other", true), legit);
    EXPECT_EQ(needed_interest(Register::death, "other", true), legal)
        << "§ 62 (3) does not name the death register";
}

TEST(Entitlement, OffersTheSameRolesAsTheServicesDo) {
    for (const Service& service : shipped())
        for (const Field& field : service.pages.front().fields)
            for (const Row& row : rows) {
                const bool offered_here =
                    std::any_of(field.options.begin(), field.options.end(),
                                [&](const Option& o) { return o.id == row.role; });
                EXPECT_EQ(offered_here, needed_interest(*service.register_kind, row.role, false) !=
                                            Interest::not_offered)
                    << service.id << " " << row.role;
            }
}

TEST(Entitlement, BeginsWithTheSixteenthBirthday) {
    const auto at_applicant = [](const char* born) {
        return found_at("applicant_birth_date",
                        with(own_birth_certificate(), {{"role", "ancestor"}},
                             {{"applicant_birth_date", born}}));
    };
    EXPECT_EQ(at_applicant("2010-11-24"), "") << "16 today";
    EXPECT_EQ(at_applicant("2010-11-25"), "too_young") << "16 tomorrow";
    const auto at_own_birth = [](const char* born) {
        return found_at("event_date", with(own_birth_certificate(), {{"event_date", born}}));
    };
    EXPECT_EQ(at_own_birth("2010-11-24"), "");
    EXPECT_EQ(at_own_birth("2010-11-25"), "too_young");
    EXPECT_EQ(at_own_birth("2010"), "date_incomplete") << "everybody knows the own birthday";
}

TEST(Entitlement, OfOthersAsksForAReasonThatIsEnough) {
    const auto reason = [](const char* service, const char* role, const char* all_dead,
                           const char* why) {
        return found_at(
            "interest_reason",
            with(of_service(own_birth_certificate(), service),
                 {{"role", role}, {"all_dead_30_years", all_dead}, {"interest_reason", why}}));
    };
    EXPECT_EQ(reason("birth-certificate", "other", "no", "inheritance"), "");
    EXPECT_EQ(reason("birth-certificate", "other", "no", "research"), "interest_not_legal");
    EXPECT_EQ(reason("birth-certificate", "other", "unknown", "research"), "interest_not_legal");
    EXPECT_EQ(reason("birth-certificate", "other", "yes", "research"), "");
    EXPECT_EQ(reason("birth-certificate", "sibling", "no", "research"), "")
        << "a legitimate interest is enough";
    EXPECT_EQ(reason("marriage-certificate", "sibling", "no", "research"), "interest_not_legal");
    EXPECT_EQ(reason("death-certificate", "other", "yes", "research"), "interest_not_legal")
        << "not asked there, not counted";
    EXPECT_EQ(reason("birth-certificate", "self", "no", "research"), "not asked");
}

TEST(Entitlement, OfAPrintoutAfterAdoptionIsNarrow) {
    const auto printout = [](const char* role, const char* principal, const char* adopted) {
        return found_at("adopted", with(own_birth_certificate(), {{"role", role},
                                                                  {"principal_role", principal},
                                                                  {"variant", "register_printout"},
                                                                  {"adopted", adopted}}));
    };
    EXPECT_EQ(printout("self", "", "yes"), "");
    EXPECT_EQ(printout("ancestor", "", "yes"), "");
    EXPECT_EQ(printout("legal_representative", "self", "yes"), "");
    EXPECT_EQ(printout("authorised", "self", "yes"), "");
    EXPECT_EQ(printout("legal_representative", "descendant", "yes"), "printout_restricted");
    EXPECT_EQ(printout("authorised", "spouse", "yes"), "printout_restricted");
    for (const char* role : {"spouse", "partner", "descendant", "sibling", "other"})
        EXPECT_EQ(printout(role, "", "yes"), "printout_restricted") << role;
    EXPECT_EQ(printout("spouse", "", "no"), "");
    EXPECT_EQ(printout("spouse", "", "unknown"), "") << "then the office decides";
    EXPECT_EQ(found_at("adopted", own_birth_certificate()), "not asked")
        << "a certificate shows no adoption";
}

TEST(Entitlement, NamesTheProofsThatTheOfficeWillAskFor) {
    const auto of = [](Entered answers) {
        std::string list;
        for (const auto& proof :
             proofs(with(own_birth_certificate(), answers).items.front(), shipped().front(), today))
            list += (list.empty() ? "" : " ") + proof.substr(std::string("common.proof.").size());
        return list;
    };
    EXPECT_EQ(of({}), "identity");
    EXPECT_EQ(of({{"role", "spouse"}}), "identity marriage");
    EXPECT_EQ(of({{"role", "descendant"}}), "identity kinship");
    EXPECT_EQ(of({{"role", "sibling"}}), "identity kinship legitimate_interest");
    EXPECT_EQ(of({{"role", "authorised"}, {"principal_role", "ancestor"}}),
              "identity authorisation kinship");
    EXPECT_EQ(of({{"role", "other"}, {"interest_reason", "inheritance"}}), "identity inheritance");
    EXPECT_EQ(of({{"role", "other"}, {"interest_reason", "court"}}), "identity legal_interest");
    EXPECT_EQ(of({{"role", "other"}, {"all_dead_30_years", "yes"}}),
              "identity legitimate_interest deaths");
    EXPECT_EQ(of({{"purpose", "pension"}, {"free_proof", "yes"}}), "identity pension");
}

}  // namespace
}  // namespace kiosk::forms
