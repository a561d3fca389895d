#include "kiosk/eid/data_groups.h"

#include "kiosk/base/date.h"
#include "kiosk/eid/card_text.h"
#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr Tag utf8_string = 0x0C;
constexpr Tag numeric_string = 0x12;
constexpr Tag printable_string = 0x13;
constexpr Tag octet_string = 0x04;
constexpr Tag sequence = 0x30;
constexpr Tag set_of = 0x31;
constexpr Tag free_text_place = 0xA1;
constexpr Tag no_place = 0xA2;

// Data group n is [APPLICATION n], constructed.
Tag tag_of(Field field) {
    return 0x60U + static_cast<Tag>(number_of(field));
}

Outcome<SecretText> only_text(Tag kind, ByteView bytes) {
    return text_from_card(TRY(only(kind, bytes)));
}

// [tag] EXPLICIT text, or nothing.
Outcome<std::optional<SecretText>> part(TlvReader& place, Tag tag, Tag kind) {
    const auto value = TRY(place.take(tag));
    if (!value) return std::optional<SecretText>();
    return std::optional(TRY(only_text(kind, *value)));
}

Outcome<FieldValue> structured(ByteView value) {
    TlvReader reader(value);
    Place place;
    place.street = TRY(part(reader, 0xAA, utf8_string));
    place.city = TRY(part(reader, 0xAB, utf8_string));
    place.state = TRY(part(reader, 0xAC, utf8_string));
    place.country = TRY(part(reader, 0xAD, printable_string));
    place.postal_code = TRY(part(reader, 0xAE, printable_string));
    TRY_VOID(reader.finish());
    return place;
}

// GeneralPlace; a residence may come as a set of them, of which the first counts.
Outcome<FieldValue> place_of(ByteView bytes) {
    TlvReader reader(bytes);
    const Element place = TRY(reader.next());
    TRY_VOID(reader.finish());
    switch (place.tag) {
        case sequence:
            return structured(place.value);
        case free_text_place:
        case no_place:
            return FreeText{TRY(only_text(utf8_string, place.value))};
        case set_of: {
            TlvReader places(place.value);
            const Element first = TRY(places.next());
            if (first.tag == set_of) return faulty("data group: place");
            return place_of(first.whole);
        }
        default:
            return faulty("data group: place");
    }
}

Outcome<FieldValue> community(ByteView bytes) {
    const ByteView id = TRY(only(octet_string, bytes));
    if (id.empty() || id.size() > 16) return faulty("data group: community");
    return SecretText(to_hex(id));
}

Outcome<std::optional<int>> digits_or_unknown(ByteView digits) {
    int number = 0;
    std::size_t blanks = 0;
    for (const std::uint8_t digit : digits) {
        if (digit == ' ')
            ++blanks;
        else if (digit < '0' || digit > '9')
            return faulty("data group: date");
        else
            number = number * 10 + (digit - '0');
    }
    if (blanks != 0 && blanks != digits.size()) return faulty("data group: date");
    if (number == 0) return std::optional<int>();
    return std::optional(number);
}

bool exists(const CardDate& date) {
    if (date.month && (*date.month > 12 || !date.year)) return false;
    if (!date.day) return true;
    if (!date.month) return false;
    return Date(std::chrono::year(*date.year),
                std::chrono::month(static_cast<unsigned>(*date.month)),
                std::chrono::day(static_cast<unsigned>(*date.day)))
        .ok();
}

}  // namespace

Outcome<CardDate> decode_date(ByteView digits) {
    if (digits.size() != 8) return faulty("data group: date");
    const CardDate date{.year = TRY(digits_or_unknown(digits.first(4))),
                        .month = TRY(digits_or_unknown(digits.subspan(4, 2))),
                        .day = TRY(digits_or_unknown(digits.subspan(6, 2)))};
    if (!exists(date)) return faulty("data group: no such date");
    return date;
}

Outcome<FieldValue> decode(Field field, ByteView file) {
    const ByteView content = TRY(only(tag_of(field), file));
    switch (field) {
        case Field::birth_date:
            return TRY(decode_date(TRY(only(numeric_string, content))));
        case Field::nationality:
            return TRY(only_text(printable_string, content));
        case Field::birth_place:
        case Field::address:
            return place_of(content);
        case Field::community_id:
            return community(content);
        default:
            return TRY(only_text(utf8_string, content));
    }
}

}  // namespace kiosk::eid
