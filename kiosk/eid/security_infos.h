// What a chip says that it can do: the SecurityInfos of EF.CardAccess (in clear, to be believed by
// nobody) and of EF.CardSecurity (signed). BSI TR-03110-3 §A.1.
#pragma once

#include "kiosk/eid/cipher.h"
#include "kiosk/eid/trouble.h"

#include <optional>
#include <vector>

namespace kiosk::eid {

struct PaceInfo {
    Bytes protocol;  // id-PACE-ECDH-GM-AES-CBC-CMAC-…
    AesSize aes = AesSize::aes128;
    int parameter_id = 0;
};

struct ChipAuthenticationInfo {
    Bytes protocol;  // id-CA-ECDH-AES-CBC-CMAC-…
    AesSize aes = AesSize::aes128;
    std::optional<int> key_id;
};

struct ChipAuthenticationParameters {
    int parameter_id = 0;
    std::optional<int> key_id;
};

struct ChipPublicKey {
    int parameter_id = 0;
    Bytes encoded;  // 04 || x || y
    std::optional<int> key_id;
};

struct SecurityInfos {
    std::vector<PaceInfo> pace;  // version 2, generic mapping, ECDH, AES: what we support
    std::vector<ChipAuthenticationInfo> chip_authentication;  // version 2
    std::vector<ChipAuthenticationParameters> chip_parameters;
    std::vector<ChipPublicKey> chip_keys;
    bool terminal_authentication = false;  // version 2
    int pace_offers = 0;                   // of any kind, also those that we do not support
    std::vector<Bytes> infos;              // each SecurityInfo as it stands

    // An eID card, as opposed to a passport or a bank card.
    [[nodiscard]] bool has_eid() const {
        return terminal_authentication && !pace.empty() && !chip_authentication.empty();
    }
};

// At most 64 SecurityInfos; those of a kind that we do not know are kept but not looked into.
[[nodiscard]] Outcome<SecurityInfos> parse_security_infos(ByteView bytes);

// A downgrade: every info that the chip gave in clear must stand among the signed ones, and it must
// not have kept back a signed offer of PACE or Chip Authentication.
[[nodiscard]] Outcome<void> check_downgrade(const SecurityInfos& in_clear,
                                            const SecurityInfos& authentic);

}  // namespace kiosk::eid
