// What a terminal may do with a card: the 40 bits of an authentication terminal's CHAT (BSI
// TR-03110-4 §2.2.3.2). The card grants what stands in every certificate of the chain and in the
// rights that the citizen confirmed.
#pragma once

#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"

namespace kiosk::eid {

class Rights {
  public:
    static constexpr int verify_age = 0;
    static constexpr int can_allowed = 4;
    [[nodiscard]] static constexpr int read_data_group(int number) { return 7 + number; }

    // A Certificate Holder Authorization Template's content: id-AT and five bytes.
    [[nodiscard]] static Outcome<Rights> parse(ByteView template_value);

    [[nodiscard]] bool has(int right) const { return (bits_ >> right & 1U) != 0; }
    void add(int right) { bits_ |= std::uint64_t{1} << right; }
    [[nodiscard]] Rights operator&(Rights other) const;

    [[nodiscard]] SecretBytes encode() const;  // with its tag 7F4C

  private:
    std::uint64_t bits_ = 0;
};

}  // namespace kiosk::eid
