#include "tests/portal/event_token.h"

#include "kiosk/base/bytes.h"

#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace stand_in {

using Json = nlohmann::json;

std::string new_uuid() {
    kiosk::Bytes bytes(16);
    RAND_bytes(bytes.data(), 16);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    std::string text = kiosk::to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, "-");
    return text;
}

std::string sign(const Key& key, const Json& header, const Json& claims) {
    const std::string signed_part = kiosk::to_base64url(kiosk::view_of(header.dump())) + "." +
                                    kiosk::to_base64url(kiosk::view_of(claims.dump()));
    if (header["alg"] == "none") return signed_part + ".";
    const bool pss = header["alg"] == "PS512";
    const std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX* parameters = nullptr;
    if (EVP_DigestSignInit(context.get(), &parameters, pss ? EVP_sha512() : EVP_sha256(), nullptr,
                           key.get()) != 1)
        throw std::runtime_error("sign");
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(signed_part.data());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, signed_part.size());
    kiosk::Bytes signature(size);
    if (EVP_DigestSign(context.get(), signature.data(), &size, bytes, signed_part.size()) != 1)
        throw std::runtime_error("sign");
    signature.resize(size);
    return signed_part + "." + kiosk::to_base64url(signature);
}

namespace {

void swap_tags(Json& event) {
    if (!event.contains("authenticationTags")) return;
    Json& tags = event["authenticationTags"];
    std::swap(tags["metadata"], tags["data"]);
}

}  // namespace

EventToken::EventToken(const Signer& signer, Json claims, const std::string& event_uri,
                       Faults& faults, const std::string& last_jti)
    : key_(signer.key),
      header_{{"typ", "secevent+jwt"}, {"alg", "PS512"}, {"kid", signer.kid}},
      claims_(std::move(claims)) {
    Json& event = claims_["events"][event_uri];
    const auto wrong = [&](const char* fault) { return faults.take(fault).has_value(); };
    if (wrong("set_rs256"))
        header_["alg"] = "RS256";
    else if (wrong("set_alg_none"))
        header_["alg"] = "none";
    else if (wrong("set_wrong_typ"))
        header_["typ"] = "JWT";
    else if (wrong("set_wrong_kid"))
        header_["kid"] = new_uuid();
    else if (wrong("set_bad_signature"))
        spoil_signature_ = true;
    else if (wrong("set_foreign_issuer"))
        claims_["iss"] = "https://portal.example/submission-api";
    else if (wrong("set_foreign_destination"))
        claims_["iss"] = new_uuid();
    else if (wrong("set_wrong_subject"))
        claims_["sub"] = "submission:" + new_uuid();
    else if (wrong("set_wrong_case"))
        claims_["txn"] = "case:" + new_uuid();
    else if (wrong("set_two_events"))
        claims_["events"][event_uri + "-again"] = Json::object();
    else if (wrong("set_swapped_tags"))
        swap_tags(event);
    else if (wrong("set_no_tags"))
        event.erase("authenticationTags");
    else if (wrong("set_replayed_jti"))
        claims_["jti"] = last_jti;
    else if (const auto ahead = faults.take("set_from_the_future"))
        claims_["iat"] =
            claims_["iat"].get<std::int64_t>() + (ahead->amount != 0 ? ahead->amount : 600);
}

const std::string& EventToken::text() {
    if (!text_.empty()) return text_;
    text_ = sign(key_, header_, claims_);
    if (spoil_signature_) text_[text_.size() - 10] = text_[text_.size() - 10] == 'A' ? 'B' : 'A';
    return text_;
}

}  // namespace stand_in
