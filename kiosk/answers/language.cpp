#include "kiosk/answers/language.h"

#include "kiosk/answers/words.h"

#include <array>
#include <map>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace kiosk::answers {
namespace {

constexpr std::array<std::string_view, 5> in_latin = {"de", "en", "tr", "vi", "pl"};

struct Letters {
    int latin = 0;
    int cyrillic = 0;
    int arabic = 0;
    std::map<std::string_view, int> telling;  // letters that only this language writes
};

void tell(UChar32 c, Letters& letters) {
    const UChar32 lower = u_tolower(c);
    const auto one_of = [lower](const char16_t* set) {
        return icu::UnicodeString(set).indexOf(lower) >= 0;
    };
    if (one_of(u"іїєґ")) ++letters.telling["uk"];
    if (one_of(u"ыэъё")) ++letters.telling["ru"];
    if (one_of(u"ğış")) ++letters.telling["tr"];
    if (one_of(u"ąęłśźżćń")) ++letters.telling["pl"];
    if (one_of(u"ơưđ") || (lower >= 0x1EA0 && lower <= 0x1EF9)) ++letters.telling["vi"];
    if (one_of(u"äß")) ++letters.telling["de"];
}

Letters letters_of(std::string_view text) {
    Letters letters;
    const auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
        const UChar32 c = unicode.char32At(i);
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode script = uscript_getScript(c, &status);
        letters.latin += script == USCRIPT_LATIN ? 1 : 0;
        letters.cyrillic += script == USCRIPT_CYRILLIC ? 1 : 0;
        letters.arabic += script == USCRIPT_ARABIC ? 1 : 0;
        tell(c, letters);
    }
    return letters;
}

std::map<std::string_view, int> small_words(std::string_view text) {
    std::map<std::string_view, int> counts;
    for (const std::string& word : words_of(folded(text)))
        for (const std::string_view language : {"de", "en", "tr", "vi", "pl", "uk", "ru"})
            if (is_stop_word(word, language)) ++counts[language];
    return counts;
}

std::string asked_of_cld(std::string_view text, std::string_view otherwise) {
    // Without the hint two German words pass for English: "Integrationskurs vormittags".
    const CLD2::CLDHints hints{nullptr, "", CLD2::UNKNOWN_ENCODING, CLD2::GERMAN};
    std::array<CLD2::Language, 3> likely{};
    std::array<int, 3> percent{};
    std::array<double, 3> score{};
    int letters = 0;
    bool reliable = false;
    const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
        text.data(), static_cast<int>(text.size()), true, &hints, 0, likely.data(), percent.data(),
        score.data(), nullptr, &letters, &reliable);
    const std::string code = CLD2::LanguageCode(language);
    for (const std::string_view known : in_latin)
        if (reliable && code == known) return code;
    return std::string(otherwise);
}

std::string cyrillic(const Letters& letters, std::string_view text) {
    const auto ukrainian = letters.telling.find("uk");
    const auto russian = letters.telling.find("ru");
    if (ukrainian != letters.telling.end() && russian == letters.telling.end()) return "uk";
    if (russian != letters.telling.end() && ukrainian == letters.telling.end()) return "ru";
    auto words = small_words(text);
    return words["uk"] > words["ru"] ? "uk" : "ru";
}

std::string latin(const Letters& letters, std::string_view text, std::string_view otherwise) {
    auto words = small_words(text);
    std::map<std::string_view, double> votes;
    for (const std::string_view language : in_latin) votes[language] = words[language];
    // Without their marks Vietnamese syllables are names elsewhere, too: "Tai Chi".
    if (!letters.telling.contains("vi") && words["vi"] < 3) votes["vi"] = 0;
    for (const auto& [language, count] : letters.telling) votes[language] += 1.5 * count;
    std::string_view best = "de";
    for (const std::string_view language : in_latin)
        if (votes[language] > votes[best]) best = language;
    if (votes[best] > votes["de"] || votes["de"] > 0) return std::string(best);
    return asked_of_cld(text, otherwise);
}

}  // namespace

std::string language_of(std::string_view question, std::string_view otherwise) {
    const std::string_view text = question.substr(0, longest_question);
    const Letters letters = letters_of(text);
    if (letters.cyrillic > letters.latin && letters.cyrillic > letters.arabic)
        return cyrillic(letters, text);
    if (letters.arabic > letters.latin) return "ar";
    return latin(letters, text, otherwise);
}

}  // namespace kiosk::answers
