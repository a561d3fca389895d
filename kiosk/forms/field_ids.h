// Field ids that have a meaning for rules, fees and delivery; every other id is the service's own.
#pragma once

#include <string_view>

namespace kiosk::forms::ids {

// Answered for each certificate
inline constexpr std::string_view role = "role";
inline constexpr std::string_view principal_role = "principal_role";  // of the person one acts for
inline constexpr std::string_view all_dead_30_years = "all_dead_30_years";  // PStG § 62 (3)
inline constexpr std::string_view interest_reason = "interest_reason";
inline constexpr std::string_view office = "office";  // "leipzig", "elsewhere", "unknown"
inline constexpr std::string_view event_date = "event_date";
inline constexpr std::string_view register_number = "register_number";
inline constexpr std::string_view variant =
    "variant";  // "certificate", "multilingual", "register_printout"
inline constexpr std::string_view adopted = "adopted";  // PStG § 63 (1)
inline constexpr std::string_view omissions = "omissions";
inline constexpr std::string_view eu_forms = "eu_forms";  // languages
inline constexpr std::string_view eu_copies = "eu_copies";
inline constexpr std::string_view copies = "copies";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view free_copies = "free_copies";
inline constexpr std::string_view free_proof = "free_proof";

// Answered once for the order
inline constexpr std::string_view applicant_birth_date = "applicant_birth_date";
inline constexpr std::string_view delivery =
    "delivery";  // "cod", "pickup"; unanswered: cash on delivery
inline constexpr std::string_view residence = "residence";  // "germany", "abroad"

}  // namespace kiosk::forms::ids

namespace kiosk::forms {

// The answer "I don't know".
inline constexpr std::string_view unknown = "unknown";

}  // namespace kiosk::forms
