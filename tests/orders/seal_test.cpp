#include "kiosk/orders/seal.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/journal/simulated_journal.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/jose/digest.h"
#include "kiosk/jose/json.h"
#include "kiosk/jose/jwe.h"
#include "kiosk/orders/order_number.h"
#include "tests/contracts/scratch_folder.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;
using kiosk::jose::PrivateKey;
using testing::HasSubstr;
using testing::Not;

const PrivateKey& office() {
    static const auto key = PrivateKey::generate(4096).value();
    return key;
}
const PrivateKey& city() {
    static const auto key = PrivateKey::generate(4096).value();
    return key;
}
std::string jwk_of(const PrivateKey& key, const char* kid) {
    return to_json(key.public_jwk(kid, "RSA-OAEP-256", "wrapKey").value());
}

class Sealing : public testing::Test {
  protected:
    Sealing() {
        draft.items.push_back({"birth-certificate", {}});
        draft.items[0].answers.set("role", "self");
        draft.items[0].answers.set("child_family_name", "Gabler \"G\"");
        draft.shared.set("applicant_family_name", "Mustermann");
        services = kiosk::forms::load_services(SOURCE_FOLDER "/config/services").value();
        quote.tariff = "b";
        quote.fixed_total_cents = 2010;
    }

    kiosk::Result<kiosk::orders::Acknowledgement> seal(kiosk::Journal& into) {
        kiosk::orders::SealingDesk desk{.journal = into,
                                        .clock = clock,
                                        .random = random,
                                        .kiosk_number = 42,
                                        .status_base_url = "https://status.example/s/",
                                        .recovery_jwk = recovery};
        return seal_and_commit(desk, key, services, draft, quote, "en");
    }
    // What a part holds, as its reader finds it.
    nlohmann::json open(const std::string& order_id, std::size_t part, const PrivateKey& with) {
        const auto order = journal.load(order_id).value();
        const auto opened = kiosk::jose::decrypt_compact(with, order.parts.at(part).jwe).value();
        EXPECT_EQ(opened.cty, "application/json");
        text = opened.plaintext.reveal();
        return kiosk::jose::parse_object(text).value();
    }

    kiosk::Instant now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 9h;
    drivers::SimulatedClock clock{now};
    drivers::SimulatedRandom random{1};
    drivers::SimulatedJournal journal;
    std::vector<kiosk::forms::Service> services;
    kiosk::forms::Draft draft;
    kiosk::tariffs::Quote quote;
    std::string recovery = jwk_of(city(), "city-recovery");
    kiosk::orders::OfficeKey key{.destination_id = "destination",
                                 .kid = "office-key-1",
                                 .jwk = jwk_of(office(), "office-key-1"),
                                 .checked = now - std::chrono::hours(1),
                                 .valid_until = now + std::chrono::days(300)};
    std::string text;
};

TEST_F(Sealing, TheOfficeReadsWhatWasOrdered) {
    const auto ordered = seal(journal);
    ASSERT_TRUE(ordered) << ordered.error().detail;
    EXPECT_TRUE(kiosk::orders::parse_order_number(ordered->order_number));
    const auto data = open(ordered->order_id, 1, office());
    EXPECT_EQ(data["order"]["number"], ordered->order_number);
    EXPECT_EQ(data["order"]["id"], ordered->order_id);
    EXPECT_EQ(data["order"]["language"], "en");
    EXPECT_EQ(data["items"][0]["service"], "birth-certificate");
    EXPECT_EQ(data["items"][0]["register"], "birth");
    EXPECT_EQ(data["items"][0]["answers"]["role"], "self");
    EXPECT_EQ(data["quote"]["fixed_total_cents"], 2010);
}

TEST_F(Sealing, TheMetadataSayWhatFitConnectAsksFor) {
    const auto ordered = seal(journal).value();
    const auto metadata = open(ordered.order_id, 0, office());
    open(ordered.order_id, 1, office());
    const auto& data = metadata["contentStructure"]["data"];
    EXPECT_EQ(data["hash"]["type"], "sha512");
    EXPECT_EQ(data["hash"]["content"], kiosk::jose::sha512_hex(text));
    EXPECT_EQ(data["submissionSchema"]["mimeType"], "application/json");
    EXPECT_EQ(metadata["contentStructure"]["attachments"], nlohmann::json::array());
    EXPECT_EQ(metadata["publicServiceType"]["identifier"],
              "urn:de:fim:leika:leistung:" + services.at(0).leika_key.value_or(""));
    EXPECT_EQ(metadata["additionalReferenceInfo"]["senderReference"], ordered.order_number);
    EXPECT_EQ(metadata["additionalReferenceInfo"]["applicationDate"], "2026-11-24");
    EXPECT_FALSE(metadata.contains("replyChannel"));
}

TEST_F(Sealing, TheCityCanRecoverExactlyWhatTheOfficeGot) {
    const auto ordered = seal(journal).value();
    open(ordered.order_id, 1, office());
    const std::string data = text;
    EXPECT_EQ(open(ordered.order_id, 2, city())["data"], data);
}

TEST_F(Sealing, TheJournalKnowsTheTokenByItsHashOnly) {
    const auto ordered = seal(journal).value();
    ASSERT_THAT(ordered.status_url, testing::StartsWith("https://status.example/s/"));
    const std::string token = ordered.status_url.substr(ordered.status_url.rfind('/') + 1);
    EXPECT_EQ(journal.load(ordered.order_id)->status_token_hash, kiosk::jose::sha256_hex(token));
}

TEST_F(Sealing, NothingIsAcknowledgedThatIsNotSaved) {
    journal.fill_the_disk();
    EXPECT_EQ(seal(journal).error().kind, ErrorKind::no_space);
    journal.break_disk();
    EXPECT_FALSE(seal(journal));
    journal.mend_disk();
    EXPECT_TRUE(journal.list()->empty());
}

TEST_F(Sealing, AKeyThatWasNotCheckedForAWeekIsNotSealedTo) {
    key.checked = now - std::chrono::days(7);
    EXPECT_TRUE(seal(journal));
    key.checked -= 1ms;
    EXPECT_EQ(seal(journal).error().detail, "office_key_check_too_old");
    key.checked = now;
    key.valid_until = now;
    EXPECT_EQ(seal(journal).error().detail, "office_key_ended");
}

TEST_F(Sealing, ASessionNeedsAWeekOfTheCertificate) {
    key.valid_until = now + std::chrono::days(7);
    EXPECT_TRUE(may_start_session(key, now));
    key.valid_until -= 1ms;
    EXPECT_FALSE(may_start_session(key, now));
    EXPECT_TRUE(may_seal(key, now));
}

TEST_F(Sealing, ABrokenKeyIsAClearError) {
    const std::string good = key.jwk;
    key.jwk = "{}";
    EXPECT_EQ(seal(journal).error().kind, ErrorKind::invalid_input);
    key.jwk = good;
    key.kid = "another-key";
    EXPECT_EQ(seal(journal).error().kind, ErrorKind::refused);
    key.kid = "office-key-1";
    recovery = "no key";
    const auto refused = seal(journal);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_configuration);
    EXPECT_THAT(refused.error().detail, HasSubstr("recovery key"));
    EXPECT_TRUE(journal.list()->empty());
}

TEST_F(Sealing, AnUnknownServiceOrAnEmptyOrderIsRefused) {
    draft.items[0].service = "passport";
    EXPECT_EQ(seal(journal).error().kind, ErrorKind::invalid_input);
    draft.items.clear();
    EXPECT_EQ(seal(journal).error().kind, ErrorKind::invalid_input);
}

TEST_F(Sealing, NoNameIsInAnyFileOfTheState) {
    const ScratchFolder folder;
    const auto disk =
        drivers::SqliteJournal::open(
            drivers::JournalOptions{.directory = folder.path(), .reserve_bytes = 1 << 16})
            .value();
    ASSERT_TRUE(seal(*disk));
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        EXPECT_THAT(bytes, Not(HasSubstr("Mustermann"))) << entry.path();
        EXPECT_THAT(bytes, Not(HasSubstr("Gabler"))) << entry.path();
    }
}

TEST(OfficeKeyNote, IsReadAsItWasWritten) {
    kiosk::orders::OfficeKey key{.destination_id = "destination",
                                 .kid = "office-key-1",
                                 .jwk = R"({"kty":"RSA"})",
                                 .checked = kiosk::Instant(1'795'500'000'000ms),
                                 .valid_until = kiosk::Instant(1'800'000'000'000ms)};
    const auto read = kiosk::orders::office_key_from_note(to_note(key));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->destination_id, key.destination_id);
    EXPECT_EQ(read->kid, key.kid);
    EXPECT_EQ(read->jwk, key.jwk);
    EXPECT_EQ(read->checked, key.checked);
    EXPECT_EQ(read->valid_until, key.valid_until);
}

TEST(OfficeKeyNote, ThatNamesAProblemGivesNoKey) {
    const auto read =
        kiosk::orders::office_key_from_note(R"({"destination_id":"d","problem":"revoked"})");
    EXPECT_EQ(read.error().kind, ErrorKind::refused);
    EXPECT_EQ(read.error().detail, "revoked");
    EXPECT_FALSE(kiosk::orders::office_key_from_note("[]"));
    EXPECT_FALSE(kiosk::orders::office_key_from_note(
        R"({"jwk":{},"kid":"k","destination_id":"d","checked":"yesterday","valid_until":"x"})"));
}

}  // namespace
}  // namespace tests
