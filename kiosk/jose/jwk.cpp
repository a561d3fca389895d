#include "kiosk/jose/jwk.h"

#include "kiosk/jose/json.h"

#include <algorithm>
#include <bit>

namespace kiosk::jose {
namespace {

constexpr std::size_t most_keys = 100;
constexpr std::size_t longest_chain = 10;
constexpr unsigned fewest_bits = 2048;
constexpr unsigned most_bits = 16384;

// RFC 7518 §2, Base64urlUInt: the shortest big-endian form; one sign byte too many is tolerated.
Result<Bytes> number_member(const nlohmann::json& object, const char* name) {
    auto bytes = TRY(from_base64url(TRY(string_member(object, name))));
    if (bytes.size() > 1 && bytes.front() == 0) bytes.erase(bytes.begin());
    if (bytes.empty() || bytes.front() == 0)
        return fail(ErrorKind::invalid_input, std::string("JWK: bad number \"") + name + '"');
    return bytes;
}

Result<std::string> optional_text(const nlohmann::json& object, const char* name) {
    if (!object.contains(name)) return std::string();
    return string_member(object, name);
}

Result<std::vector<std::string>> optional_texts(const nlohmann::json& object, const char* name) {
    std::vector<std::string> texts;
    const auto found = object.find(name);
    if (found == object.end()) return texts;
    if (!found->is_array() || found->size() > longest_chain)
        return fail(ErrorKind::invalid_input, std::string("JWK: bad list \"") + name + '"');
    for (const auto& text : *found) {
        if (!text.is_string())
            return fail(ErrorKind::invalid_input, std::string("JWK: bad list \"") + name + '"');
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// x5c is base64 with padding, unlike everything else here (RFC 7517 §4.7).
Result<Bytes> from_base64(std::string text) {
    if (text.size() % 4 != 0) return fail(ErrorKind::invalid_input, "base64: impossible length");
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.pop_back();
    if (text.find_first_not_of(base64_alphabet) != std::string::npos)
        return fail(ErrorKind::invalid_input, "base64: foreign character");
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return from_base64url(text);
}

std::string to_base64(ByteView bytes) {
    std::string text = to_base64url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    while (text.size() % 4 != 0) text += '=';
    return text;
}

Result<Jwk> read_jwk(const nlohmann::json& object) {
    if (TRY(string_member(object, "kty")) != "RSA")
        return fail(ErrorKind::invalid_input, "JWK: kty is not RSA");
    if (object.contains("d"))
        return fail(ErrorKind::invalid_input, "JWK: a private key where a public one belongs");
    Jwk jwk;
    jwk.kid = TRY(optional_text(object, "kid"));
    jwk.alg = TRY(optional_text(object, "alg"));
    jwk.use = TRY(optional_text(object, "use"));
    jwk.key_ops = TRY(optional_texts(object, "key_ops"));
    jwk.n = TRY(number_member(object, "n"));
    jwk.e = TRY(number_member(object, "e"));
    for (const auto& certificate : TRY(optional_texts(object, "x5c")))
        jwk.x5c.push_back(TRY(from_base64(certificate)));
    if (jwk.bits() < fewest_bits || jwk.bits() > most_bits || (jwk.n.back() & 1U) == 0)
        return fail(ErrorKind::invalid_input, "JWK: impossible modulus");
    if (jwk.e.size() > 8 || (jwk.e.back() & 1U) == 0 || jwk.e == Bytes{1})
        return fail(ErrorKind::invalid_input, "JWK: impossible exponent");
    return jwk;
}

}  // namespace

unsigned Jwk::bits() const {
    if (n.empty()) return 0;
    return static_cast<unsigned>((n.size() - 1) * 8) +
           static_cast<unsigned>(std::bit_width(n.front()));
}

Result<Jwk> parse_jwk(std::string_view json) {
    return read_jwk(TRY(parse_object(json, 256U << 10U)));
}

Result<std::vector<Jwk>> parse_jwks(std::string_view json) {
    const auto object = TRY(parse_object(json, 4U << 20U));
    const auto keys = object.find("keys");
    if (keys == object.end() || !keys->is_array() || keys->size() > most_keys)
        return fail(ErrorKind::invalid_input, "JWKS: no list \"keys\"");
    std::vector<Jwk> known;
    for (const auto& key : *keys) {
        if (!key.is_object()) continue;
        if (auto jwk = read_jwk(key)) known.push_back(std::move(*jwk));
    }
    return known;
}

std::string to_json(const Jwk& jwk) {
    nlohmann::ordered_json object{{"kty", "RSA"}};
    if (!jwk.kid.empty()) object["kid"] = jwk.kid;
    if (!jwk.alg.empty()) object["alg"] = jwk.alg;
    if (!jwk.use.empty()) object["use"] = jwk.use;
    if (!jwk.key_ops.empty()) object["key_ops"] = jwk.key_ops;
    object["n"] = to_base64url(jwk.n);
    object["e"] = to_base64url(jwk.e);
    for (const Bytes& certificate : jwk.x5c) object["x5c"].push_back(to_base64(certificate));
    return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<void> check_use(const Jwk& jwk, Use use, unsigned smallest_bits) {
    const bool encrypts = use == Use::encrypt;
    const std::string alg = encrypts ? "RSA-OAEP-256" : "PS512";
    const std::string key_op = encrypts ? "wrapKey" : "verify";
    if (jwk.alg != alg) return fail(ErrorKind::refused, "key: alg is not " + alg);
    if (std::find(jwk.key_ops.begin(), jwk.key_ops.end(), key_op) == jwk.key_ops.end())
        return fail(ErrorKind::refused, "key: key_ops lacks " + key_op);
    if (!jwk.use.empty() && jwk.use != (encrypts ? "enc" : "sig"))
        return fail(ErrorKind::refused, "key: use contradicts key_ops");
    if (jwk.e != Bytes{1, 0, 1}) return fail(ErrorKind::refused, "key: e is not 65537");
    if (jwk.bits() < smallest_bits)
        return fail(ErrorKind::refused,
                    "key: fewer than " + std::to_string(smallest_bits) + " bit");
    if (jwk.kid.size() < 8 || jwk.kid.size() > 64)
        return fail(ErrorKind::refused, "key: kid is not 8 to 64 characters");
    return {};
}

}  // namespace kiosk::jose
