#include "kiosk/eid/terminal_authentication.h"

#include "kiosk/eid/curve.h"
#include "kiosk/eid/object_id.h"
#include "kiosk/eid/plain_signature.h"
#include "kiosk/eid/tlv.h"

#include <algorithm>

namespace kiosk::eid {
namespace {

constexpr std::size_t challenge_size = 8;

tl::unexpected<Trouble> refused(std::string detail) {
    return trouble(TroubleKind::terminal_refused, std::move(detail));
}

// Eight digits, as the chip keeps its dates.
SecretBytes comparison(ByteView kind, Date date) {
    std::string digits = to_iso(date);
    std::erase(digits, '-');
    return tlv(0x73, joined({tlv(0x06, kind), tlv(0x53, view_of(digits))}));
}

// Where the chain meets what the chip trusts. A chip that names nobody gets all of it.
Outcome<std::size_t> first_of_use(const CertificateChain& chain, const PaceResult& pace) {
    if (pace.trust_points.empty()) return std::size_t{0};
    for (std::size_t i = 0; i < chain.certificates.size(); ++i)
        for (const std::string& trusted : pace.trust_points)
            if (chain.certificates[i].authority == trusted) return i;
    return refused("the card does not know authority " + chain.certificates.front().authority);
}

Outcome<void> present(Dialogue& dialogue, const CardVerifiableCertificate& certificate) {
    const Response chosen =
        TRY(dialogue.exchange({.cla = 0,
                               .ins = 0x22,
                               .p1 = 0x81,
                               .p2 = 0xB6,
                               .data = tlv(0x83, view_of(certificate.authority)),
                               .answer_size = 0}));
    if (!chosen.ok())
        return refused("authority " + certificate.authority + ": " + hex_of(chosen.status));
    const Response verified =
        TRY(dialogue.exchange({.cla = 0,
                               .ins = 0x2A,
                               .p1 = 0x00,
                               .p2 = 0xBE,
                               .data = joined({certificate.body_and_signature}),
                               .answer_size = 0}));
    if (!verified.ok())
        return refused("certificate " + certificate.holder + ": " + hex_of(verified.status));
    return {};
}

Outcome<SecretBytes> challenge_of(Dialogue& dialogue) {
    Response challenge = TRY(dialogue.exchange(
        {.cla = 0, .ins = 0x84, .p1 = 0, .p2 = 0, .data = {}, .answer_size = challenge_size}));
    if (!challenge.ok() || challenge.data.size() != challenge_size)
        return faulty("GET CHALLENGE: " + hex_of(challenge.status));
    return std::move(challenge.data);
}

Outcome<Bytes> signature_for(const CardVerifiableCertificate& terminal, TerminalSigner& signer,
                             const TerminalChallenge& challenge) {
    auto signature = signer.sign(challenge);
    if (!signature) return refused("signer: " + std::string(name_of(signature.error().kind)));
    const SecretBytes message = joined(
        {challenge.card_id, challenge.nonce, challenge.ephemeral_key, challenge.auxiliary_data});
    if (!fits(terminal, message, *signature))
        return refused("signer: signature is not of this challenge and key");
    return *std::move(signature);
}

Bytes copy_of(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

SecretBytes AuxiliaryData::encode() const {
    SecretBytes comparisons = comparison(oid::validity_verification, today);
    if (born_before) append(comparisons, comparison(oid::age_verification, *born_before));
    return tlv(0x67, comparisons);
}

bool fits(const CardVerifiableCertificate& certificate, ByteView message, ByteView signature) {
    return verify_plain(certificate.public_point, certificate.hash, message, signature);
}

Outcome<void> authenticate_terminal(Dialogue& dialogue, const CertificateChain& chain,
                                    TerminalSigner& signer, const PaceResult& pace,
                                    ByteView ephemeral_key, const AuxiliaryData& auxiliary) {
    for (std::size_t i = TRY(first_of_use(chain, pace)); i < chain.certificates.size(); ++i)
        TRY_VOID(present(dialogue, chain.certificates[i]));
    const CardVerifiableCertificate& terminal = chain.terminal();
    const SecretBytes auxiliary_data = auxiliary.encode();
    const Response prepared = TRY(dialogue.exchange(
        {.cla = 0,
         .ins = 0x22,
         .p1 = 0x81,
         .p2 = 0xA4,
         .data = joined({tlv(0x80, terminal.algorithm), tlv(0x83, view_of(terminal.holder)),
                         auxiliary_data, tlv(0x91, compressed(ephemeral_key))}),
         .answer_size = 0}));
    if (!prepared.ok()) return refused("MSE:Set AT: " + hex_of(prepared.status));
    const SecretBytes nonce = TRY(challenge_of(dialogue));
    const Bytes signature = TRY(signature_for(terminal, signer,
                                              {.card_id = pace.card_id,
                                               .nonce = copy_of(nonce),
                                               .ephemeral_key = copy_of(compressed(ephemeral_key)),
                                               .auxiliary_data = copy_of(auxiliary_data)}));
    const Response answer = TRY(dialogue.exchange(
        {.cla = 0, .ins = 0x82, .p1 = 0, .p2 = 0, .data = joined({signature}), .answer_size = 0}));
    if (!answer.ok()) return refused("EXTERNAL AUTHENTICATE: " + hex_of(answer.status));
    return {};
}

}  // namespace kiosk::eid
