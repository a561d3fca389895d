#include "kiosk/forms/characters.h"

#include "kiosk/base/secret.h"
#include "kiosk/forms/din_91379.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
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

// A name as UTF-16 in NFC, wiped afterwards. No field is longer.
class Composed {
  public:
    explicit Composed(std::string_view utf8) {
        UErrorCode error = U_ZERO_ERROR;
        std::int32_t typed_length = 0;
        u_strFromUTF8(typed_.data(), room, &typed_length, utf8.data(),
                      static_cast<std::int32_t>(utf8.size()), &error);
        const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
        length_ = unorm2_normalize(nfc, typed_.data(), typed_length, text_.data(), room, &error);
        whole_ = U_SUCCESS(error) != 0;
    }
    Composed(const Composed&) = delete;
    Composed& operator=(const Composed&) = delete;
    ~Composed() {
        wipe(typed_.data(), sizeof typed_);
        wipe(text_.data(), sizeof text_);
    }

    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] std::u16string_view text() const {
        return {text_.data(), static_cast<std::size_t>(length_)};
    }

  private:
    static constexpr std::int32_t room = 512;
    std::array<char16_t, room> typed_{}, text_{};
    std::int32_t length_ = 0;
    bool whole_ = false;
};

bool turns_direction(UChar32 point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0x200E || point == 0x200F || point == 0x061C;
}

}  // namespace

// Letters with separate marks are judged as what they are composed to; they are kept as typed.
bool fits_names(std::string_view utf8) {
    const Composed name(utf8);
    bool any_letter = false;
    for (auto rest = name.text(); name.whole() && !rest.empty();) {
        const std::size_t letter = din_91379::letter_at(rest);
        if (letter == 0 && !din_91379::is_mark(rest.front())) return false;
        any_letter = any_letter || letter > 0;
        rest.remove_prefix(std::max<std::size_t>(letter, 1));
    }
    return name.whole() && any_letter;
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
