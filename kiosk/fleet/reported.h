// What a terminal says about itself. By type there is no room for personal data: numbers, instants,
// and words of at most 64 characters out of [A-Za-z0-9._-].
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"
#include "kiosk/fleet/job_chain.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::fleet {

struct Service {
    std::string state = {};  // in_service, out_of_service
    std::string cause = {};  // a code: "closed.by_staff"; empty in service
    Instant since{};
    std::optional<Instant> until{};
    bool in_use = false;
    friend bool operator==(const Service&, const Service&) = default;
};

struct Part {
    std::string part = {};   // printer, paper, card_reader, keypad, display, disk, clock, journal
    std::string state = {};  // XFS4IoT's words: deviceOnline, paperOut, …; ok, low, full, …
    Instant since{};
    friend bool operator==(const Part&, const Part&) = default;
};

struct Waiting {
    std::int64_t orders = 0;
    std::int64_t oldest_s = 0;
    std::int64_t needs_staff = 0;
    friend bool operator==(const Waiting&, const Waiting&) = default;
};

struct Reported {
    std::string terminal = {}, city = {};
    Instant at{};
    std::string software = {};
    Service service{};
    std::vector<Part> parts{};
    Waiting waiting{};
    std::vector<EndedJob> results{};  // lowest number first
    ChainHead head{};
    std::int64_t refused_jobs = 0;
    friend bool operator==(const Reported&, const Reported&) = default;

    // The state of a part; empty when the terminal says nothing of it.
    [[nodiscard]] std::string_view state_of(std::string_view part) const;
};

[[nodiscard]] std::string to_json(const Reported& reported);

// At most 16 KiB. Members and words of a newer terminal are no mistake; wrong types, a missing
// member, numbers below zero, more than 32 parts or 100 results are: invalid_input.
[[nodiscard]] Result<Reported> parse_reported(std::string_view text);

// The document with what a newer terminal says more, but numbers, instants and words only: there is
// no room for a person in what is kept. invalid_input as above.
[[nodiscard]] Result<std::string> without_free_text(std::string_view text);

}  // namespace kiosk::fleet
