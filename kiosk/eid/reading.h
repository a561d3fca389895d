// What can be asked of an eID card and what it tells: plain data, for everyone who reads a card by
// whatever way.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/secret.h"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::eid {

// The value is the number of the data group, which is also its short file identifier.
enum class Field : std::uint8_t {
    given_names = 4,
    family_name = 5,
    artistic_name = 6,
    academic_title = 7,
    birth_date = 8,
    birth_place = 9,
    nationality = 10,
    birth_name = 13,
    address = 17,
    community_id = 18,
};

inline constexpr auto all_fields = std::to_array<Field>(
    {Field::given_names, Field::family_name, Field::artistic_name, Field::academic_title,
     Field::birth_date, Field::birth_place, Field::nationality, Field::birth_name, Field::address,
     Field::community_id});

// The names of the contract of kiosk-try.
[[nodiscard]] std::string_view name_of(Field field);
[[nodiscard]] std::optional<Field> field_named(std::string_view name);

// A date of birth may be partly unknown.
struct CardDate {
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;
    friend bool operator==(const CardDate&, const CardDate&) = default;
};

// Text is kept byte for byte as it stands on the card.
struct Place {
    std::optional<SecretText> street;
    std::optional<SecretText> city;
    std::optional<SecretText> state;
    std::optional<SecretText> country;
    std::optional<SecretText> postal_code;
    friend bool operator==(const Place&, const Place&) = default;
};

// Also for "no place known": the card then says so in words.
struct FreeText {
    SecretText text;
    friend bool operator==(const FreeText&, const FreeText&) = default;
};

using FieldValue = std::variant<SecretText, CardDate, Place, FreeText>;

struct PinState {
    enum class Kind { ready, suspended, blocked, deactivated };
    Kind kind = Kind::ready;
    std::optional<int> tries_left;  // absent while deactivated
    friend bool operator==(const PinState&, const PinState&) = default;
};

constexpr int all_tries = 3;
constexpr std::size_t pin_digits = 6;
constexpr std::size_t transport_pin_digits = 5;
[[nodiscard]] bool is_digits(const SecretText& text, std::size_t count);

// Neither PIN nor CAN: both are typed on the reader's own keypad, where it has one.
struct Secrets {
    std::optional<SecretText> pin;  // 6 digits, or the 5 of the transport PIN
    std::optional<SecretText> can;
    bool spend_last_try = false;
};

struct ReadRequest {
    Secrets secrets;                  // the CAN alone: where the terminal is entitled to that
    std::vector<Field> fields;        // what the citizen let stand
    std::optional<Date> born_before;  // also ask: born on or before this day?
};

struct Reading {
    std::map<Field, FieldValue> fields;
    std::vector<Field> not_granted;
    std::vector<Field> absent;
    std::optional<bool> old_enough;
};

}  // namespace kiosk::eid
