// The head of a mail as it goes over the wire (RFC 5322, MIME RFC 2047).
#pragma once

#include "kiosk/ports/mailer.h"

#include <string>
#include <string_view>
#include <vector>

namespace drivers {

// Something that can stand between angle brackets: one @, no space, bracket, comma or control
// character, at most 254 bytes.
[[nodiscard]] bool is_address(std::string_view text);

// "Subject: …" and its like, without line ends.
[[nodiscard]] std::vector<std::string> headers_of(const kiosk::Mail& mail, const std::string& from);

}  // namespace drivers
