#include "kiosk/text/pattern.h"

#include <algorithm>
#include <map>
#include <optional>

#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

namespace kiosk::text {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

// "#" of a plural is a placeholder too; ICU fills it, so the isolates go around it in the pattern.
// ICU also gives "{name}" inside a plural; its argument comes isolated already.
icu::UnicodeString with_isolated_counts(const icu::MessagePattern& parts) {
    icu::UnicodeString pattern = parts.getPatternString();
    for (std::int32_t i = parts.countParts(); i-- > 0;) {
        const auto& part = parts.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_REPLACE_NUMBER) continue;
        pattern.insert(part.getLimit(), static_cast<UChar>(0x2069));
        pattern.insert(part.getIndex(), static_cast<UChar>(0x2068));
    }
    return pattern;
}

}  // namespace

std::string isolated(std::string_view text) {
    return std::string(isolate) + std::string(text) + std::string(end_of_isolate);
}

struct Pattern::Inside {
    // A text of plain placeholders is its literal pieces with the names between them.
    struct Piece {
        std::string literal;
        std::string name;  // empty after the last literal
    };
    std::vector<Piece> pieces;
    std::set<std::string> names;
    std::set<std::string> counted;  // arguments that plurals and numbers need as numbers
    std::unique_ptr<icu::MessageFormat> format;  // only where there is more than plain placeholders

    void read(const icu::MessagePattern& parts);
    void read_names(const icu::MessagePattern& parts);
    [[nodiscard]] std::string fill_plain(
        const std::map<std::string_view, std::string>& words) const;
};

Pattern::Pattern() : inside_(std::make_unique<Inside>()) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

const std::set<std::string>& Pattern::placeholders() const {
    return inside_->names;
}

void Pattern::Inside::read(const icu::MessagePattern& parts) {
    const icu::UnicodeString& text = parts.getPatternString();
    icu::UnicodeString literal;
    std::int32_t from = 0;
    const auto take_until = [&](std::int32_t index) {
        literal += text.tempSubStringBetween(from, index);
    };
    for (std::int32_t i = 0; i < parts.countParts(); ++i) {
        const auto* part = &parts.getPart(i);
        if (part->getType() == UMSGPAT_PART_TYPE_ARG_START) {
            take_until(part->getIndex());
            pieces.push_back({utf8_of(literal), utf8_of(parts.getSubstring(parts.getPart(i + 1)))});
            literal.remove();
            i = parts.getLimitPartIndex(i);  // what is nested in it is ICU's
            part = &parts.getPart(i);
        } else if (part->getType() == UMSGPAT_PART_TYPE_SKIP_SYNTAX ||
                   part->getType() == UMSGPAT_PART_TYPE_MSG_LIMIT) {
            take_until(part->getIndex());
        } else {
            continue;
        }
        from = part->getLimit();
    }
    pieces.push_back({utf8_of(literal), {}});
    read_names(parts);
}

void Pattern::Inside::read_names(const icu::MessagePattern& parts) {
    for (std::int32_t i = 0; i < parts.countParts(); ++i) {
        const auto& part = parts.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
        const std::string name = utf8_of(parts.getSubstring(parts.getPart(i + 1)));
        names.insert(name);
        if (part.getArgType() != UMSGPAT_ARG_TYPE_NONE) counted.insert(name);
    }
}

Result<Pattern> Pattern::parse(std::string_view utf8, std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const auto text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    const icu::MessagePattern parts(text, &where, status);
    if (U_FAILURE(status))
        return fail(ErrorKind::invalid_configuration, "no MessageFormat: character " +
                                                          std::to_string(where.offset) + ": " +
                                                          u_errorName(status));
    Pattern pattern;
    pattern.inside_->read(parts);
    if (pattern.inside_->counted.empty()) return pattern;
    const auto locale = icu::Locale::forLanguageTag(
        {language.data(), static_cast<std::int32_t>(language.size())}, status);
    pattern.inside_->format =
        std::make_unique<icu::MessageFormat>(with_isolated_counts(parts), locale, status);
    if (U_FAILURE(status))
        return fail(ErrorKind::invalid_configuration,
                    std::string("no MessageFormat: ") + u_errorName(status));
    return pattern;
}

std::string Pattern::Inside::fill_plain(
    const std::map<std::string_view, std::string>& words) const {
    std::string filled;
    for (const Piece& piece : pieces) {
        filled += piece.literal;
        if (!piece.name.empty()) filled += words.at(piece.name);
    }
    return filled;
}

Result<std::string> Pattern::fill(const std::vector<Filling>& fillings) const {
    std::map<std::string_view, std::string> words;
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const Filling& filling : fillings) {
        const auto* number = std::get_if<std::int64_t>(&filling.value);
        const bool counts = inside_->counted.contains(std::string(filling.name));
        const std::string word =
            isolated(number ? std::to_string(*number) : std::get<std::string>(filling.value));
        if (number && counts)
            values.emplace_back(*number);
        else if (counts)
            values.emplace_back(icu::UnicodeString::fromUTF8(std::get<std::string>(filling.value)));
        else
            values.emplace_back(icu::UnicodeString::fromUTF8(word));
        names.push_back(icu::UnicodeString::fromUTF8(std::string(filling.name)));
        words.insert_or_assign(filling.name, word);
    }
    for (const std::string& name : inside_->names)
        if (!words.contains(name))
            return fail(ErrorKind::invalid_input, "argument missing: " + name);
    if (!inside_->format) return inside_->fill_plain(words);

    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString filled;
    inside_->format->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()),
                            filled, status);
    if (U_FAILURE(status))
        return fail(ErrorKind::invalid_input,
                    std::string("cannot be filled: ") + u_errorName(status));
    return utf8_of(filled);
}

}  // namespace kiosk::text
