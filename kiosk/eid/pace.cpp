#include "kiosk/eid/pace.h"

#include "kiosk/eid/curve.h"
#include "kiosk/eid/tlv.h"

#include <algorithm>

namespace kiosk::eid {
namespace {

constexpr std::uint8_t manage_security_environment = 0x22;
constexpr std::uint8_t general_authenticate_ins = 0x86;
constexpr std::uint8_t chained = 0x10;
constexpr Tag protocol_tag = 0x80;
constexpr Tag password_tag = 0x83;
constexpr Tag parameters_tag = 0x84;
constexpr Tag dynamic_data = 0x7C;
constexpr std::size_t nonce_sizes[] = {16, 24, 32};

// Of the PIN the card tells its three tries; of a PUK it may tell its ten uses.
Outcome<PinState> state_of(StatusWord status, PasswordKind password) {
    using Kind = PinState::Kind;
    if (status == sw::ok) return PinState{Kind::ready, all_tries};
    if (status == sw::deactivated) return PinState{Kind::deactivated, std::nullopt};
    const auto tries = tries_in(status);
    const bool of_the_pin = password == PasswordKind::pin;
    if (!tries || (of_the_pin && *tries > all_tries))
        return faulty("MSE:Set AT: " + hex_of(status));
    if (*tries == 0) return PinState{Kind::blocked, 0};
    return PinState{of_the_pin && *tries == 1 ? Kind::suspended : Kind::ready, *tries};
}

Outcome<SecretBytes> step(Dialogue& dialogue, Tag question, ByteView data, Tag answer) {
    const Authenticated got = TRY(
        general_authenticate(dialogue, false, data.empty() ? SecretBytes() : tlv(question, data)));
    if (got.status != sw::ok) return faulty("PACE: " + hex_of(got.status));
    const ByteView value = TRY(only(answer, got.content));
    return SecretBytes(value.begin(), value.end());
}

Outcome<SecretBytes> nonce_of(ByteView sealed, ByteView password, AesSize aes) {
    if (std::find(std::begin(nonce_sizes), std::end(nonce_sizes), sealed.size()) ==
            std::end(nonce_sizes) ||
        sealed.size() % block_size != 0)
        return faulty("PACE: size of the nonce");
    const SecretBytes key = derive_key(password, {}, KeyUse::password, aes);
    return decrypt_cbc(key, Block{}, sealed);
}

Outcome<std::string> trust_point(ByteView value) {
    if (value.empty() || value.size() > 16) return faulty("PACE: authority reference");
    return text_of(value);
}

// Both sides prove that they have the same keys; the card's proof comes with whom it trusts.
Outcome<PaceResult> read_proof(const Authenticated& proof, ByteView expected) {
    TlvReader reader(proof.content);
    const ByteView token = TRY(reader.expect(0x86));
    if (!same(token, expected)) return faulty("PACE: the card does not prove its keys");
    PaceResult result;
    for (const Tag tag : {Tag{0x87}, Tag{0x88}})
        if (const auto reference = TRY(reader.take(tag)))
            result.trust_points.push_back(TRY(trust_point(*reference)));
    TRY_VOID(reader.finish());
    return result;
}

SecretBytes password_bytes(PasswordKind kind, const SecretText& password) {
    if (kind == PasswordKind::mrz) return mrz_password(password.reveal());
    return joined({view_of(password.reveal())});
}

}  // namespace

TroubleKind wrong_password(PasswordKind kind) {
    switch (kind) {
        case PasswordKind::pin:
            return TroubleKind::wrong_pin;
        case PasswordKind::puk:
            return TroubleKind::wrong_puk;
        default:
            return TroubleKind::wrong_can;
    }
}

SecretBytes mrz_password(std::string_view mrz_information) {
    return sha1(view_of(mrz_information));
}

SecretBytes public_key_object(ByteView protocol, ByteView encoded_key) {
    return tlv(0x7F49, joined({tlv(0x06, protocol), tlv(0x86, encoded_key)}));
}

Outcome<Authenticated> general_authenticate(Dialogue& dialogue, bool last, ByteView object) {
    const Response response = TRY(dialogue.exchange({.cla = last ? std::uint8_t{0} : chained,
                                                     .ins = general_authenticate_ins,
                                                     .p1 = 0,
                                                     .p2 = 0,
                                                     .data = tlv(dynamic_data, object),
                                                     .answer_size = short_answer}));
    Authenticated answer;
    answer.status = response.status;
    if (!response.ok()) return answer;
    const ByteView content = TRY(only(dynamic_data, response.data));
    append(answer.content, content);
    return answer;
}

Outcome<Pace> Pace::choose(const SecurityInfos& card_access) {
    const PaceInfo* best = nullptr;
    for (const PaceInfo& info : card_access.pace)
        if (Curve::by_parameter_id(info.parameter_id) && (best == nullptr || info.aes > best->aes))
            best = &info;
    if (best == nullptr) return faulty("PACE: no offer that we support");
    return Pace(*best, card_access.pace_offers > 1);
}

Outcome<PinState> Pace::announce(Dialogue& dialogue, PasswordKind password,
                                 const Rights* rights) const {
    Command command{
        .cla = 0,
        .ins = manage_security_environment,
        .p1 = 0xC1,
        .p2 = 0xA4,
        .data = joined({tlv(protocol_tag, info_.protocol),
                        tlv(password_tag, std::array{static_cast<std::uint8_t>(password)})}),
        .answer_size = 0};
    if (ambiguous_)
        append(command.data,
               tlv(parameters_tag, std::array{static_cast<std::uint8_t>(info_.parameter_id)}));
    if (rights != nullptr) append(command.data, rights->encode());
    const Response response = TRY(dialogue.exchange(command));
    return state_of(response.status, password);
}

SecretBytes Pace::token(const SessionKeys& keys, ByteView encoded_key) const {
    const Mac mac = cmac(keys.authentication, public_key_object(info_.protocol, encoded_key));
    return {mac.begin(), mac.end()};
}

Outcome<PaceResult> Pace::agree(Dialogue& dialogue, PasswordKind kind, const SecretText& password,
                                Random& random) const {
    const Curve curve = TRY(Curve::by_parameter_id(info_.parameter_id));
    const SecretBytes sealed_nonce = TRY(step(dialogue, 0, {}, 0x80));
    const SecretBytes nonce =
        TRY(nonce_of(sealed_nonce, password_bytes(kind, password), info_.aes));

    const EphemeralKey mapping = curve.generate(random, nullptr);
    const SecretBytes card_mapping = TRY(step(dialogue, 0x81, mapping.encoded, 0x82));
    const Point card_mapping_point = TRY(curve.decode(card_mapping));
    const Point shared = TRY(curve.multiply(mapping.secret.get(), card_mapping_point.get()));
    const Point generator = TRY(curve.map(nonce, shared.get()));

    const EphemeralKey own = curve.generate(random, generator.get());
    const SecretBytes card_key = TRY(step(dialogue, 0x83, own.encoded, 0x84));
    if (same(card_key, own.encoded)) return faulty("PACE: the card repeats our key");
    const Point card_point = TRY(curve.decode(card_key));
    SessionKeys keys =
        derive_session_keys(TRY(curve.shared_x(own.secret.get(), card_point.get())), {}, info_.aes);

    const Authenticated proof =
        TRY(general_authenticate(dialogue, true, tlv(0x85, token(keys, card_key))));
    if ((proof.status & 0xFF00U) == 0x6300U)
        return tl::unexpected(Trouble{wrong_password(kind), {}, tries_in(proof.status)});
    if (proof.status != sw::ok) return faulty("PACE: " + hex_of(proof.status));
    PaceResult result = TRY(read_proof(proof, token(keys, own.encoded)));
    const ByteView id = compressed(card_key);
    result.card_id.assign(id.begin(), id.end());
    dialogue.secure(std::move(keys));
    return result;
}

}  // namespace kiosk::eid
