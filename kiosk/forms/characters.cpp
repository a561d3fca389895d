#include "kiosk/forms/characters.h"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace kiosk::forms {
namespace {

// Gives each code point to `fits`; false for the first that does not fit and for malformed UTF-8.
template <class Fits>
bool all_fit(std::string_view utf8, Fits fits) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 point = 0;
        U8_NEXT(bytes, at, size, point);
        if (point < 0 || !fits(point)) return false;
    }
    return true;
}

// The blocks that DIN 91379 draws its letters from: Basic Latin to Latin Extended-B, the few IPA
// letters it names, Latin Extended Additional.
bool is_name_letter(UChar32 point) {
    UErrorCode error = U_ZERO_ERROR;
    const bool in_blocks = point <= 0x024F || point == 0x0259 || point == 0x0268 ||
                           point == 0x0292 || (point >= 0x1E00 && point <= 0x1EFF);
    return in_blocks && u_isalpha(point) && uscript_getScript(point, &error) == USCRIPT_LATIN &&
           point != 0xAA && point != 0xBA;
}

bool is_combining(UChar32 point) {
    return (point >= 0x0300 && point <= 0x0338) || point == 0x035F || point == 0x0360;
}

bool stands_between(UChar32 point) {
    constexpr std::u32string_view marks = U" '’-.,`´·ʹʺʼʾʿˈˌ‡~¨";
    return marks.find(static_cast<char32_t>(point)) != std::u32string_view::npos;
}

bool turns_direction(UChar32 point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0x200E || point == 0x200F || point == 0x061C;
}

}  // namespace

bool fits_names(std::string_view utf8) {
    bool any_letter = false;
    bool after_letter = false;
    const bool fit = all_fit(utf8, [&](UChar32 point) {
        if (is_combining(point)) return after_letter;
        after_letter = is_name_letter(point);
        any_letter = any_letter || after_letter;
        return after_letter || stands_between(point);
    });
    return fit && any_letter;
}

bool is_printable(std::string_view utf8) {
    return all_fit(utf8, [](UChar32 point) {
        const auto kind = u_charType(point);
        return kind != U_CONTROL_CHAR && kind != U_UNASSIGNED && kind != U_PRIVATE_USE_CHAR &&
               kind != U_SURROGATE && kind != U_LINE_SEPARATOR && kind != U_PARAGRAPH_SEPARATOR &&
               !turns_direction(point);
    });
}

std::size_t length_of(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    return count;
}

}  // namespace kiosk::forms
