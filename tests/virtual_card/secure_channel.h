// Secure messaging of TR-03110-3 F, card side, and the ways in which a hostile card may break it.
#pragma once

#include "tests/virtual_card/apdu.h"
#include "tests/virtual_card/chip_crypto.h"

namespace virtual_card {

// What a hostile card does to one protected answer.
enum class Breach {
    none,
    no_mac,            // DO8E left out
    wrong_mac,         // one bit of it turned
    short_mac,         // only four bytes of it
    no_status,         // DO99 left out, the MAC right for what is there
    other_status,      // DO99 says 9000, the trailer something else
    plain_ok,          // 9000 and nothing else
    plain_data,        // the data in clear, 9000
    replay,            // the last protected answer once more
    bad_padding,       // no 80 before the zeros, the MAC right
    no_padding,        // nothing but zeros decrypted
    wrong_indicator,   // DO87 does not begin with 01
    odd_length,        // ciphertext that is no whole number of blocks
    empty_cryptogram,  // DO87 with 01 and nothing after it
    two_cryptograms,   // DO87 twice
    two_macs,          // DO8E twice
    wrong_order,       // DO99 before DO87
    foreign_object,    // a DO that nobody asked for, covered by the MAC
    trailing_byte,     // something after DO8E
    wrong_counter,     // MAC and cryptogram made with a counter that went on by one
};
std::optional<Breach> breach_named(const std::string& name);

// 6987 or 6988 instead of a command: the channel is to be given up.
struct Unwrapped {
    std::optional<Command> command;
    unsigned status = 0x9000;
};

Unwrapped unwrap(ChipCrypto& crypto, const Command& secured);

class Wrapping {
  public:
    Bytes wrap(ChipCrypto& crypto, const Response& plain, Breach breach);

  private:
    Bytes last_;
};

}  // namespace virtual_card
