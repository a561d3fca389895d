// A terminal's key in a file: for tests and the desk only. No release holds this, and the name of
// the file says so.
#pragma once

#include "kiosk/ports/terminal_signer.h"

#include <memory>
#include <string>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace drivers {

class SimulatedFileSigner : public kiosk::TerminalSigner {
  public:
    // PKCS #8, DER, an elliptic curve key. `hash_bits`: 256, 384 or 512, as the certificate says.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SimulatedFileSigner>> open(
        const std::string& file, int hash_bits);

    [[nodiscard]] kiosk::Result<kiosk::Bytes> sign(
        const kiosk::TerminalChallenge& challenge) override;

  private:
    SimulatedFileSigner(std::shared_ptr<evp_pkey_st> key, int hash_bits)
        : key_(std::move(key)), hash_bits_(hash_bits) {}

    std::shared_ptr<evp_pkey_st> key_;
    int hash_bits_;
};

}  // namespace drivers
