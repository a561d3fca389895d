// The office's key as the agent has checked it, left for the terminal as a note in the journal. The
// terminal has no network: it believes this note, and judges only its age.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <string>
#include <string_view>

namespace kiosk::orders {

// The FIT-Connect metadata schema that sealed orders carry; a destination must list it.
inline constexpr const char* metadata_version = "1.0.0";

struct OfficeKey {
    std::string destination_id;
    std::string kid;
    std::string jwk;        // public
    Instant checked{};      // last revocation check; older than 7 days: no new sealing to it
    Instant valid_until{};  // end of the certificate; a session starts only with 7 days left
};

// "office_key.<destination>"
[[nodiscard]] std::string note_name(std::string_view destination_id);

// {"destination_id","kid","jwk":{…},"checked","valid_until"}, instants as ISO 8601 in UTC.
[[nodiscard]] std::string to_note(const OfficeKey& key);
// A note that says "problem" means: no usable key, refused with that code. invalid_input:
// malformed.
[[nodiscard]] Result<OfficeKey> office_key_from_note(std::string_view text);

// May an order be sealed to it now? Certificate not ended, and revocation checked within 7 days.
// A key checked more than a day in the future was checked by another clock. refused, and why.
[[nodiscard]] Result<void> may_seal(const OfficeKey& key, Instant now);
// May a session start on it? As above and still in an hour, and 7 days of the certificate are left,
// so that the office can still open what waits.
[[nodiscard]] Result<void> may_start_session(const OfficeKey& key, Instant now);

}  // namespace kiosk::orders
