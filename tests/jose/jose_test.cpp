#include "kiosk/jose/digest.h"
#include "kiosk/jose/json.h"
#include "kiosk/jose/jwe.h"
#include "kiosk/jose/jws.h"
#include "tests/jose/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::ErrorKind;
using kiosk::jose::check_use;
using kiosk::jose::Jwk;
using kiosk::jose::Use;
using testing::HasSubstr;

const std::string content = R"({"name":"Mustermann","city":"Köln"})";

// RFC 7638 §3.1: a 2048-bit key in JWK form.
constexpr const char* rfc_7638_key =
    R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})";

std::string without_last(std::string text) {
    text.back() = text.back() == 'A' ? 'B' : 'A';
    return text;
}

TEST(Json, RefusesAMemberNamedTwiceAtAnyDepth) {
    EXPECT_TRUE(kiosk::jose::parse_json(R"({"a":{"x":1},"b":{"x":2}})"));
    EXPECT_FALSE(kiosk::jose::parse_json(R"({"a":1,"a":2})"));
    EXPECT_FALSE(kiosk::jose::parse_json(R"({"a":[{"x":1,"x":1}]})"));
}

TEST(Json, IsBoundedInSizeAndDepth) {
    EXPECT_TRUE(kiosk::jose::parse_json(std::string(20, '[') + std::string(20, ']')));
    EXPECT_FALSE(kiosk::jose::parse_json(std::string(100'000, '[') + std::string(100'000, ']')));
    EXPECT_FALSE(kiosk::jose::parse_json("[1,2,3]", 5));
    EXPECT_FALSE(kiosk::jose::parse_object("[]"));
}

TEST(Digest, GivesTheExamplesOfFips180) {
    EXPECT_EQ(kiosk::jose::sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_THAT(kiosk::jose::sha512_hex("abc"),
                testing::StartsWith("ddaf35a193617abacc417349ae204131"));
}

TEST(Jwk, ReadsTheExampleOfRfc7638) {
    const auto key = kiosk::jose::parse_jwk(rfc_7638_key);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->bits(), 2048U);
    EXPECT_EQ(key->kid, "2011-04-29");
    EXPECT_EQ(key->e, (kiosk::Bytes{1, 0, 1}));
}

TEST(Jwk, ToleratesOneLeadingZeroByteAndNotTwo) {
    Jwk key = office_key().public_jwk("office-key", "RSA-OAEP-256", "wrapKey").value();
    const auto original = key.n;
    key.n.insert(key.n.begin(), 0);
    EXPECT_EQ(kiosk::jose::parse_jwk(to_json(key))->n, original);
    key.n.insert(key.n.begin(), 0);
    EXPECT_FALSE(kiosk::jose::parse_jwk(to_json(key)));
}

TEST(Jwk, RefusesWhatIsNoPublicRsaKey) {
    const auto refuses = [](const std::string& json) { return !kiosk::jose::parse_jwk(json); };
    EXPECT_TRUE(refuses("{}"));
    EXPECT_TRUE(refuses(R"({"kty":"EC","n":"AQAB","e":"AQAB"})"));
    EXPECT_TRUE(refuses(R"({"kty":"RSA","n":"AQAB","e":"AQAB"})"));
    const std::string with_private = std::string(rfc_7638_key).insert(1, R"("d":"AQAB",)");
    EXPECT_TRUE(refuses(with_private));
}

TEST(Jwk, ASetLeavesOutWhatIsNotUnderstood) {
    const std::string set = R"({"keys":[{"kty":"EC"},7,)" + std::string(rfc_7638_key) + "]}";
    ASSERT_TRUE(kiosk::jose::parse_jwks(set));
    EXPECT_EQ(kiosk::jose::parse_jwks(set)->size(), 1U);
    EXPECT_FALSE(kiosk::jose::parse_jwks(R"({"keys":{}})"));
}

TEST(Jwk, IsUsedOnlyForWhatItIsFor) {
    const Jwk good = office_key().public_jwk("office-key", "RSA-OAEP-256", "wrapKey").value();
    EXPECT_TRUE(check_use(good, Use::encrypt, 2048));
    EXPECT_THAT(check_use(good, Use::encrypt).error().detail, HasSubstr("4096"));
    EXPECT_FALSE(check_use(good, Use::verify, 2048));
    Jwk changed = good;
    changed.key_ops = {"verify"};
    EXPECT_FALSE(check_use(changed, Use::encrypt, 2048));
    changed = good;
    changed.kid = "short";
    EXPECT_FALSE(check_use(changed, Use::encrypt, 2048));
    changed = good;
    changed.use = "sig";
    EXPECT_FALSE(check_use(changed, Use::encrypt, 2048));
    changed = good;
    changed.e = {3};
    EXPECT_FALSE(check_use(changed, Use::encrypt, 2048));
}

class Jwe : public testing::Test {
  protected:
    std::string seal() const {
        return kiosk::jose::encrypt_compact(key, "application/json", content).value();
    }
    Jwk key = office_key().public_jwk("office-key", "RSA-OAEP-256", "wrapKey").value();
};

TEST_F(Jwe, OpensToWhatWasSealed) {
    const auto opened = kiosk::jose::decrypt_compact(office_key(), seal());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->plaintext.reveal(), content);
    EXPECT_EQ(opened->kid, "office-key");
    EXPECT_EQ(opened->cty, "application/json");
}

TEST_F(Jwe, HasExactlyTheHeaderThatFitConnectAsksFor) {
    const std::string jwe = seal();
    const auto header = kiosk::from_base64url(jwe.substr(0, jwe.find('.')));
    EXPECT_EQ(
        kiosk::text_of(*header),
        R"({"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"office-key","cty":"application/json"})");
}

TEST_F(Jwe, NeverRepeatsKeyOrIv) {
    EXPECT_NE(seal(), seal());
}

TEST_F(Jwe, TheTagIsTheLastOfFiveParts) {
    const std::string jwe = seal();
    EXPECT_EQ(kiosk::jose::tag_of(jwe), jwe.substr(jwe.rfind('.') + 1));
    EXPECT_EQ(kiosk::jose::tag_of(jwe).size(), 22U);
    EXPECT_EQ(kiosk::jose::tag_of("a.b.c"), "");
    EXPECT_EQ(kiosk::jose::tag_of("a.b.c.d.e.f"), "");
}

TEST_F(Jwe, AnyChangedPartIsNoticed) {
    const std::string jwe = seal();
    for (std::size_t dot = jwe.find('.'); dot != std::string::npos; dot = jwe.find('.', dot + 1)) {
        std::string changed = jwe;
        changed[dot + 1] = changed[dot + 1] == 'A' ? 'B' : 'A';
        EXPECT_EQ(kiosk::jose::decrypt_compact(office_key(), changed).error().kind,
                  ErrorKind::not_authentic);
    }
    EXPECT_FALSE(kiosk::jose::decrypt_compact(office_key(), without_last(jwe)));
}

TEST_F(Jwe, AnotherKeyDoesNotOpenIt) {
    EXPECT_EQ(kiosk::jose::decrypt_compact(signing_key(), seal()).error().kind,
              ErrorKind::not_authentic);
}

TEST_F(Jwe, AKeyForSigningIsNotSealedTo) {
    key.alg = "PS512";
    EXPECT_EQ(kiosk::jose::encrypt_compact(key, "application/json", content).error().kind,
              ErrorKind::refused);
}

class Jws : public testing::Test {
  protected:
    std::string sign(const nlohmann::json& under) const {
        return kiosk::jose::sign_ps512(signing_key(), under, {{"sub", "submission:1"}}).value();
    }
    Jwk key = signing_key().public_jwk("signing-key", "PS512", "verify").value();
    nlohmann::json header{{"alg", "PS512"}, {"kid", "signing-key"}, {"typ", "secevent+jwt"}};
};

TEST_F(Jws, ASignatureHoldsAndGivesHeaderAndPayload) {
    const auto verified = kiosk::jose::verify_ps512(sign(header), key);
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->header, header);
    EXPECT_EQ(verified->payload["sub"], "submission:1");
}

TEST_F(Jws, AChangedTokenIsNotAuthentic) {
    const std::string token = sign(header);
    const std::string payload = kiosk::to_base64url(kiosk::view_of(R"({"sub":"submission:2"})"));
    const auto first = token.find('.');
    const auto second = token.rfind('.');
    const std::string forged = token.substr(0, first + 1) + payload + token.substr(second);
    EXPECT_EQ(kiosk::jose::verify_ps512(forged, key).error().kind, ErrorKind::not_authentic);
}

TEST_F(Jws, NoOtherAlgorithmIsBelieved) {
    for (const char* alg : {"none", "RS256", "PS256", "HS512", "ps512"}) {
        header["alg"] = alg;
        EXPECT_EQ(kiosk::jose::verify_ps512(sign(header), key).error().kind,
                  ErrorKind::not_authentic)
            << alg;
    }
}

TEST_F(Jws, AnUnknownExtensionOrAnotherKidIsNotBelieved) {
    nlohmann::json critical = header;
    critical["crit"] = {"exp"};
    EXPECT_FALSE(kiosk::jose::verify_ps512(sign(critical), key));
    header["kid"] = "another-key";
    EXPECT_FALSE(kiosk::jose::verify_ps512(sign(header), key));
}

TEST_F(Jws, TheKeyMustBeOneForVerifying) {
    key.key_ops = {"wrapKey"};
    EXPECT_EQ(kiosk::jose::verify_ps512(sign(header), key).error().kind, ErrorKind::not_authentic);
}

TEST_F(Jws, WhatIsNotThreePartsIsMalformed) {
    EXPECT_EQ(kiosk::jose::read_unverified("a.b").error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(kiosk::jose::verify_ps512("....", key).error().kind, ErrorKind::invalid_input);
    EXPECT_EQ(kiosk::jose::read_unverified(sign(header))->header, header);
}

}  // namespace
}  // namespace tests
