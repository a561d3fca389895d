// Which offices and keys an order may be sealed for and sent to.
#include "kiosk/orders/office_key.h"
#include "tests/delivery/town.h"

#include <gtest/gtest.h>

namespace town {
namespace {

kiosk::Result<kiosk::orders::OfficeKey> key_note(Town& town) {
    const auto note =
        town.journal.note(kiosk::orders::note_name(town.settings.destinations.at("default")));
    if (!note || !*note) return kiosk::fail(kiosk::ErrorKind::corrupt, "no note");
    return kiosk::orders::office_key_from_note(**note);
}

TEST(Keys, ACheckedKeyIsLeftForTheTerminal) {
    Town town;
    const auto round = town.deliver();
    EXPECT_EQ(round.key_problem, "");
    const auto key = key_note(town);
    ASSERT_TRUE(key) << key.error().detail;
    EXPECT_EQ(key->destination_id, town.settings.destinations.at("default"));
    EXPECT_GT(key->valid_until, town.clock.now() + 100 * 24h);
    EXPECT_LE(key->checked, town.clock.now());
    EXPECT_GT(key->checked, town.clock.now() - 1h);
}

struct BadKey {
    const char* fault;
    const char* code;
};
class BadKeys : public testing::TestWithParam<BadKey> {};
INSTANTIATE_TEST_SUITE_P(
    Flaws, BadKeys,
    testing::Values(BadKey{"small_key", "key_fewer_than_4096_bit"},
                    BadKey{"no_wrap_key", "key_key_ops_lacks_wrapkey"},
                    BadKey{"wrong_key_alg", "key_alg_is_not_rsa_oaep_256"},
                    BadKey{"key_not_in_certificate", "certificate_of_another_key"},
                    BadKey{"expired_certificate", "certificate_expired"},
                    BadKey{"revoked_certificate", "certificate_revoked"},
                    BadKey{"unknown_authority", "certificate_unknown_authority"},
                    BadKey{"wrong_usage", "certificate_usage"},
                    BadKey{"no_certificate", "certificate_missing"},
                    BadKey{"inactive_destination", "destination_inactive"},
                    BadKey{"metadata_not_taken", "metadata_not_taken"}),
    [](const auto& param) { return std::string(param.param.fault); });

TEST_P(BadKeys, AreRefusedAndNothingIsSealedToThem) {
    Town town;
    town.fault(GetParam().fault, "any", -1);
    const auto round = town.deliver();
    EXPECT_EQ(round.key_problem, GetParam().code);
    const auto key = key_note(town);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().kind, kiosk::ErrorKind::refused);
    EXPECT_EQ(key.error().detail, GetParam().code);
}

TEST(Keys, AGoodKeyThatTurnsBadIsTakenFromTheTerminal) {
    Town town;
    town.deliver();
    ASSERT_TRUE(key_note(town));
    town.fault("revoked_certificate", "any", -1);
    town.wait(16min);
    town.deliver();
    EXPECT_FALSE(key_note(town));
}

TEST(Keys, AnUnreachablePortalTakesNothingAway) {
    Town town;
    town.deliver();
    const auto before = key_note(town);
    town.http->unplug();
    town.wait(3 * 24h);
    town.deliver();
    const auto after = key_note(town);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->checked, before->checked);  // it ages; the terminal judges by that
}

TEST(Keys, ARevocationListOlderThanSevenDaysRenewsNothing) {
    Town town;
    town.deliver();
    const auto before = key_note(town);
    // The portal answers, but no list can be had any more: the old files only.
    town.http = std::make_unique<drivers::SimulatedHttp>(
        [&](const kiosk::HttpRequest& request) -> kiosk::Result<kiosk::HttpAnswer> {
            if (request.url.find("/crl/") != std::string::npos)
                return kiosk::fail(kiosk::ErrorKind::unavailable, "no list");
            return town.portal->exchange(request);
        });
    town.wait(6 * 24h);
    town.restart_agent();
    EXPECT_EQ(town.deliver().key_problem, "");
    town.wait(2 * 24h);
    town.restart_agent();
    EXPECT_EQ(town.deliver().key_problem, "revocation_list_missing");
    const auto after = key_note(town);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->checked, before->checked);
}

TEST(Keys, ARevocationListFromAClockALittleAheadIsBelieved) {
    Town town;
    town.portal->let_pass(4min);
    EXPECT_EQ(town.deliver().key_problem, "");
    EXPECT_TRUE(key_note(town));
}

TEST(Keys, TheTestEnvironmentAsksForNoCertificate) {
    Town town({.test_environment = true});
    town.fault("no_certificate", "any", -1);
    EXPECT_EQ(town.deliver().key_problem, "");
    EXPECT_TRUE(key_note(town));
    Town strict({.test_environment = true});
    strict.fault("key_not_in_certificate", "any", -1);
    EXPECT_EQ(strict.deliver().key_problem, "certificate_of_another_key");
}

struct NoAnnouncement {
    const char* fault;
    const char* code;
};
class NotAnnounced : public testing::TestWithParam<NoAnnouncement> {};
INSTANTIATE_TEST_SUITE_P(
    Offices, NotAnnounced,
    testing::Values(NoAnnouncement{"inactive_destination", "destination_inactive"},
                    NoAnnouncement{"service_not_offered", "service_not_offered"},
                    NoAnnouncement{"metadata_not_taken", "metadata_not_taken"}),
    [](const auto& param) { return std::string(param.param.fault); });

TEST_P(NotAnnounced, WhereTheOfficeDoesNotTakeIt) {
    Town town;
    const std::string id = town.order();
    town.fault(GetParam().fault, "any", -1);
    town.restart_agent();  // forgets what it knew of the office
    town.deliver();
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 0U);
    EXPECT_EQ(town.state(id), "sealed");
    EXPECT_EQ(town.problem(id), GetParam().code);
    EXPECT_TRUE(town.has_content(id));
    town.portal->faults().clear();
    town.wait(1h);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
}

class KeysInEveryVersion : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Api, KeysInEveryVersion, testing::Values(1, 2));

TEST_P(KeysInEveryVersion, AnOrderSealedToAWithdrawnKeyGoesToStaff) {
    Town town({.version = GetParam()});
    const std::string id = town.order();
    town.fault("key_rotation");
    town.restart_agent();
    town.deliver();
    EXPECT_EQ(town.state(id), "needs_staff");
    EXPECT_EQ(town.problem(id), "key_withdrawn");
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 0U);
    EXPECT_TRUE(town.has_content(id));  // the recovery copy is the way out
}

TEST(Keys, AnOrderSealedToARevokedKeyIsNotSent) {
    Town town;
    const std::string id = town.order();
    town.fault("revoked_certificate", "any", -1);
    town.restart_agent();
    town.deliver();
    EXPECT_EQ(town.state(id), "needs_staff");
    EXPECT_EQ(town.problem(id), "certificate_revoked");
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 0U);
}

}  // namespace
}  // namespace town
