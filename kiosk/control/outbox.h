// Mails that are to be sent: written down together with what they are about, and sent afterwards.
#pragma once

#include "kiosk/control/records.h"
#include "kiosk/ports/mailer.h"

#include <cstddef>
#include <cstdint>

namespace kiosk::control {

// Inside a change. Its id is given here.
[[nodiscard]] Result<void> put_in_outbox(ControlStore& store, Mail mail, Instant now);

[[nodiscard]] Result<std::int64_t> mails_waiting(Records& records);

struct Posted {
    std::size_t sent = 0;
    std::size_t given_up = 0;  // the server will not have it, or it is a day old
    std::size_t left = 0;      // of those tried: later
};
// Tries what waits, oldest first, at most 50; ends at the first that a server does not take now.
[[nodiscard]] Result<Posted> empty_outbox(Records& records, Mailer& mailer);

}  // namespace kiosk::control
