// Why a step of delivery did not come off, sorted by what to do about it. The code goes into the
// journal, the log and the technician's screen; the portal's own words never reach a citizen.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"
#include "kiosk/ports/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::delivery {

enum class Sort {
    transient,  // this step may work later
    everyone,   // no order gets through now (no network, throttled, not the portal, no token)
    standing,   // stays until somebody changes a configuration; tried again slowly
    poison,     // this order is refused as it is; put aside for staff
};

struct Setback {
    Sort sort = Sort::transient;
    std::string code;                               // [a-z0-9_]
    std::optional<std::chrono::milliseconds> wait;  // what the portal asked for (Retry-After)
};

template <class T>
using Outcome = tl::expected<T, Setback>;

[[nodiscard]] inline tl::unexpected<Setback> setback(Sort sort, std::string code) {
    return tl::unexpected<Setback>(Setback{sort, std::move(code), std::nullopt});
}

// An exchange without an answer.
[[nodiscard]] Setback setback_of(const Error& error);
// An answer that is no success: RFC 9457 problems, throttling (RFC 6585 §4, RateLimit-Reset),
// redirects and pages of captive portals. A content type proves nothing and is not looked at.
[[nodiscard]] Setback setback_of(const HttpAnswer& answer, Instant now);
// Our own journal does not take the next step: nothing more may be sent.
[[nodiscard]] Setback setback_of_journal(const Error& error);

// "key: alg is not PS512" → "key_alg_is_not_ps512"; at most 60 characters.
[[nodiscard]] std::string code_of(std::string_view words);

// An HTTP date (RFC 9110 §5.6.7, the preferred form).
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace kiosk::delivery
