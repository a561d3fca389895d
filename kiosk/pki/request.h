// A terminal's key and its wish for a certificate (PKCS #10, RFC 2986).
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace kiosk::pki {

struct Request {
    std::string key_pem;      // PKCS #8, P-256, without a password; never leaves the terminal
    std::string request_pem;  // signed with it
};

// A new key. The name in the request is for people; the authority gives its own.
[[nodiscard]] Result<Request> make_request(const std::string& name);

}  // namespace kiosk::pki
