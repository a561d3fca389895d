#include "kiosk/visit/typing.h"

#include "kiosk/forms/entry.h"
#include "kiosk/forms/field_ids.h"

#include <algorithm>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

namespace kiosk::visit {
namespace {

// Pages of screens/toolkit/keyboard.h that the visit chooses by itself.
constexpr int capitals = 0;
constexpr int small_letters = 1;

constexpr std::size_t longest_date = 10;  // "12.08.1964"

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The text belongs to the citizen: the copy that ICU was given is wiped.
class Characters {
  public:
    explicit Characters(std::string_view utf8)
        : text_(icu::UnicodeString::fromUTF8(
              icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())))) {
        UErrorCode status = U_ZERO_ERROR;
        iterator_.reset(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        iterator_->setText(text_);
    }
    ~Characters() {
        const auto length = text_.length();
        if (auto* buffer = text_.getBuffer(length)) std::fill_n(buffer, length, u'\0');
        text_.releaseBuffer(0);
    }
    Characters(const Characters&) = delete;
    Characters& operator=(const Characters&) = delete;

    [[nodiscard]] std::size_t count() const {
        std::size_t characters = 0;
        iterator_->first();
        while (iterator_->next() != icu::BreakIterator::DONE) ++characters;
        return characters;
    }
    [[nodiscard]] std::string without_last() const {
        std::string utf8;
        const auto end = iterator_->last();
        const auto start = end == 0 ? 0 : iterator_->previous();
        text_.tempSubStringBetween(0, start).toUTF8String(utf8);
        return utf8;
    }

  private:
    icu::UnicodeString text_;
    std::unique_ptr<icu::BreakIterator> iterator_;
};

bool takes(const forms::Field& field, std::string_view key) {
    using enum forms::FieldKind;
    const auto only = [&](std::string_view others) {
        return std::all_of(key.begin(), key.end(), [&](char c) {
            return is_digit(c) || others.find(c) != std::string_view::npos;
        });
    };
    if (is_date(field)) return only(".");
    return field.kind != number || only("");
}

std::size_t longest(const forms::Field& field) {
    if (is_date(field)) return longest_date;
    if (field.kind == forms::FieldKind::number) return std::to_string(field.largest).size();
    return field.longest;
}

// "12" → "12.", "12.08" → "12.08."; of a partial date a year may come first, so its dots wait for
// the fifth digit.
std::string with_dots(const forms::Field& field, std::string typed) {
    const auto dots = std::count(typed.begin(), typed.end(), '.');
    if (field.kind == forms::FieldKind::partial_date && dots == 0) {
        if (typed.size() == 5) typed.insert(4, ".").insert(2, ".");
        return typed;
    }
    if (field.kind == forms::FieldKind::date && typed.back() != '.') {
        const auto part = typed.size() - (typed.rfind('.') + 1);
        if (dots < 2 && part == 2) typed += '.';
    }
    return typed;
}

}  // namespace

bool is_date(const forms::Field& field) {
    return field.kind == forms::FieldKind::date || field.kind == forms::FieldKind::partial_date;
}

bool is_typed(const forms::Field& field) {
    using enum forms::FieldKind;
    switch (field.kind) {
        case choice:
        case several:
        case consent:
        case yes_no:
        case country:
            return false;
        case number:
            return field.largest > 10;
        default:
            return true;
    }
}

std::optional<std::string> with_key(const forms::Field& field, std::string_view value,
                                    std::string_view key) {
    if (key.empty() || !takes(field, key)) return std::nullopt;
    auto typed = shown(field, value);
    const bool nothing_before = typed.empty() || typed.back() == '.' || typed.back() == ' ';
    if (nothing_before && (key == " " || (is_date(field) && key == "."))) return std::string(value);
    typed += key;
    if (Characters(typed).count() > longest(field)) return std::nullopt;
    return is_date(field) ? with_dots(field, std::move(typed)) : typed;
}

std::string without_last(const forms::Field& field, std::string_view value) {
    auto shorter = Characters(shown(field, value)).without_last();
    // The dot that came by itself goes by itself.
    if (field.kind == forms::FieldKind::date && !shorter.empty() && value.back() == '.')
        shorter.pop_back();
    return shorter;
}

std::string shown(const forms::Field& field, std::string_view value) {
    return value == forms::unknown ? std::string() : forms::as_typed(field, value);
}

int keyboard_page_after(const forms::Field& field, std::string_view value, int page_now) {
    if (page_now > small_letters) return page_now;
    const bool begins =
        value.empty() || value == forms::unknown ||
        (field.kind == forms::FieldKind::name && (value.back() == ' ' || value.back() == '-'));
    return begins && field.kind != forms::FieldKind::email ? capitals : small_letters;
}

}  // namespace kiosk::visit
