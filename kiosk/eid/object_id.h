// Object identifiers of EAC, as the content bytes of an OBJECT IDENTIFIER (BSI TR-03110-3 §A.1).
#pragma once

#include "kiosk/base/bytes.h"

#include <algorithm>
#include <array>

namespace kiosk::eid::oid {

// id-PK-ECDH, id-TA, id-CA-ECDH and id-PACE-ECDH-GM below bsi-de protocols smartcard.
constexpr std::array<std::uint8_t, 9> chip_public_key{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                      0x02, 0x02, 0x01, 0x02};
constexpr std::array<std::uint8_t, 8> terminal_authentication{0x04, 0x00, 0x7F, 0x00,
                                                              0x07, 0x02, 0x02, 0x02};
constexpr std::array<std::uint8_t, 9> terminal_authentication_ecdsa{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                                    0x02, 0x02, 0x02, 0x02};
constexpr std::array<std::uint8_t, 9> chip_authentication{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                          0x02, 0x02, 0x03, 0x02};
constexpr std::array<std::uint8_t, 9> pace{0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, 0x02};
constexpr std::array<std::uint8_t, 7> standardized_parameters{0x04, 0x00, 0x7F, 0x00,
                                                              0x07, 0x01, 0x02};
// id-AT: the role of an authentication terminal.
constexpr std::array<std::uint8_t, 9> authentication_terminal{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                              0x03, 0x01, 0x02, 0x02};
// Auxiliary data: date of birth, validity of the document, community.
constexpr std::array<std::uint8_t, 9> age_verification{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                       0x03, 0x01, 0x04, 0x01};
constexpr std::array<std::uint8_t, 9> validity_verification{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                            0x03, 0x01, 0x04, 0x02};

[[nodiscard]] inline bool is(ByteView id, ByteView other) {
    return std::equal(id.begin(), id.end(), other.begin(), other.end());
}
// The last arc of an identifier directly below `parent`; 0: it is none.
[[nodiscard]] inline std::uint8_t arc_below(ByteView parent, ByteView id) {
    const bool below = id.size() == parent.size() + 1 && is(id.first(parent.size()), parent);
    return below ? id.back() : std::uint8_t{0};
}

}  // namespace kiosk::eid::oid
