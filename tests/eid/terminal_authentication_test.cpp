// What a terminal shows and signs, and what it does when its signer fails.
#include "kiosk/eid/terminal_authentication.h"

#include "drivers/clock/simulated_clock.h"
#include "kiosk/base/free_with.h"
#include "kiosk/eid/curve.h"
#include "tests/eid/certificate_parts.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using kiosk::Date;
using kiosk::ErrorKind;
using kiosk::TerminalChallenge;
using namespace std::chrono_literals;

using Key = std::unique_ptr<EVP_PKEY, kiosk::FreeWith<EVP_PKEY_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, kiosk::FreeWith<ECDSA_SIG_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, kiosk::FreeWith<EVP_MD_CTX_free>>;

const std::string nonce = "0102030405060708";

// A signer with a key of its own; what goes wrong is said by the test.
class TestSigner : public kiosk::TerminalSigner {
  public:
    [[nodiscard]] kiosk::Result<Bytes> sign(const TerminalChallenge& challenge) override {
        asked = challenge;
        if (problem) return kiosk::fail(*problem, "test");
        SecretBytes message = joined({challenge.card_id, challenge.nonce, challenge.ephemeral_key,
                                      challenge.auxiliary_data});
        if (of_another_challenge) message[0] ^= 1;
        return plain(der_signature(message));
    }
    [[nodiscard]] Bytes point() const {
        Bytes encoded(65);
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(),
                                        encoded.size(), &size);
        return encoded;
    }

    std::optional<ErrorKind> problem;
    bool of_another_challenge = false;
    TerminalChallenge asked;

  private:
    [[nodiscard]] Bytes der_signature(kiosk::ByteView message) const {
        const Context context(EVP_MD_CTX_new());
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
        Bytes der(80);
        std::size_t size = der.size();
        EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size());
        der.resize(size);
        return der;
    }
    static Bytes plain(const Bytes& der) {
        const unsigned char* at = der.data();
        const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
        Bytes bytes(64);
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes.data(), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes.data() + 32, 32);
        return bytes;
    }

    Key key_{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "brainpoolP256r1")};
};

struct Terminal {
    explicit Terminal(const std::vector<std::string>& answers) : card(answers) {
        CertificateParts dv{.effective = date_digits("260101"), .expires = date_digits("261231")};
        CertificateParts own{.authority = "ZZATDVXX00001",
                             .holder = "ZZATKIOS00001",
                             .effective = date_digits("260101"),
                             .expires = date_digits("261231"),
                             .point = signer.point()};
        chain = *make_chain({dv.make(), own.make()});
    }

    Outcome<void> run(const std::string& trusted = "ZZATCVCA00001") {
        const PaceResult pace{.card_id = Bytes(32, 0xCC), .trust_points = {trusted}};
        return authenticate_terminal(
            dialogue, chain, signer, pace, Bytes(65, 0xEE),
            {.today = Date(2026y, std::chrono::November, 24d), .born_before = {}});
    }
    [[nodiscard]] bool sent_a_signature() const { return card.asked.back().substr(2, 2) == "82"; }

    TestSigner signer;
    ScriptedCard card;
    drivers::SimulatedClock clock{kiosk::Instant{}};
    Dialogue dialogue{card, clock};
    CertificateChain chain;
};

const std::vector<std::string> good{"9000", "9000", "9000", "9000", "9000", nonce + "9000", "9000"};

TEST(TerminalAuthentication, ShowsItsChainInOrderAndSignsWhatTheChipChose) {
    Terminal terminal(good);
    ASSERT_TRUE(terminal.run());
    ASSERT_EQ(terminal.card.asked.size(), 7U);
    EXPECT_EQ(terminal.card.asked[0], "002281b60f830d5a5a4154435643413030303031");
    EXPECT_EQ(terminal.card.asked[1].substr(0, 8), "002a00be");
    EXPECT_EQ(terminal.card.asked[5], "0084000008");
    EXPECT_TRUE(terminal.sent_a_signature());
    EXPECT_EQ(kiosk::to_hex(terminal.signer.asked.nonce), nonce);
    EXPECT_EQ(terminal.signer.asked.card_id, Bytes(32, 0xCC));
    EXPECT_EQ(terminal.signer.asked.ephemeral_key, Bytes(32, 0xEE));
}

TEST(TerminalAuthentication, BeginsWhereTheChipsTrustBegins) {
    Terminal terminal({"9000", "9000", "9000", nonce + "9000", "9000"});
    EXPECT_TRUE(terminal.run("ZZATDVXX00001"));
    EXPECT_EQ(terminal.card.asked.size(), 5U);
}

TEST(TerminalAuthentication, SaysThatTheChipDoesNotKnowItsAuthority) {
    Terminal terminal(good);
    EXPECT_EQ(terminal.run("DECVCAeID00105").error().kind, TroubleKind::terminal_refused);
    EXPECT_TRUE(terminal.card.asked.empty());
}

TEST(TerminalAuthentication, DoesNotSendASignatureOfAnotherChallenge) {
    Terminal terminal(good);
    terminal.signer.of_another_challenge = true;
    EXPECT_EQ(terminal.run().error().kind, TroubleKind::terminal_refused);
    EXPECT_FALSE(terminal.sent_a_signature());
}

TEST(TerminalAuthentication, SaysThatItsSignerIsLateOrOut) {
    for (const auto& [problem, word] : {std::pair{ErrorKind::timed_out, "signer: timed_out"},
                                        {ErrorKind::unavailable, "signer: unavailable"}}) {
        Terminal terminal(good);
        terminal.signer.problem = problem;
        const auto outcome = terminal.run();
        EXPECT_EQ(outcome.error().kind, TroubleKind::terminal_refused);
        EXPECT_EQ(outcome.error().detail, word);
        EXPECT_FALSE(terminal.sent_a_signature());
    }
}

TEST(TerminalAuthentication, SaysWhichStepTheChipRefused) {
    for (std::size_t step : {0U, 1U, 2U, 3U, 4U, 6U}) {
        auto answers = good;
        answers[step] = "6300";
        Terminal terminal(answers);
        EXPECT_EQ(terminal.run().error().kind, TroubleKind::terminal_refused) << step;
        EXPECT_EQ(terminal.card.asked.size(), step + 1);
    }
}

TEST(TerminalAuthentication, RefusesAChallengeOfAnotherSize) {
    auto answers = good;
    answers[5] = "01029000";
    Terminal terminal(answers);
    EXPECT_EQ(terminal.run().error().kind, TroubleKind::card_faulty);
}

TEST(AuxiliaryData, CarriesTheDatesThatTheChipCompares) {
    const AuxiliaryData data{.today = Date(2026y, std::chrono::November, 24d),
                             .born_before = Date(2008y, std::chrono::November, 24d)};
    EXPECT_EQ(kiosk::to_hex(data.encode()),
              "672e7315060904007f00070301040253083230323631313234"
              "7315060904007f00070301040153083230303831313234");
}

}  // namespace
}  // namespace tests
