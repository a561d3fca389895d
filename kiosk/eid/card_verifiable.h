// Card verifiable certificates (BSI TR-03110-3 §C): what a terminal shows a chip. The chip checks
// the signatures; we read them to know the order, the rights and the dates.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/eid/rights.h"

#include <string>
#include <vector>

namespace kiosk::eid {

enum class Hash { sha256, sha384, sha512 };

struct CardVerifiableCertificate {
    std::string authority;  // CAR: whose key signed it
    std::string holder;     // CHR
    Bytes algorithm;        // id-TA-ECDSA-SHA-…
    Hash hash = Hash::sha256;
    Bytes public_point;  // 04 || x || y
    Rights rights;
    Date effective{};
    Date expires{};
    Bytes body_and_signature;  // as PSO:Verify Certificate takes it, without the outer 7F21
};

// invalid_configuration: the city's certificates come from files, not from a card.
[[nodiscard]] Result<CardVerifiableCertificate> parse_certificate(ByteView bytes);

// The terminal's certificates in order of use.
struct CertificateChain {
    std::vector<CardVerifiableCertificate> certificates;

    [[nodiscard]] const CardVerifiableCertificate& terminal() const { return certificates.back(); }
    [[nodiscard]] Rights rights() const;  // what every certificate allows
    // terminal_refused when any chip would refuse them: before a citizen types a PIN in vain.
    [[nodiscard]] Outcome<void> check(Date today) const;
};

[[nodiscard]] Result<CertificateChain> make_chain(const std::vector<Bytes>& files);

}  // namespace kiosk::eid
