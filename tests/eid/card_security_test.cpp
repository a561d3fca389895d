// Passive authentication, with authorities and documents made on the spot.
#include "kiosk/eid/card_security.h"

#include "tests/eid/document_signer.h"
#include "tests/eid/scripted_card.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using namespace std::chrono_literals;

const std::string infos = "31143012060A04007F0007020204020202010202010D";

Document document() {
    Document made;
    made.content = hex(infos);
    return made;
}

template <class T, class V>
Document with(T Document::*part, V value) {
    Document made = document();
    made.*part = value;
    return made;
}

class CardSecurity : public testing::Test {
  protected:
    const Signer csca = issue(nullptr, "critical,keyCertSign");
    const Signer signer = issue(&csca, "critical,digitalSignature");
    const TrustAnchors anchors = *TrustAnchors::from_pem({pem_of(csca)});

    [[nodiscard]] bool authentic(const Bytes& file) const {
        const auto outcome = authenticate_card_security(file, anchors, signing_time);
        EXPECT_TRUE(outcome || outcome.error().kind == TroubleKind::not_authentic);
        return outcome.has_value();
    }
};

TEST_F(CardSecurity, IsAuthenticWhenItsSignerLeadsToAnAnchor) {
    const auto outcome = authenticate_card_security(document().sign(signer), anchors, signing_time);
    ASSERT_TRUE(outcome) << outcome.error().detail;
    EXPECT_EQ(outcome->pace.size(), 1U);
}

TEST_F(CardSecurity, MayNameItsSignerByKeyIdentifier) {
    EXPECT_TRUE(authentic(with(&Document::flags, unsigned{CMS_USE_KEYID}).sign(signer)));
}

TEST_F(CardSecurity, IsRefusedFromAForeignAuthorityOfTheSameName) {
    const Signer foreign_csca = issue(nullptr, "critical,keyCertSign");
    const Signer foreign = issue(&foreign_csca, "critical,digitalSignature");
    EXPECT_FALSE(authentic(document().sign(foreign)));
    EXPECT_FALSE(authentic(document().sign(foreign_csca)));
}

TEST_F(CardSecurity, IsRefusedWhenItsSignerIsNotValidOnTheDay) {
    const Signer expired = issue(&csca, "critical,digitalSignature", {-48h, -1h});
    const Signer early = issue(&csca, "critical,digitalSignature", {1h, 48h});
    EXPECT_FALSE(authentic(document().sign(expired)));
    EXPECT_FALSE(authentic(document().sign(early)));
}

TEST_F(CardSecurity, IsRefusedWhenItsSignerMayNotSign) {
    const Signer other_use = issue(&csca, "critical,keyAgreement");
    EXPECT_FALSE(authentic(document().sign(other_use)));
}

TEST_F(CardSecurity, IsRefusedWithAnotherContentType) {
    EXPECT_FALSE(authentic(with(&Document::type, "1.2.840.113549.1.7.1").sign(signer)));
    EXPECT_FALSE(authentic(with(&Document::type, "0.4.0.127.0.7.3.2.2").sign(signer)));
}

TEST_F(CardSecurity, IsRefusedWithAWeakDigest) {
    EXPECT_FALSE(authentic(with(&Document::digest, EVP_sha1()).sign(signer)));
}

TEST_F(CardSecurity, IsRefusedWithoutItsSignersCertificate) {
    EXPECT_FALSE(authentic(with(&Document::flags, unsigned{CMS_NOCERTS}).sign(signer)));
}

TEST_F(CardSecurity, IsRefusedWithTrailingBytesOrTruncated) {
    Bytes file = document().sign(signer);
    file.push_back(0);
    EXPECT_FALSE(authentic(file));
    file.pop_back();
    for (std::size_t size = 0; size < file.size(); size += 7)
        EXPECT_FALSE(authentic(Bytes(file.begin(), file.begin() + static_cast<long>(size))));
}

TEST_F(CardSecurity, IsRefusedWithAnyByteOfItsContentOrSignatureChanged) {
    const Bytes good = document().sign(signer);
    const auto content = hex(infos);
    const auto at = std::search(good.begin(), good.end(), content.begin(), content.end());
    for (std::size_t i = 0; i < content.size(); ++i) {
        Bytes changed = good;
        changed[static_cast<std::size_t>(at - good.begin()) + i] ^= 1;
        EXPECT_FALSE(authentic(changed)) << i;
    }
    Bytes changed = good;
    changed.back() ^= 1;
    EXPECT_FALSE(authentic(changed));
}

TEST_F(CardSecurity, IsRefusedWhenWhatIsSignedAreNoSecurityInfos) {
    EXPECT_FALSE(authentic(with(&Document::content, hex("0C0141")).sign(signer)));
    EXPECT_FALSE(authentic(with(&Document::content, hex(infos + "00")).sign(signer)));
}

TEST(TrustAnchors, MustBeThereAndReadable) {
    EXPECT_FALSE(TrustAnchors::from_pem({}));
    EXPECT_FALSE(TrustAnchors::from_pem({"no certificate"}));
}

}  // namespace
}  // namespace tests
