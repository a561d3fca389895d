#include "kiosk/answers/words.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace kiosk::answers {
namespace {

using icu::UnicodeString;

// Marks that fold away: accents of Latin and Cyrillic, Arabic vowel signs. "й" and "ї" keep theirs:
// they are letters of their own, and so they stay composed.
bool is_mark(UChar32 c) {
    return u_charType(c) == U_NON_SPACING_MARK;
}

bool is_plain(UChar32 c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

bool is_of_a_word(UChar32 c) {
    if (c < 0x80) return is_plain(c);
    return u_isalnum(c) || is_mark(c);
}

bool keeps_its_mark(UChar32 c) {
    return c == 0x0439 || c == 0x0457;
}

UChar32 plain_letter(UChar32 c) {
    switch (c) {
        case 0x0142:  // ł
            return 'l';
        case 0x0131:  // ı
            return 'i';
        case 0x0111:  // đ
            return 'd';
        case 0x0622:
        case 0x0623:
        case 0x0625:
            return 0x0627;  // alif with its signs
        case 0x0629:
            return 0x0647;  // ta marbuta
        case 0x0649:
            return 0x064A;  // alif maqsura
        default:
            return c;
    }
}

UnicodeString without_marks(const UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
    UnicodeString result;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (c < 0x80 || keeps_its_mark(c)) {
            result.append(c);
            continue;
        }
        UnicodeString parts;
        if (decompose == nullptr || !decompose->getRawDecomposition(c, parts)) parts = c;
        const UnicodeString whole =
            decompose != nullptr ? decompose->normalize(parts, status) : parts;
        for (std::int32_t j = 0; j < whole.length(); j = whole.moveIndex32(j, 1))
            if (!is_mark(whole.char32At(j))) result.append(plain_letter(whole.char32At(j)));
    }
    return result;
}

std::string folded_by_icu(std::string_view text) {
    UnicodeString unicode = UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    unicode.foldCase();
    std::string result;
    without_marks(unicode).toUTF8String(result);
    return result;
}

// What common characters fold to: ICU is asked once for each.
class FoldedLetters {
  public:
    FoldedLetters() {
        for (const auto& [first, end] : ranges)
            for (UChar32 c = first; c < end; ++c) folds_.push_back(fold(c));
    }

    void append(UChar32 c, std::string& into) const {
        std::size_t before = 0;
        for (const auto& [first, end] : ranges) {
            if (c >= first && c < end) {
                into += folds_[before + static_cast<std::size_t>(c - first)];
                return;
            }
            before += static_cast<std::size_t>(end - first);
        }
        into += fold(c);
    }

  private:
    // Latin to Arabic, Vietnamese, punctuation and currencies.
    static constexpr std::array<std::pair<UChar32, UChar32>, 3> ranges = {
        {{0x80, 0x700}, {0x1E00, 0x1F00}, {0x2000, 0x20D0}}};

    static std::string fold(UChar32 c) {
        std::string text;
        UnicodeString(c).toUTF8String(text);
        return folded_by_icu(text);
    }

    std::vector<std::string> folds_;
};

// Folding looks at one character at a time, so a text's fold is that of its characters. False where
// one of them is ill-formed.
bool fold_by_table(std::string_view text, std::string& into) {
    static const FoldedLetters letters;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    into.reserve(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) return false;
        if (c < 0x80)
            into += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        else
            letters.append(c, into);
    }
    return true;
}

// "fuehrer" is "führer", but "neue", "bauer" and "quelle" hold no umlaut.
void join_umlauts(std::string& text) {
    std::size_t to = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char before = to > 0 ? text[to - 1] : ' ';
        const bool e = text[i] == 'e' && (before == 'a' || before == 'o' || before == 'u');
        const char earlier = to > 1 ? text[to - 2] : ' ';
        const bool umlaut =
            e && !(before == 'u' && (earlier == 'q' || earlier == 'a' || earlier == 'e'));
        if (!umlaut) text[to++] = text[i];
    }
    text.resize(to);
}

const std::map<std::string, const char*, std::less<>>& stemmers() {
    static const std::map<std::string, const char*, std::less<>> names = {{"de", "german"},
                                                                          {"en", "english"},
                                                                          {"ru", "russian"},
                                                                          {"tr", "turkish"},
                                                                          {"ar", "arabic"}};
    return names;
}

// One stemmer a thread and language: it keeps the word it works on.
sb_stemmer* stemmer_for(std::string_view language) {
    using Owned = std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)>;
    thread_local std::map<std::string, Owned, std::less<>> ready;
    const auto found = ready.find(language);
    if (found != ready.end()) return found->second.get();
    const auto name = stemmers().find(language);
    if (name == stemmers().end()) return nullptr;
    Owned made(sb_stemmer_new(name->second, "UTF_8"), sb_stemmer_delete);
    return ready.emplace(std::string(language), std::move(made)).first->second.get();
}

std::string first_letters(const std::string& word, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t letters = 0; end < word.size(); ++end) {
        const bool begins = (static_cast<unsigned char>(word[end]) & 0xC0U) != 0x80U;
        if (begins && ++letters > count) break;
    }
    return word.substr(0, end);
}

using WordSet = std::set<std::string, std::less<>>;

WordSet folded_set(std::string_view text) {
    WordSet set;
    for (std::string& word : words_of(folded(text))) set.insert(std::move(word));
    return set;
}

const std::map<std::string, WordSet, std::less<>>& stop_words() {
    static const std::map<std::string, WordSet, std::less<>> all = {
        {"de",
         folded_set(
             "ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis "
             "bist bitte brauch brauche brauchen da dafür damit dann das dass daß dein deine dem "
             "den denn der des deshalb dich die dies diese diesem diesen dieser dieses dir doch "
             "dort du durch eigentlich ein eine einem einen einer eines einmal er es etwas euch "
             "für gar geht gehe gehen gern gerne gibt hab habe haben hat hatte hallo hier hin ich "
             "ihm ihn ihnen ihr ihre ihrem ihren im in ins ist ja jetzt kann kannst können könnte "
             "könnten lassen lasse läuft mach mache machen macht mal man mehr mein meine meinem "
             "meinen meiner meines mich mir mit möchte möchten muss muß müssen nach nicht noch "
             "nun nur ob oder schon sehr sein seine seit sich sie sind so soll sollte sowas "
             "tag guten danke tun um und uns unser unsere vom von vor wann war warum was weiß "
             "weil welche welchen welcher welches wem wen wenn wer werden werde wie wieder will "
             "wir wird wo wochenende woher wohin wollen zu zum zur über ne nen nem n mach's kriege "
             "krieg kriegt bekomme bekommen bekommt gibts gehts wieviel viel frage")},
        {"en", folded_set(
                   "a about after all am an and any are as at be because before been but by can "
                   "could did do does for from get go got had has have he hello her here him his "
                   "how i if in into is it its just like me my need no not of on one or our out "
                   "please she should so some than that the their them then there they this to "
                   "too up us want was we what when where which who why will with would you your")},
        {"ru",
         folded_set("а без бы в вы да для до его ее если есть еще же за здесь и из или им их к "
                    "как какие какой когда кто ли мне мой моя мы на надо не нет но ну нужно о он "
                    "она они от по при с со сколько так там то только у уже хочу что чтобы это я "
                    "где можно мои могу куда здравствуйте")},
        {"uk", folded_set(
                   "а або без би в ви де для до його її є за з зі і й із коли куди мені мій моя ми "
                   "можна на не ні але о потрібно по при про скільки та там так то треба у хочу "
                   "хто це що щоб як які який я чи вже ще можу добрий день")},
        {"tr",
         folded_set("bir bu ben da de için ile ne nasıl nerede nereye mi mı mu mü ve veya var yok "
                    "olarak gibi daha çok benim bana ben istiyorum gerekiyor gerek lazım kadar ne "
                    "zaman hangi kim merhaba yapmam yapabilirim")},
        {"ar",
         folded_set("في من على إلى الى عن مع هل ما ماذا كيف أين متى كم هو هي أنا انا هذا هذه أن ان "
                    "لا أو او ثم قد لي عند عندي أريد اريد يمكن يمكنني يجب مرحبا لدي")},
        {"vi",
         folded_set(
             "tôi là có không và ở cho của thì phải làm gì thế nào như bao nhiêu đâu khi nào "
             "muốn cần được với một này đó để tại từ xin chào mình em anh chị ra vào bị hay")},
        {"pl",
         folded_set("a aby ale bo by być chcę co czy dla do gdzie ile i ja jak jaki jakie jest już "
                    "kiedy kto lub mam mi moja moje może można muszę mój na nie o od po potrzebuję "
                    "przez przy się są ta tak to tu w we z za ze że dzień dobry")}};
    return all;
}

}  // namespace

std::string folded(std::string_view text) {
    const std::string_view taken = text.substr(0, longest_question * 64);
    std::string result;
    if (!fold_by_table(taken, result)) result = folded_by_icu(taken);
    join_umlauts(result);
    return result;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    // cppcheck-suppress danglingTemporaryLifetime; the text is the caller's
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        const std::int32_t start = i;
        while (i < length && is_plain(text[static_cast<std::size_t>(i)])) ++i;
        if (i > start) {  // most of it, letter by letter no further look
            words.back().append(
                text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
            continue;
        }
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        const std::string_view rest = text.substr(static_cast<std::size_t>(i));
        const bool gender = (c == '*' || c == ':' || c == '_') && rest.starts_with("in");
        if (is_of_a_word(c))
            words.back().append(
                text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
        else if (!gender && !words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string stem_of(const std::string& word, std::string_view language) {
    if (language == "uk" || language == "pl") return first_letters(word, 6);
    sb_stemmer* stemmer = stemmer_for(language);
    if (stemmer == nullptr) return word;
    const sb_symbol* stem = sb_stemmer_stem(
        stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (stem == nullptr) return word;
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

bool is_stop_word(std::string_view word, std::string_view language) {
    const auto words = stop_words().find(language);
    return words != stop_words().end() && words->second.contains(word);
}

std::vector<std::string> stems_of(const std::vector<std::string>& words,
                                  std::string_view language) {
    std::vector<std::string> stems;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (language == "vi") {
            if (i + 1 < words.size()) stems.push_back(words[i] + "_" + words[i + 1]);
            continue;
        }
        if (!is_stop_word(words[i], language)) stems.push_back(stem_of(words[i], language));
    }
    return stems;
}

std::size_t length_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

}  // namespace kiosk::answers
