// How a terminal becomes one of the control room's, and stops being one.
#include "kiosk/control/enrolment.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/control_store/simulated_control_store.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/control/control_room.h"
#include "kiosk/pki/request.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::control::Actor;
using kiosk::control::Enrolment;
using kiosk::control::Records;
using kiosk::pki::Authority;
using testing::IsEmpty;
using testing::SizeIs;

const kiosk::Instant start = kiosk::parse_instant("2026-12-01T10:14:05Z").value();
const Actor erika{.who = "erika", .origin = "local account"};
const std::string id = "leipzig-042";

kiosk::pki::Certificate certificate_in(const std::string& pem) {
    const auto bio = kiosk::pki::reading(pem);
    return kiosk::pki::Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

// As nginx does it; 0: it holds.
int verdict(const Authority& authority, const std::string& pem,
            const std::vector<std::string>& revoked, kiosk::Instant when) {
    using List = std::unique_ptr<X509_CRL, kiosk::FreeWith<X509_CRL_free>>;
    const auto leaf = certificate_in(pem);
    const auto root = certificate_in(authority.certificate_pem().value());
    const std::string list_pem = authority.revocation_list(revoked, when).value();
    const auto bio = kiosk::pki::reading(list_pem);
    const List list(PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<X509_STORE, kiosk::FreeWith<X509_STORE_free>> store(X509_STORE_new());
    X509_STORE_add_cert(store.get(), root.get());
    X509_STORE_add_crl(store.get(), list.get());
    X509_STORE_set_flags(store.get(), X509_V_FLAG_CRL_CHECK | X509_V_FLAG_X509_STRICT);
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_SSL_CLIENT);
    const std::unique_ptr<X509_STORE_CTX, kiosk::FreeWith<X509_STORE_CTX_free>> context(
        X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr);
    X509_STORE_CTX_set_time(
        context.get(), 0,
        std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count());
    X509_verify_cert(context.get());
    return X509_STORE_CTX_get_error(context.get());
}

class EnrolmentTest : public testing::Test {
  protected:
    EnrolmentTest() { EXPECT_TRUE(room.enrol(id, "leipzig", erika)); }
    std::string refusal(const std::string& terminal, const std::string& code) {
        const auto joined = enrolment.join(terminal, code, request);
        return joined ? "" : joined.error().detail;
    }

    drivers::SimulatedControlStore store;
    drivers::SimulatedClock clock{start};
    drivers::SimulatedRandom random{1};
    Records records{store, clock};
    kiosk::control::ControlRoom room{records, kiosk::jose::SigningKey::generate().value()};
    Authority authority = Authority::generate("Terminals", start).value();
    Enrolment enrolment{records, authority, random, "the key"};
    const std::string request = kiosk::pki::make_request("whatever it says").value().request_pem;
};

TEST_F(EnrolmentTest, WhoShowsItsCodeGetsACertificateOfItsName) {
    const std::string code = enrolment.invite(id, erika).value();
    EXPECT_THAT(code, testing::MatchesRegex("[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}"));
    const auto joined = enrolment.join(id, code, request);
    ASSERT_TRUE(joined) << joined.error().detail;
    EXPECT_EQ(joined->city, "leipzig");
    EXPECT_EQ(joined->job_key, "the key");
    char name[100] = "";
    X509_NAME_oneline(X509_get_subject_name(certificate_in(joined->certificate).get()), name,
                      sizeof name);
    EXPECT_STREQ(name, "/CN=leipzig-042");
    EXPECT_EQ(verdict(authority, joined->certificate, {}, start), X509_V_OK);
    EXPECT_EQ(verdict(authority, joined->certificate, {}, start + 800 * 24h),
              X509_V_ERR_CERT_HAS_EXPIRED);
    EXPECT_EQ(store.last_audit().value()->act, "join");
}

TEST_F(EnrolmentTest, ACodeIsGoodOnceForADayAndForItsTerminal) {
    ASSERT_TRUE(room.enrol("leipzig-043", "leipzig", erika));
    const std::string code = enrolment.invite(id, erika).value();
    EXPECT_EQ(refusal("leipzig-043", code), "code_wrong");
    EXPECT_EQ(refusal("nobody", code), "code_wrong");
    EXPECT_EQ(refusal(id, ""), "code_wrong");
    std::string spoken = code;
    for (char& c : spoken) c = c == '-' ? ' ' : static_cast<char>(std::toupper(c));
    EXPECT_EQ(refusal(id, spoken), "") << "as somebody writes it down";
    EXPECT_EQ(refusal(id, code), "code_wrong") << "used";
    const std::string late = enrolment.invite(id, erika).value();
    clock.let_pass(25h);
    EXPECT_EQ(refusal(id, late), "code_wrong");
    const std::string old = enrolment.invite(id, erika).value();
    const std::string anew = enrolment.invite(id, erika).value();
    EXPECT_EQ(refusal(id, old), "code_wrong");
    EXPECT_EQ(refusal(id, anew), "");
}

TEST_F(EnrolmentTest, FiveWrongCodesVoidAnInvitation) {
    const std::string code = enrolment.invite(id, erika).value();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(id, "aaaa-aaaa-aaaa-aaaa"), "code_wrong");
    EXPECT_EQ(refusal(id, code), "code_wrong");
    EXPECT_EQ(store.last_audit().value()->act, "join_refused");
}

TEST_F(EnrolmentTest, OnlyThePlainHashOfACodeIsKept) {
    const std::string code = enrolment.invite(id, erika).value();
    std::string bare = code;
    std::erase(bare, '-');
    const auto documents = store.documents("invitations", "", 9).value();
    ASSERT_THAT(documents, SizeIs(1));
    for (const auto& document : documents) EXPECT_EQ(document.text.find(bare), std::string::npos);
}

TEST_F(EnrolmentTest, ARequestThatIsNoneCostsNoCode) {
    const std::string code = enrolment.invite(id, erika).value();
    std::string forged = request;
    forged[forged.size() / 2] = forged[forged.size() / 2] == 'A' ? 'B' : 'A';
    for (const std::string& wrong :
         {std::string(), std::string("PEM"), forged, std::string(20000, 'A'),
          authority.certificate_pem().value()}) {
        const auto joined = enrolment.join(id, code, wrong);
        ASSERT_FALSE(joined);
        EXPECT_EQ(joined.error().detail, "request_malformed");
    }
    EXPECT_EQ(refusal(id, code), "");
}

TEST_F(EnrolmentTest, WhoIsRevokedIsOnTheListUntilItJoinsAnew) {
    const auto first = enrolment.join(id, enrolment.invite(id, erika).value(), request).value();
    EXPECT_EQ(enrolment.revoke(id, "", erika).error().detail, "reason_missing");
    EXPECT_EQ(enrolment.revoke("nobody", "stolen", erika).error().detail, "terminal_unknown");
    ASSERT_TRUE(enrolment.revoke(id, "stolen", erika));
    EXPECT_TRUE(enrolment.is_revoked(id).value());
    const auto serials = enrolment.revoked_serials().value();
    EXPECT_THAT(serials, SizeIs(1));
    EXPECT_EQ(verdict(authority, first.certificate, serials, start), X509_V_ERR_CERT_REVOKED);
    const auto second = enrolment.join(id, enrolment.invite(id, erika).value(), request).value();
    EXPECT_FALSE(enrolment.is_revoked(id).value());
    EXPECT_EQ(verdict(authority, second.certificate, serials, start), X509_V_OK);
    clock.let_pass(800 * 24h);
    EXPECT_THAT(enrolment.revoked_serials().value(), IsEmpty()) << "expired by now";
}

TEST_F(EnrolmentTest, AnAuthorityIsReadWithItsOwnKeyOnly) {
    const auto other = Authority::generate("Terminals", start).value();
    EXPECT_TRUE(
        Authority::from_pem(authority.certificate_pem().value(), authority.key_pem().value()));
    EXPECT_FALSE(Authority::from_pem(authority.certificate_pem().value(), other.key_pem().value()));
    EXPECT_FALSE(Authority::from_pem("", ""));
}

}  // namespace
}  // namespace tests
