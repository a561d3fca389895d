#include "tests/virtual_card/chip_crypto.h"

#include <stdexcept>

#include <eac/ca.h>
#include <eac/eac.h>
#include <eac/pace.h>
#include <eac/ta.h>

namespace virtual_card {

namespace {

struct FreeBuffer {
    void operator()(BUF_MEM* buffer) const { BUF_MEM_free(buffer); }
};
using Buffer = std::unique_ptr<BUF_MEM, FreeBuffer>;

Buffer buffer(View bytes) {
    Buffer out(BUF_MEM_new());
    BUF_MEM_grow(out.get(), bytes.size());
    std::copy(bytes.begin(), bytes.end(), out->data);
    return out;
}

std::optional<Bytes> taken(BUF_MEM* from) {
    const Buffer owned(from);
    if (!owned) return {};
    return Bytes(owned->data, owned->data + owned->length);
}

Bytes padded_to(std::size_t size, Bytes value) {
    if (value.size() < size) value.insert(value.begin(), size - value.size(), 0);
    return value;
}

std::size_t coordinate_size(View point) {
    return (point.size() - 1) / 2;
}

// libeac would take the point at infinity and compressed points too.
bool uncompressed(View point) {
    return point.size() >= 65 && point[0] == 0x04;
}

s_type type_of(Password id) {
    switch (id) {
        case Password::can:
            return PACE_CAN;
        case Password::puk:
            return PACE_PUK;
        default:
            return PACE_PIN;
    }
}

}  // namespace

void ChipCrypto::Free::operator()(eac_ctx* context) const {
    EAC_CTX_clear_free(context);
}

ChipCrypto::ChipCrypto(View card_access, View chip_key, View cvca, LeadingZeros force)
    : context_(EAC_CTX_new()), cvca_(bytes_of(cvca)), force_(force) {
    if (!EAC_CTX_init_ef_cardaccess(card_access.data(), card_access.size(), context_.get()) ||
        !CA_set_key(context_.get(), chip_key.data(), chip_key.size(), nullptr, 0) || !start_chain())
        throw std::runtime_error("the card's folder does not hold what libeac can read");
}

ChipCrypto::~ChipCrypto() = default;

std::optional<Bytes> ChipCrypto::encrypted_nonce(Password id, const std::string& secret) {
    PACE_SEC* known = PACE_SEC_new(secret.data(), secret.size(), type_of(id));
    auto nonce = taken(PACE_STEP1_enc_nonce(context_.get(), known));
    PACE_SEC_clear_free(known);
    return nonce;
}

std::optional<Bytes> ChipCrypto::map(View terminal_point) {
    if (!uncompressed(terminal_point)) return {};
    auto own = taken(PACE_STEP3A_generate_mapping_data(context_.get()));
    if (!own || !PACE_STEP3A_map_generator(context_.get(), buffer(terminal_point).get())) return {};
    return own;
}

void ChipCrypto::forget_key() {
    auto* pace = context_->pace_ctx;
    BUF_MEM_free(pace->my_eph_pubkey);
    pace->my_eph_pubkey = nullptr;
}

std::optional<Bytes> ChipCrypto::agree(View terminal_point) {
    if (!uncompressed(terminal_point)) return {};
    const Buffer theirs = buffer(terminal_point);
    for (;;) {
        forget_key();
        const auto own = taken(PACE_STEP3B_generate_ephemeral_key(context_.get()));
        if (!own || !PACE_STEP3B_compute_shared_secret(context_.get(), theirs.get())) return {};
        const std::size_t size = coordinate_size(*own);
        BUF_MEM*& secret = context_->pace_ctx->ka_ctx->shared_secret;
        const Bytes x = padded_to(size, Bytes(secret->data, secret->data + secret->length));
        if ((force_.pace_key && (*own)[1] != 0) || (force_.pace_secret && x[0] != 0)) continue;
        BUF_MEM_free(secret);
        secret = buffer(x).release();
        terminal_point_ = bytes_of(terminal_point);
        const auto identity = compressed(EAC_ID_PACE, *own);
        if (!identity) return {};
        identity_ = *identity;
        return own;
    }
}

std::optional<Bytes> ChipCrypto::exchange_tokens(View terminal_token) {
    if (!PACE_STEP3C_derive_keys(context_.get())) return {};
    auto own = taken(
        PACE_STEP3D_compute_authentication_token(context_.get(), buffer(terminal_point_).get()));
    if (!own ||
        PACE_STEP3D_verify_authentication_token(context_.get(), buffer(terminal_token).get()) != 1)
        return {};
    return own;
}

std::optional<Bytes> ChipCrypto::compressed(int id, View point) const {
    auto x = taken(EAC_Comp(context_.get(), id, buffer(point).get()));
    if (!x) return {};
    return padded_to(coordinate_size(point), std::move(*x));
}

bool ChipCrypto::start_chain() {
    return EAC_CTX_init_ta(context_.get(), nullptr, 0, cvca_.data(), cvca_.size()) == 1;
}

bool ChipCrypto::import_certificate(View certificate) {
    const Bytes whole = wrap(0x7F21, certificate);
    return TA_STEP2_import_certificate(context_.get(), whole.data(), whole.size()) == 1;
}

std::optional<Bytes> ChipCrypto::challenge() {
    return taken(TA_STEP4_get_nonce(context_.get()));
}

bool ChipCrypto::verify_terminal(View compressed_key, View auxiliary, View signature) {
    const Buffer extra = auxiliary.empty() ? nullptr : buffer(auxiliary);
    return TA_STEP6_verify(context_.get(), buffer(compressed_key).get(), buffer(identity_).get(),
                           extra.get(), buffer(signature).get()) == 1;
}

std::optional<ChipCrypto::Proof> ChipCrypto::authenticate_chip(View terminal_point,
                                                               View compressed_key) {
    if (!uncompressed(terminal_point)) return {};
    const auto x = compressed(EAC_ID_CA, terminal_point);
    if (!x || *x != bytes_of(compressed_key)) return {};
    const Buffer theirs = buffer(terminal_point);
    if (!CA_STEP4_compute_shared_secret(context_.get(), theirs.get())) return {};
    BUF_MEM*& secret = context_->ca_ctx->ka_ctx->shared_secret;
    Bytes shared(secret->data, secret->data + secret->length);
    BUF_MEM_free(secret);
    secret = buffer(padded_to(coordinate_size(terminal_point), std::move(shared))).release();
    BUF_MEM *nonce = nullptr, *token = nullptr;
    if (!CA_STEP5_derive_keys(context_.get(), theirs.get(), &nonce, &token)) return {};
    return Proof{*taken(nonce), *taken(token)};
}

bool ChipCrypto::use_pace_keys() {
    return EAC_CTX_set_encryption_ctx(context_.get(), EAC_ID_PACE) == 1;
}

bool ChipCrypto::use_chip_keys() {
    return EAC_CTX_set_encryption_ctx(context_.get(), EAC_ID_CA) == 1;
}

void ChipCrypto::count_message() {
    EAC_increment_ssc(context_.get());
}

Bytes ChipCrypto::pad(View data) const {
    return taken(EAC_add_iso_pad(context_.get(), buffer(data).get())).value_or(Bytes{});
}

std::optional<Bytes> ChipCrypto::mac(View padded) const {
    return taken(EAC_authenticate(context_.get(), buffer(padded).get()));
}

std::optional<Bytes> ChipCrypto::encrypt(View padded) const {
    return taken(EAC_encrypt(context_.get(), buffer(padded).get()));
}

std::optional<Bytes> ChipCrypto::decrypt(View data) const {
    return taken(EAC_decrypt(context_.get(), buffer(data).get()));
}

}  // namespace virtual_card
