#include "kiosk/eid/card_verifiable.h"

#include "kiosk/eid/object_id.h"
#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr Tag certificate_tag = 0x7F21;
constexpr Tag body_tag = 0x7F4E;
constexpr Tag profile_tag = 0x5F29;
constexpr Tag authority_tag = 0x42;
constexpr Tag public_key_tag = 0x7F49;
constexpr Tag point_tag = 0x86;
constexpr Tag holder_tag = 0x5F20;
constexpr Tag rights_tag = 0x7F4C;
constexpr Tag effective_tag = 0x5F25;
constexpr Tag expiration_tag = 0x5F24;
constexpr Tag extensions_tag = 0x65;
constexpr Tag signature_tag = 0x5F37;

// Country code, mnemonic and sequence number: at most 16 characters.
Outcome<std::string> reference(ByteView value) {
    if (value.size() < 8 || value.size() > 16) return faulty("certificate: reference");
    for (const std::uint8_t byte : value)
        if (byte < 0x20 || byte > 0x7E) return faulty("certificate: reference");
    return text_of(value);
}

// Six bytes YYMMDD, one digit each.
Outcome<Date> date(ByteView value) {
    if (value.size() != 6) return faulty("certificate: date");
    for (const std::uint8_t digit : value)
        if (digit > 9) return faulty("certificate: date");
    const Date day{std::chrono::year(2000 + value[0] * 10 + value[1]),
                   std::chrono::month(static_cast<unsigned>(value[2] * 10 + value[3])),
                   std::chrono::day(static_cast<unsigned>(value[4] * 10 + value[5]))};
    if (!day.ok()) return faulty("certificate: date");
    return day;
}

Outcome<Hash> hash_of(ByteView algorithm) {
    switch (oid::arc_below(oid::terminal_authentication_ecdsa, algorithm)) {
        case 3:
            return Hash::sha256;
        case 4:
            return Hash::sha384;
        case 5:
            return Hash::sha512;
        default:
            return faulty("certificate: algorithm is not ECDSA with SHA-2");
    }
}

// Domain parameters stand in a root's certificate only; elsewhere they are inherited.
Outcome<void> read_key(CardVerifiableCertificate& into, ByteView key) {
    TlvReader reader(key);
    const ByteView algorithm = TRY(reader.expect(0x06));
    into.hash = TRY(hash_of(algorithm));
    into.algorithm.assign(algorithm.begin(), algorithm.end());
    while (!reader.at_end()) {
        const Element element = TRY(reader.next());
        if (element.tag == point_tag)
            into.public_point.assign(element.value.begin(), element.value.end());
        else if (element.tag < 0x81 || element.tag > 0x87)
            return faulty("certificate: public key");
    }
    if (into.public_point.empty()) return faulty("certificate: no public key");
    return {};
}

Outcome<void> read_body(CardVerifiableCertificate& into, ByteView body) {
    TlvReader reader(body);
    const ByteView profile = TRY(reader.expect(profile_tag));
    if (profile.size() != 1 || profile[0] != 0) return faulty("certificate: profile");
    into.authority = TRY(reference(TRY(reader.expect(authority_tag))));
    TRY_VOID(read_key(into, TRY(reader.expect(public_key_tag))));
    into.holder = TRY(reference(TRY(reader.expect(holder_tag))));
    into.rights = TRY(Rights::parse(TRY(reader.expect(rights_tag))));
    into.effective = TRY(date(TRY(reader.expect(effective_tag))));
    into.expires = TRY(date(TRY(reader.expect(expiration_tag))));
    TRY(reader.take(extensions_tag));
    return reader.finish();
}

Outcome<CardVerifiableCertificate> parse(ByteView bytes) {
    CardVerifiableCertificate certificate;
    const ByteView content = TRY(only(certificate_tag, bytes));
    TlvReader reader(content);
    TRY_VOID(read_body(certificate, TRY(reader.expect(body_tag))));
    const ByteView signature = TRY(reader.expect(signature_tag));
    TRY_VOID(reader.finish());
    if (signature.empty()) return faulty("certificate: signature");
    certificate.body_and_signature.assign(content.begin(), content.end());
    return certificate;
}

}  // namespace

Result<CardVerifiableCertificate> parse_certificate(ByteView bytes) {
    auto certificate = parse(bytes);
    if (certificate) return *std::move(certificate);
    return fail(ErrorKind::invalid_configuration, std::move(certificate.error().detail));
}

Rights CertificateChain::rights() const {
    Rights all = certificates.front().rights;
    for (const CardVerifiableCertificate& certificate : certificates)
        all = all & certificate.rights;
    return all;
}

Outcome<void> CertificateChain::check(Date today) const {
    const std::string* authority = nullptr;
    for (const CardVerifiableCertificate& certificate : certificates) {
        const std::string name = "certificate " + certificate.holder;
        if (today < certificate.effective)
            return trouble(TroubleKind::terminal_refused, name + " is not yet valid");
        if (today > certificate.expires)
            return trouble(TroubleKind::terminal_refused, name + " has expired");
        if (authority != nullptr && *authority != certificate.authority)
            return trouble(TroubleKind::terminal_refused, name + " is not by the one before it");
        authority = &certificate.holder;
    }
    return {};
}

Result<CertificateChain> make_chain(const std::vector<Bytes>& files) {
    CertificateChain chain;
    for (const Bytes& file : files) chain.certificates.push_back(TRY(parse_certificate(file)));
    if (chain.certificates.empty())
        return fail(ErrorKind::invalid_configuration, "terminal certificates: none");
    return chain;
}

}  // namespace kiosk::eid
