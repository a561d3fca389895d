#include "kiosk/answers/plain_text.h"

#include "kiosk/base/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace kiosk::answers {
namespace {

constexpr std::array<std::pair<std::string_view, UChar32>, 20> entities = {{
    {"amp", '&'},    {"lt", '<'},     {"gt", '>'},     {"quot", '"'},   {"apos", '\''},
    {"nbsp", ' '},   {"auml", U'ä'},  {"ouml", U'ö'},  {"uuml", U'ü'},  {"Auml", U'Ä'},
    {"Ouml", U'Ö'},  {"Uuml", U'Ü'},  {"szlig", U'ß'}, {"euro", U'€'},  {"sect", U'§'},
    {"ndash", U'–'}, {"bdquo", U'„'}, {"ldquo", U'“'}, {"rdquo", U'”'}, {"eacute", U'é'},
}};

constexpr std::array<std::string_view, 17> line_tags = {"br", "p",     "li", "ul", "ol",     "div",
                                                        "tr", "table", "h1", "h2", "h3",     "h4",
                                                        "h5", "h6",    "dt", "dd", "section"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

UChar32 numbered(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole && value > 0 && value < 0x110000 && !U_IS_SURROGATE(value)
               ? static_cast<UChar32>(value)
               : 0;
}

// The character of "&name;" at the start of `rest`, and how many bytes it takes; 0 when it is none.
std::pair<UChar32, std::size_t> entity_at(std::string_view rest) {
    const std::size_t end = rest.substr(0, 12).find(';');
    if (end == std::string_view::npos || end < 2) return {0, 0};
    const std::string_view name = rest.substr(1, end - 1);
    if (name[0] == '#') return {numbered(name.substr(1)), end + 1};
    const auto* const found =
        std::ranges::find(entities, name, &decltype(entities)::value_type::first);
    return {found == entities.end() ? 0 : found->second, end + 1};
}

std::string tag_name(std::string_view tag) {
    std::string name;
    for (const char c : tag.substr(tag.starts_with("</") ? 2 : 1)) {
        if (!is_letter(c) && !(c >= '0' && c <= '9')) break;
        name += is_letter(c) ? static_cast<char>(c | 0x20) : c;
    }
    return name;
}

// Where the tag or comment at the start of `rest` ends; 0 when none stands there.
std::size_t markup_length(std::string_view rest) {
    if (rest.starts_with("<!--")) {
        const std::size_t end = rest.find("-->", 4);
        return end == std::string_view::npos ? rest.size() : end + 3;
    }
    if (rest.size() < 2 || !(is_letter(rest[1]) || rest[1] == '/' || rest[1] == '!')) return 0;
    const std::size_t end = rest.find('>');
    return end == std::string_view::npos ? 0 : end + 1;
}

// What a script or style element holds is no text.
std::size_t hidden_length(std::string_view rest, std::string_view name) {
    if (name != "script" && name != "style") return 0;
    const std::size_t end = rest.find("</" + std::string(name));
    return end == std::string_view::npos ? rest.size() : end;
}

bool is_invisible(UChar32 character) {
    const auto type = u_charType(character);
    return type == U_FORMAT_CHAR || character == 0xFFFD || character == 0xFEFF ||
           (type == U_CONTROL_CHAR && character != '\n' && character != '\t' && character != '\r');
}

// Tags and entities resolved; line breaks of the source are blanks, those of the tags "\n".
std::string without_markup(std::string_view html) {
    std::string text;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            if (const std::size_t length = markup_length(html.substr(i)); length > 0) {
                const std::string name = tag_name(html.substr(i, length));
                text += std::ranges::find(line_tags, name) != line_tags.end() ? '\n' : ' ';
                if (text.back() == ' ' && (name == "b" || name == "i" || name == "strong" ||
                                           name == "em" || name == "span" || name == "a"))
                    text.pop_back();  // these stand inside a word's line
                i += length;
                if (html[i - length + 1] != '/') i += hidden_length(html.substr(i), name);
                continue;
            }
        }
        if (html[i] == '&') {
            if (const auto [character, length] = entity_at(html.substr(i)); character != 0) {
                icu::UnicodeString(character).toUTF8String(text);
                i += length;
                continue;
            }
        }
        text += html[i] == '\n' || html[i] == '\r' ? ' ' : html[i];
        ++i;
    }
    return text;
}

void end_line(std::vector<std::string>& lines, icu::UnicodeString& line) {
    line.trim();
    std::string text;
    if (!line.isEmpty()) lines.push_back(line.toUTF8String(text));
    line.remove();
}

bool is_utf8(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(nullptr, 0, &length, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                  &status);
    return status != U_INVALID_CHAR_FOUND;
}

}  // namespace

std::string as_utf8(std::string_view bytes) {
    bytes = bytes.substr(0, INT32_MAX);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (is_utf8(bytes)) return std::string(bytes);
    std::string text;
    icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), "windows-1252")
        .toUTF8String(text);
    return text;
}

std::vector<std::string> plain_lines(std::string_view html) {
    const auto text = icu::UnicodeString::fromUTF8(without_markup(html));
    std::vector<std::string> lines;
    icu::UnicodeString line;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        if (character == '\n')
            end_line(lines, line);
        else if (u_isUWhiteSpace(character) != 0)
            line.append(line.isEmpty() || line.endsWith(u" ") ? u"" : u" ");
        else if (!is_invisible(character))
            line.append(character);
    }
    end_line(lines, line);
    return lines;
}

std::string plain_text(std::string_view html) {
    std::string text;
    for (const std::string& line : plain_lines(html)) text += (text.empty() ? "" : " ") + line;
    return text;
}

std::vector<std::string> listed_words(std::string_view text) {
    std::vector<std::string> words;
    std::set<std::string> seen;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;|\n"), text.size());
        std::string word = plain_text(text.substr(0, end));
        if (!word.empty() && seen.insert(word).second) words.push_back(std::move(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string day_of(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    std::string day(text.substr(0, 10));
    if (day.size() == 10 && day[2] == '.' && day[5] == '.')
        day = day.substr(6, 4) + "-" + day.substr(3, 2) + "-" + day.substr(0, 2);
    return parse_date(day) ? day : "";
}

void cut(std::string& text, std::size_t most) {
    if (text.size() <= most) return;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text.resize(most);
}

bool is_web_address(std::string_view url) {
    return url.size() <= 2000 && (url.starts_with("https://") || url.starts_with("http://")) &&
           std::ranges::none_of(url, [](char c) {
               return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>';
           });
}

}  // namespace kiosk::answers
