// Texts of other catalogues come as HTML, in any encoding. Here they become plain text; the words
// themselves stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// Well-formed UTF-8 without byte order mark. What is no UTF-8 is read as Windows-1252, as
// spreadsheets write it.
[[nodiscard]] std::string as_utf8(std::string_view bytes);

// Without tags, comments and invisible characters, entities resolved; a line a paragraph, list
// entry or table row, each without needless blanks. A "<" that opens no tag stays.
[[nodiscard]] std::vector<std::string> plain_lines(std::string_view html);
// The same on one line.
[[nodiscard]] std::string plain_text(std::string_view html);

// "a, b; c" → a, b, c; without empty and repeated parts.
[[nodiscard]] std::vector<std::string> listed_words(std::string_view text);

// The day that "2026-06-08T07:41:01+02:00", "2026-06-08" or "08.06.2026" begins with, as ISO 8601;
// empty for anything else.
[[nodiscard]] std::string day_of(std::string_view text);

// Shortens to at most so many bytes, at the start of a character.
void cut(std::string& text, std::size_t most);
// Of the web (http, https), of bounded length and without what an address never holds.
[[nodiscard]] bool is_web_address(std::string_view url);

}  // namespace kiosk::answers
