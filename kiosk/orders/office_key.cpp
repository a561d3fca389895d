#include "kiosk/orders/office_key.h"

#include "kiosk/jose/json.h"

#include <charconv>

namespace kiosk::orders {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_check_age = std::chrono::days(7);
constexpr auto shortest_validity = std::chrono::days(7);
constexpr auto longest_session = 1h;

// "2026-11-24T05:21:53Z", as to_iso() writes it.
Result<Instant> parse_instant(const std::string& text) {
    const auto bad = [] { return fail(ErrorKind::invalid_input, "office key: bad instant"); };
    const auto two = [&text](std::size_t at) {
        int number = -1;
        std::from_chars(text.data() + at, text.data() + at + 2, number);
        return number;
    };
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != 'Z')
        return bad();
    const auto date = parse_date(text.substr(0, 10));
    const int hour = two(11);
    const int minute = two(14);
    const int second = two(17);
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return bad();
    return Instant(std::chrono::sys_days(*date) + std::chrono::hours(hour) +
                   std::chrono::minutes(minute) + std::chrono::seconds(second));
}

}  // namespace

std::string note_name(std::string_view destination_id) {
    return "office_key." + std::string(destination_id);
}

std::string to_note(const OfficeKey& key) {
    const auto jwk = nlohmann::json::parse(key.jwk, nullptr, false);
    const nlohmann::json note{{"destination_id", key.destination_id},
                              {"kid", key.kid},
                              {"jwk", jwk.is_discarded() ? nlohmann::json() : jwk},
                              {"checked", to_iso(key.checked)},
                              {"valid_until", to_iso(key.valid_until)}};
    return note.dump();
}

Result<OfficeKey> office_key_from_note(std::string_view text) {
    const auto note = TRY(jose::parse_object(text, 1U << 20U));
    if (note.contains("problem"))
        return fail(ErrorKind::refused, TRY(jose::string_member(note, "problem")));
    const auto jwk = note.find("jwk");
    if (jwk == note.end() || !jwk->is_object())
        return fail(ErrorKind::invalid_input, "office key: no jwk");
    OfficeKey key;
    key.destination_id = TRY(jose::string_member(note, "destination_id"));
    key.kid = TRY(jose::string_member(note, "kid"));
    key.jwk = jwk->dump();
    key.checked = TRY(parse_instant(TRY(jose::string_member(note, "checked"))));
    key.valid_until = TRY(parse_instant(TRY(jose::string_member(note, "valid_until"))));
    return key;
}

Result<void> may_seal(const OfficeKey& key, Instant now) {
    if (key.checked > now + std::chrono::days(1))
        return fail(ErrorKind::refused, "office_key_checked_in_future");
    if (now - key.checked > longest_check_age)
        return fail(ErrorKind::refused, "office_key_check_too_old");
    if (key.valid_until <= now) return fail(ErrorKind::refused, "office_key_ended");
    return {};
}

Result<void> may_start_session(const OfficeKey& key, Instant now) {
    TRY_VOID(may_seal(key, now));
    TRY_VOID(may_seal(key, now + longest_session));
    if (key.valid_until - now < shortest_validity)
        return fail(ErrorKind::refused, "office_key_ends_soon");
    return {};
}

}  // namespace kiosk::orders
