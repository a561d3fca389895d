// The chip's side of PACE, Terminal Authentication and Chip Authentication, on libeac. libeac drops
// leading zero bytes of a compressed key (EAC_Comp): every such value is padded here to the length
// of the field, as TR-03110-3 A.2.2.3 wants it.
#pragma once

#include "tests/virtual_card/ber.h"

#include <memory>

struct eac_ctx;

namespace virtual_card {

enum class Password { none = 0, can = 2, pin = 3, puk = 4 };  // numbered as in tag 83 of MSE:Set AT

// Which rare leading zeros to bring about, by drawing keys until they come (about 256 draws).
struct LeadingZeros {
    bool pace_key = false;     // x of the chip's PACE key, which is its identity in the signature
    bool pace_secret = false;  // x of the shared secret of PACE
};

class ChipCrypto {
  public:
    ChipCrypto(View card_access, View chip_key, View cvca, LeadingZeros force);
    ~ChipCrypto();
    ChipCrypto(const ChipCrypto&) = delete;
    ChipCrypto& operator=(const ChipCrypto&) = delete;

    // PACE, in order. Nothing: the terminal's value is no point of the curve, or its token is
    // wrong.
    std::optional<Bytes> encrypted_nonce(Password id, const std::string& secret);
    std::optional<Bytes> map(View terminal_point);
    std::optional<Bytes> agree(View terminal_point);
    std::optional<Bytes> exchange_tokens(View terminal_token);
    [[nodiscard]] const Bytes& identity() const { return identity_; }

    // Terminal Authentication. `certificate` is the body and signature, without 7F21.
    bool start_chain();
    bool import_certificate(View certificate);
    std::optional<Bytes> challenge();
    bool verify_terminal(View compressed_key, View auxiliary, View signature);

    // Chip Authentication.
    struct Proof {
        Bytes nonce, token;
    };
    std::optional<Proof> authenticate_chip(View terminal_point, View compressed_key);

    // Secure messaging with the keys chosen last.
    bool use_pace_keys();
    bool use_chip_keys();
    void count_message();
    [[nodiscard]] Bytes pad(View data) const;
    [[nodiscard]] std::optional<Bytes> mac(View padded) const;
    [[nodiscard]] std::optional<Bytes> encrypt(View padded) const;
    [[nodiscard]] std::optional<Bytes> decrypt(View data) const;

  private:
    struct Free {
        void operator()(eac_ctx* context) const;
    };
    [[nodiscard]] std::optional<Bytes> compressed(int id, View point) const;
    void forget_key();

    std::unique_ptr<eac_ctx, Free> context_;
    Bytes cvca_;
    Bytes identity_, terminal_point_;
    LeadingZeros force_;
};

}  // namespace virtual_card
