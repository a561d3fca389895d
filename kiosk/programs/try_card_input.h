// The secrets of kiosk-try card, read from standard input straight into locked memory: no library
// in between keeps a copy of a PIN.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/base/secret.h"

#include <optional>
#include <string_view>

namespace kiosk::programs {

struct CardInput {
    std::optional<SecretText> pin;
    std::optional<SecretText> new_pin;
    std::optional<SecretText> can;
    std::optional<SecretText> puk;
    bool spend_last_try = false;
};

// A flat JSON object of these members, their text of 1 to 16 digits. invalid_input for anything
// else.
[[nodiscard]] Result<CardInput> parse_card_input(std::string_view json);

// At most 1 KiB of standard input.
[[nodiscard]] Result<CardInput> read_card_input();

}  // namespace kiosk::programs
