// What the control room wants of one terminal, signed, numbered and only for a while.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/jose/eddsa.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kiosk::fleet {

enum class Verb { out_of_service, in_service, restart, test_print, test_reader, report };
[[nodiscard]] std::string_view name_of(Verb verb);
[[nodiscard]] std::optional<Verb> verb_named(std::string_view name);

enum class When {
    idle,  // as soon as nobody is using the terminal
    now,   // an open visit is warned, and ended at the latest after 120 s
};
[[nodiscard]] std::string_view name_of(When when);
[[nodiscard]] std::optional<When> when_named(std::string_view name);

struct Job {
    std::string city;
    std::string terminal;
    std::int64_t number = 0;  // 1…2^53, rising
    Verb verb = Verb::report;
    When when = When::idle;
    Instant issued{};
    Instant expires{};
    std::string reason = {};         // for people; no name of a citizen
    std::optional<Instant> until{};  // of out_of_service; absent: until further notice
    friend bool operator==(const Job&, const Job&) = default;
};

inline constexpr std::int64_t highest_number = std::int64_t{1} << 53U;
inline constexpr std::size_t longest_reason = 200;  // characters

// UTF-8 without control characters, at most 200 characters.
[[nodiscard]] bool is_reason(std::string_view text);

// The rules that one job must keep, for who issues it and who receives it: names, number, a reason
// for out_of_service and for `now`, until only with out_of_service and after issued, expires after
// issued. invalid_input, the detail being a code: "reason_missing".
[[nodiscard]] Result<void> check(const Job& job);

[[nodiscard]] nlohmann::json to_json(const Job& job);
// invalid_input: not a job as above, or one with members that are not known here.
[[nodiscard]] Result<Job> parse_job(const nlohmann::json& json);

// Compact JWS of at most 8 KiB, typ "kiosk-job+json".
[[nodiscard]] Result<std::string> sign(const Job& job, const jose::SigningKey& key);
// not_authentic: no signature of this key's. invalid_input: signed, but not a job as above, or one
// with members that are not known here.
[[nodiscard]] Result<Job> open_signed(std::string_view compact, const jose::VerifyingKey& key);

// What is known of a job that is signed, and for this terminal, but not to be understood here: of a
// newer control room. Enough to refuse it by its number.
struct UnknownJob {
    std::int64_t number = 0;
    std::string verb;
};
[[nodiscard]] std::optional<UnknownJob> open_unknown(std::string_view compact,
                                                     const jose::VerifyingKey& key,
                                                     std::string_view city,
                                                     std::string_view terminal);

}  // namespace kiosk::fleet
