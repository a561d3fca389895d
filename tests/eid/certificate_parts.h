// A card verifiable certificate written part by part, as a test wants it. Its signature is not ours
// to check.
#pragma once

#include "kiosk/eid/tlv.h"
#include "tests/eid/scripted_card.h"

#include <string>

namespace tests {

// Each digit in a byte of its own, as the certificates have their dates.
[[nodiscard]] inline std::string date_digits(const char* yymmdd) {
    std::string digits;
    for (const char* c = yymmdd; *c != 0; ++c) digits += std::string("0") + *c;
    return digits;
}

struct CertificateParts {
    std::string authority = "ZZATCVCA00001";
    std::string holder = "ZZATDVXX00001";
    std::string algorithm = "04007F00070202020203";
    std::string rights = "0000061F01";
    std::string effective = "020601010100";
    std::string expires = "020701010100";
    std::string profile = "00";
    std::string role = "04007F000703010202";
    std::string signature = "AABB";
    kiosk::Bytes point = kiosk::Bytes(65, 4);

    [[nodiscard]] kiosk::Bytes make() const {
        const auto key = kiosk::eid::joined(
            {kiosk::eid::tlv(0x06, hex(algorithm)), kiosk::eid::tlv(0x86, point)});
        const auto chat = kiosk::eid::joined(
            {kiosk::eid::tlv(0x06, hex(role)), kiosk::eid::tlv(0x53, hex(rights))});
        const auto body = kiosk::eid::tlv(
            0x7F4E,
            kiosk::eid::joined(
                {kiosk::eid::tlv(0x5F29, hex(profile)),
                 kiosk::eid::tlv(0x42, kiosk::view_of(authority)), kiosk::eid::tlv(0x7F49, key),
                 kiosk::eid::tlv(0x5F20, kiosk::view_of(holder)), kiosk::eid::tlv(0x7F4C, chat),
                 kiosk::eid::tlv(0x5F25, hex(effective)), kiosk::eid::tlv(0x5F24, hex(expires))}));
        const auto whole = kiosk::eid::tlv(
            0x7F21, kiosk::eid::joined({body, kiosk::eid::tlv(0x5F37, hex(signature))}));
        return {whole.begin(), whole.end()};
    }
};

}  // namespace tests
