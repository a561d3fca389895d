// The terminal's own record of the jobs it has ended: a hash over each and all before it, which the
// control room adds up as well. Where both differ, one of them was changed.
#pragma once

#include "kiosk/base/date.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::fleet {

// A job that the terminal will not do any more. Words and codes only.
struct EndedJob {
    std::int64_t number = 0;
    std::string verb = {};
    std::string outcome = {};  // one of those below
    std::string detail = {};   // a code, or empty
    Instant at{};
    friend bool operator==(const EndedJob&, const EndedJob&) = default;
};

// done, expired, refused, failed, interrupted.
[[nodiscard]] bool is_outcome(std::string_view word);

struct ChainHead {
    std::int64_t number = 0;                  // of the last ended job; 0: none
    std::string hash = std::string(64, '0');  // lower-case hex
    friend bool operator==(const ChainHead&, const ChainHead&) = default;
};

// SHA-256 in lower-case hex, as a head has it.
[[nodiscard]] bool is_hash(std::string_view text);

// The head after one more ended job: SHA-256 over the hash before, number, verb, outcome, detail
// and the time of its end ("2026-12-01T10:14:05Z"), with a line feed between them.
[[nodiscard]] ChainHead after(const ChainHead& head, const EndedJob& job);

}  // namespace kiosk::fleet
