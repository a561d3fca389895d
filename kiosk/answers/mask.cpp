#include "kiosk/answers/mask.h"

#include "kiosk/answers/words.h"

#include <array>
#include <memory>
#include <vector>

#include <unicode/regex.h>
#include <unicode/unistr.h>

namespace kiosk::answers {
namespace {

using icu::UnicodeString;

// The part of a pattern in its first group is blotted out; the whole where there is none. Runs are
// bounded: on two thousand letters without an end ICU would try each beginning with each end.
constexpr std::array<const char16_t*, 13> patterns = {
    // IBAN (ISO 13616), with or without spaces
    u"\\b(?=[A-Z]{2}(?:[\\sA-Z]{0,6}\\d){12})[A-Z]{2}\\s?\\d{2}(?:\\s?[A-Z0-9]{2,4}){3,8}\\b",
    u"(?<![\\w.+-])[\\w.+-]{1,64}+\\s?(?:@|\\(at\\)|\\[at\\])\\s?[\\w-]+(?:\\.[\\w-]+)+",
    // day and year: a birthday. A day of these years after "ab dem" is a deadline; a day without
    // year is an appointment.
    u"\\b\\d{1,2}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?(?:19\\d{2}|\\d{2})\\b(?!\\d)",
    u"(?<!\\b(?:dem|ab|bis|zum|vom)\\s)\\b\\d{1,2}\\s?[./-]\\s?\\d{1,2}\\s?[./-]\\s?20\\d{2}\\b",
    u"\\b\\d{1,2}\\.?\\s?(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|"
    u"oktober|"
    u"november|dezember)\\s(?:19|20)\\d{2}\\b",
    u"\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b",
    // numbers of documents and insurances, and of vehicles
    u"\\b(?=(?:[A-Z]{0,11}\\d){3})[A-Z](?=\\w{0,11}\\d)[A-Z0-9]{7,11}\\b",
    u"\\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}\\s?\\d{1,4}[EH]?\\b",
    // telephone, tax and file numbers: seven digits and more
    u"(?<![\\w])\\+?\\d(?:[\\s/().-]?\\d){6,}\\b",
    u"\\b(?:aktenzeichen|az\\.?|kassenzeichen|kundennummer|vorgangsnummer|bg-?nummer)\\s*:?\\s*((?="
    u"\\S*\\d)"
    u"[\\w./-]+(?:\\s[\\w./-]*\\d[\\w./-]*)*)",
    u"\\b(?:ich heiße|ich heisse|mein name ist|mein name:|ich bin (?:der|die) (?:herr|frau)?|"
    u"ich bin (?:herr|frau)|name:|my name is|i am called|mi chiamo|benim adım|adım|меня зовут|"
    u"мене звати|nazywam się|tên tôi "
    u"là|اسمي)\\s+((?:[\\p{L}'’-]+)(?:\\s(?!und\\b|ich\\b|mein|and\\b|i\\b|"
    u"geb|wohn|aus\\b|in\\b|bin\\b|habe\\b|brauche|möchte|will\\b|wie\\b|was\\b|wo\\b)[\\p{L}'’-]+)"
    u"{0,2})",
    // two names that begin with capitals
    u"\\b(?:ich bin|hier ist|hier spricht|mein sohn|meine tochter|mein mann|meine frau|mein vater|"
    u"meine mutter|mein "
    u"kind|frau|herr|herrn)\\s+(?:frau\\s|herr\\s)?((?-i:(?!Deutsch|Auslän|Staats|"
    u"Bürger|EU)\\p{Lu}[\\p{Ll}'’-]+\\s\\p{Lu}[\\p{Ll}'’-]+))",
    // street and house number
    u"\\b((?:[\\p{L}-]{1,60}(?:straße|strasse|str\\.?|weg|platz|allee|gasse|ring|ufer|damm)|[\\p{L}"
    u"-]{1,60}"
    u"\\s(?:"
    u"Straße|Strasse|Str\\.|Weg|Platz|Allee|Ring))\\s\\d{1,4}\\s?[a-z]?)\\b",
};

const std::vector<std::unique_ptr<icu::RegexPattern>>& compiled() {
    static const auto all = [] {
        std::vector<std::unique_ptr<icu::RegexPattern>> made;
        for (const char16_t* pattern : patterns) {
            UErrorCode status = U_ZERO_ERROR;
            UParseError where{};
            made.emplace_back(icu::RegexPattern::compile(
                pattern, UREGEX_CASE_INSENSITIVE | UREGEX_UWORD, where, status));
        }
        return made;
    }();
    return all;
}

// Blots out every match; text that was blotted out already holds no letters to match again.
bool blot(UnicodeString& text, const icu::RegexPattern& pattern) {
    constexpr std::int32_t patience = 200;  // steps of ICU: a few milliseconds
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(text, status));
    if (!matcher || U_FAILURE(status)) return false;
    matcher->setTimeLimit(patience, status);
    UnicodeString result;
    std::int32_t done = 0;
    while (matcher->find(status) && U_SUCCESS(status)) {
        const std::int32_t group = matcher->groupCount() > 0 ? 1 : 0;
        const std::int32_t start = matcher->start(group, status);
        const std::int32_t end = matcher->end(group, status);
        if (U_FAILURE(status) || start < done) break;
        result.append(text, done, start - done).append(u"•••", 3);
        done = end;
    }
    if (done == 0) return false;
    result.append(text, done, text.length() - done);
    text = result;
    return true;
}

}  // namespace

Masked mask_personal(std::string_view question) {
    const std::string_view taken = question.substr(0, longest_question);
    UnicodeString text = UnicodeString::fromUTF8(
        icu::StringPiece(taken.data(), static_cast<std::int32_t>(taken.size())));
    Masked masked;
    for (const auto& pattern : compiled())
        if (pattern) masked.any |= blot(text, *pattern);
    text.toUTF8String(masked.text);
    return masked;
}

void prepare_masks() {
    (void)compiled();
}

}  // namespace kiosk::answers
