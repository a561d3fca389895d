// Mail to staff, handed to the city's mail server.
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace kiosk {

struct Mail {
    std::string id = {};       // the same each time it is tried: "20261201T101405Z-7"
    std::string to = {};       // one address
    std::string subject = {};  // UTF-8, one line
    std::string text = {};     // UTF-8, lines end in "\n"
    friend bool operator==(const Mail&, const Mail&) = default;
};

class Mailer {
  public:
    virtual ~Mailer() = default;
    // On success the mail server answers for it. unavailable, timed_out: trying again may help, and
    // it may arrive twice, under the same Message-ID. refused: the server will not have it.
    [[nodiscard]] virtual Result<void> send(const Mail& mail) = 0;
};

}  // namespace kiosk
