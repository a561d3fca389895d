#include "kiosk/eid/chip_authentication.h"

#include "kiosk/eid/pace.h"
#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr std::size_t nonce_size = 8;

tl::unexpected<Trouble> not_authentic(std::string detail) {
    return trouble(TroubleKind::not_authentic, "chip authentication: " + std::move(detail));
}

// Without a key id on either side there is but one key.
bool belongs(const std::optional<int>& key_id, const ChipAuthenticationInfo& info) {
    return !key_id || !info.key_id || *key_id == *info.key_id;
}

}  // namespace

Outcome<ChipAuthenticationChoice> choose_chip_authentication(const SecurityInfos& card_access) {
    for (const ChipAuthenticationInfo& info : card_access.chip_authentication)
        for (const ChipAuthenticationParameters& parameters : card_access.chip_parameters) {
            const auto curve = Curve::by_parameter_id(parameters.parameter_id);
            if (curve && belongs(parameters.key_id, info))
                return ChipAuthenticationChoice{info, *curve, parameters.parameter_id};
        }
    return faulty("chip authentication: no offer that we support");
}

Outcome<Point> ChipAuthenticationChoice::key(const SecurityInfos& authentic) const {
    for (const ChipPublicKey& chip_key : authentic.chip_keys) {
        if (chip_key.parameter_id != parameter_id || !belongs(chip_key.key_id, info)) continue;
        auto point = curve.decode(chip_key.encoded);
        if (!point) return not_authentic(point.error().detail);
        return point;
    }
    return not_authentic("no signed key");
}

Outcome<void> authenticate_chip(Dialogue& dialogue, const ChipAuthenticationChoice& choice,
                                const EphemeralKey& own, const Point& chip_key) {
    SecretBytes wanted = tlv(0x80, choice.info.protocol);
    if (choice.info.key_id)
        append(wanted, tlv(0x84, std::array{static_cast<std::uint8_t>(*choice.info.key_id)}));
    const Response prepared = TRY(dialogue.exchange(
        {.cla = 0, .ins = 0x22, .p1 = 0x41, .p2 = 0xA4, .data = wanted, .answer_size = 0}));
    if (!prepared.ok()) return not_authentic("MSE:Set AT " + hex_of(prepared.status));
    const Authenticated proof = TRY(general_authenticate(dialogue, true, tlv(0x80, own.encoded)));
    if (proof.status != sw::ok)
        return not_authentic("GENERAL AUTHENTICATE " + hex_of(proof.status));
    TlvReader reader(proof.content);
    const ByteView nonce = TRY(reader.expect(0x81));
    const ByteView token = TRY(reader.expect(0x82));
    TRY_VOID(reader.finish());
    if (nonce.size() != nonce_size) return faulty("chip authentication: size of the nonce");
    SessionKeys keys = derive_session_keys(
        TRY(choice.curve.shared_x(own.secret.get(), chip_key.get())), nonce, choice.info.aes);
    const Mac expected =
        cmac(keys.authentication, public_key_object(choice.info.protocol, own.encoded));
    if (!same(token, expected)) return not_authentic("the chip does not hold the signed key");
    dialogue.secure(std::move(keys));
    return {};
}

}  // namespace kiosk::eid
