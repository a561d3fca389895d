#include "kiosk/jose/jwe.h"

#include "kiosk/jose/compact.h"
#include "kiosk/jose/json.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <zlib.h>

namespace kiosk::jose {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t iv_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t largest_header = 64U << 10U;

struct ContentKey {
    std::array<std::uint8_t, key_bytes> bytes{};
    ContentKey() = default;
    ContentKey(const ContentKey&) = delete;
    ContentKey& operator=(const ContentKey&) = delete;
    ~ContentKey() { wipe(bytes.data(), bytes.size()); }
};

struct Free {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;
using SecretBuffer = std::vector<std::uint8_t, LockedAllocator<std::uint8_t>>;

bool use_oaep_256(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1;
}

Result<Bytes> wrap(EVP_PKEY* key, const ContentKey& content_key) {
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    Bytes wrapped(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
    std::size_t size = wrapped.size();
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 || !use_oaep_256(context.get()) ||
        EVP_PKEY_encrypt(context.get(), wrapped.data(), &size, content_key.bytes.data(),
                         key_bytes) != 1)
        return fail(ErrorKind::internal, "JWE: key not wrapped");
    wrapped.resize(size);
    return wrapped;
}

bool unwrap(EVP_PKEY* key, ByteView wrapped, ContentKey& content_key) {
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    SecretBuffer buffer(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
    std::size_t size = buffer.size();
    if (!context || EVP_PKEY_decrypt_init(context.get()) != 1 || !use_oaep_256(context.get()) ||
        EVP_PKEY_decrypt(context.get(), buffer.data(), &size, wrapped.data(), wrapped.size()) !=
            1 ||
        size != key_bytes)
        return false;
    std::copy_n(buffer.begin(), key_bytes, content_key.bytes.begin());
    return true;
}

struct Ciphertext {
    Bytes bytes;
    std::array<std::uint8_t, tag_bytes> tag{};
};

Result<Ciphertext> encrypt_gcm(const ContentKey& key, ByteView iv, std::string_view aad,
                               std::string_view plaintext) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    Ciphertext sealed{Bytes(plaintext.size()), {}};
    int size = 0;
    if (!context ||
        EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.bytes.data(), iv.data(),
                            nullptr) != 1 ||
        EVP_EncryptUpdate(context.get(), nullptr, &size, view_of(aad).data(),
                          static_cast<int>(aad.size())) != 1 ||
        EVP_EncryptUpdate(context.get(), sealed.bytes.data(), &size, view_of(plaintext).data(),
                          static_cast<int>(plaintext.size())) != 1 ||
        EVP_EncryptFinal_ex(context.get(), sealed.tag.data(), &size) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_bytes, sealed.tag.data()) !=
            1)
        return fail(ErrorKind::internal, "JWE: content not encrypted");
    return sealed;
}

bool decrypt_gcm(const ContentKey& key, ByteView iv, std::string_view aad, ByteView bytes,
                 Bytes tag, SecretBuffer& plaintext) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    plaintext.resize(bytes.size());
    int size = 0;
    std::array<std::uint8_t, tag_bytes> rest{};
    return context &&
           EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.bytes.data(), iv.data(),
                               nullptr) == 1 &&
           EVP_DecryptUpdate(context.get(), nullptr, &size, view_of(aad).data(),
                             static_cast<int>(aad.size())) == 1 &&
           EVP_DecryptUpdate(context.get(), plaintext.data(), &size, bytes.data(),
                             static_cast<int>(bytes.size())) == 1 &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) == 1 &&
           EVP_DecryptFinal_ex(context.get(), rest.data(), &size) == 1;
}

// Raw DEFLATE (RFC 1951), as "DEF" means it; grows step by step so that a bomb costs `largest` at
// most.
Result<SecretBuffer> inflate_raw(const SecretBuffer& packed, std::size_t largest) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return fail(ErrorKind::internal, "JWE: inflate not started");
    const std::unique_ptr<z_stream, decltype([](z_stream* open) { inflateEnd(open); })> closing(
        &stream);
    Bytes input(packed.begin(), packed.end());
    stream.next_in = input.data();
    stream.avail_in = static_cast<unsigned>(input.size());
    SecretBuffer output;
    int status = Z_OK;
    while (status == Z_OK && output.size() <= largest) {
        const std::size_t done = output.size();
        output.resize(done + (64U << 10U));
        stream.next_out = output.data() + done;
        stream.avail_out = 64U << 10U;
        status = inflate(&stream, Z_NO_FLUSH);
        output.resize(output.size() - stream.avail_out);
    }
    wipe(input.data(), input.size());
    if (output.size() > largest)
        return fail(ErrorKind::invalid_input, "JWE: inflates beyond the limit");
    if (status != Z_STREAM_END || stream.avail_in != 0)
        return fail(ErrorKind::invalid_input, "JWE: bad DEFLATE");
    return output;
}

struct Header {
    std::string kid, cty;
    bool deflated = false;
};

Result<std::string> optional_text(const nlohmann::json& object, const char* name) {
    if (!object.contains(name)) return std::string();
    return string_member(object, name);
}

Result<Header> read_header(std::string_view part) {
    const auto object = TRY(parse_object(text_of(TRY(from_base64url(part))), largest_header));
    if (TRY(string_member(object, "alg")) != "RSA-OAEP-256")
        return fail(ErrorKind::invalid_input, "JWE: alg is not RSA-OAEP-256");
    if (TRY(string_member(object, "enc")) != "A256GCM")
        return fail(ErrorKind::invalid_input, "JWE: enc is not A256GCM");
    if (object.contains("crit"))
        return fail(ErrorKind::invalid_input, "JWE: crit is not understood");
    const std::string zip = TRY(optional_text(object, "zip"));
    if (!zip.empty() && zip != "DEF") return fail(ErrorKind::invalid_input, "JWE: zip is not DEF");
    Header header;
    header.kid = TRY(optional_text(object, "kid"));
    header.cty = TRY(optional_text(object, "cty"));
    header.deflated = !zip.empty();
    return header;
}

}  // namespace

Result<std::string> encrypt_compact(const Jwk& key, std::string_view cty,
                                    std::string_view plaintext) {
    TRY_VOID(check_use(key, Use::encrypt, 2048));
    if (plaintext.size() > largest_plaintext)
        return fail(ErrorKind::invalid_input, "JWE: too much content");
    const nlohmann::ordered_json header{
        {"alg", "RSA-OAEP-256"}, {"enc", "A256GCM"}, {"kid", key.kid}, {"cty", std::string(cty)}};
    const std::string protected_header = to_base64url(
        view_of(header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)));
    ContentKey content_key;
    std::array<std::uint8_t, iv_bytes> iv{};
    if (RAND_priv_bytes(content_key.bytes.data(), key_bytes) != 1 ||
        RAND_bytes(iv.data(), iv_bytes) != 1)
        return fail(ErrorKind::internal, "JWE: no random numbers");
    const KeyHandle handle = TRY(public_key(key));
    const Bytes wrapped = TRY(wrap(handle.get(), content_key));
    const Ciphertext sealed = TRY(encrypt_gcm(content_key, iv, protected_header, plaintext));
    return protected_header + '.' + to_base64url(wrapped) + '.' + to_base64url(iv) + '.' +
           to_base64url(sealed.bytes) + '.' + to_base64url(sealed.tag);
}

Result<Opened> decrypt_compact(const PrivateKey& key, std::string_view jwe, std::size_t largest) {
    if (jwe.size() / 2 > largest + largest_header)
        return fail(ErrorKind::invalid_input, "JWE: too large");
    const auto parts = split(jwe, 5);
    if (!parts) return fail(ErrorKind::invalid_input, "JWE: not five parts");
    const Header header = TRY(read_header((*parts)[0]));
    const Bytes wrapped = TRY(from_base64url((*parts)[1]));
    const Bytes iv = TRY(from_base64url((*parts)[2]));
    const Bytes ciphertext = TRY(from_base64url((*parts)[3]));
    Bytes tag = TRY(from_base64url((*parts)[4]));
    if (iv.size() != iv_bytes || tag.size() != tag_bytes)
        return fail(ErrorKind::invalid_input, "JWE: IV or tag has a wrong length");
    if (ciphertext.size() > largest) return fail(ErrorKind::invalid_input, "JWE: too large");
    ContentKey content_key;
    SecretBuffer plaintext;
    // One answer for both, so that nobody learns which of the two failed.
    if (!unwrap(key.handle(), wrapped, content_key) ||
        !decrypt_gcm(content_key, iv, (*parts)[0], ciphertext, std::move(tag), plaintext))
        return fail(ErrorKind::not_authentic, "JWE: cannot be opened with this key");
    if (header.deflated) plaintext = TRY(inflate_raw(plaintext, largest));
    const auto* text = reinterpret_cast<const char*>(plaintext.data());
    return Opened{header.kid, header.cty, SecretText({text, plaintext.size()})};
}

std::string_view tag_of(std::string_view jwe) {
    const auto parts = split(jwe, 5);
    return parts ? parts->back() : std::string_view();
}

}  // namespace kiosk::jose
