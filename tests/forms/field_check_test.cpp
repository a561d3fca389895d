#include "kiosk/forms/field_check.h"

#include "kiosk/forms/characters.h"
#include "kiosk/forms/entry.h"
#include "kiosk/forms/register_number.h"
#include "tests/forms/shipped.h"

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

Field of_kind(FieldKind kind) {
    Field field;
    field.id = "x";
    field.kind = kind;
    return field;
}

std::string wrong(FieldKind kind, const char* value, bool required = true) {
    Field field = of_kind(kind);
    field.required = required;
    field.smallest = 1;
    field.largest = 10;
    field.options = {{"a", {}}, {"b", {}}, {"c", Condition{"y", {"yes"}}}};
    return wrong_with(field, value, {}, {}, today).value_or("");
}

TEST(FieldCheck, AsksForWhatIsMissingInTheWordsOfItsKind) {
    EXPECT_EQ(wrong(FieldKind::text, ""), "missing");
    EXPECT_EQ(wrong(FieldKind::choice, ""), "not_chosen");
    EXPECT_EQ(wrong(FieldKind::several, ""), "none_chosen");
    EXPECT_EQ(wrong(FieldKind::consent, ""), "not_ticked");
    EXPECT_EQ(wrong(FieldKind::consent, "no"), "not_ticked");
    EXPECT_EQ(wrong(FieldKind::text, "", false), "");
}

TEST(FieldCheck, TakesOnlyDaysThatExistAndHaveBeen) {
    EXPECT_EQ(wrong(FieldKind::date, "1964-08-12"), "");
    EXPECT_EQ(wrong(FieldKind::date, "2026-11-24"), "") << "today";
    EXPECT_EQ(wrong(FieldKind::date, "2026-11-25"), "in_future");
    EXPECT_EQ(wrong(FieldKind::date, "2023-02-29"), "not_a_date");
    EXPECT_EQ(wrong(FieldKind::date, "31.02.2020"), "not_a_date");
    EXPECT_EQ(wrong(FieldKind::date, "1964-08"), "date_incomplete");
    EXPECT_EQ(wrong(FieldKind::date, "0964-08-12"), "too_long_ago");
    EXPECT_EQ(wrong(FieldKind::partial_date, "1964-08"), "");
    EXPECT_EQ(wrong(FieldKind::partial_date, "1964"), "");
    EXPECT_EQ(wrong(FieldKind::partial_date, "2026"), "");
    EXPECT_EQ(wrong(FieldKind::partial_date, "2027"), "in_future");
    EXPECT_EQ(wrong(FieldKind::partial_date, "1964-13"), "not_a_date");
}

TEST(FieldCheck, TakesWholeNumbersWithinTheirRange) {
    EXPECT_EQ(wrong(FieldKind::number, "1"), "");
    EXPECT_EQ(wrong(FieldKind::number, "10"), "");
    EXPECT_EQ(wrong(FieldKind::number, "0"), "out_of_range");
    EXPECT_EQ(wrong(FieldKind::number, "11"), "out_of_range");
    EXPECT_EQ(wrong(FieldKind::number, "2x"), "not_a_number");
    EXPECT_EQ(wrong(FieldKind::number, "-1"), "not_a_number");
    EXPECT_EQ(wrong(FieldKind::number, "99999999999999999999"), "not_a_number");
}

TEST(FieldCheck, TakesOnlyOptionsOnOffer) {
    EXPECT_EQ(wrong(FieldKind::choice, "a"), "");
    EXPECT_EQ(wrong(FieldKind::choice, "c"), "not_an_option") << "its condition does not hold";
    EXPECT_EQ(wrong(FieldKind::several, "a,b"), "");
    EXPECT_EQ(wrong(FieldKind::several, "a,a"), "not_an_option");
    EXPECT_EQ(wrong(FieldKind::several, "a,"), "not_an_option");
    EXPECT_EQ(wrong(FieldKind::yes_no, "maybe"), "not_an_option");
}

TEST(FieldCheck, TakesFiveDigitsForAGermanPostcode) {
    EXPECT_EQ(wrong(FieldKind::postcode, "04109"), "");
    for (const char* bad : {"4109", "041090", "0410a", "00000", "D-04109", "０４１０９"})
        EXPECT_EQ(wrong(FieldKind::postcode, bad), "bad_postcode") << bad;
    Answers abroad;
    abroad.set("country", "NL");
    EXPECT_FALSE(wrong_with(of_kind(FieldKind::postcode), "1012 AB", {}, abroad, today));
}

TEST(FieldCheck, TakesPlausibleWaysToReachSomebody) {
    for (const char* good :
         {"erika@mustermann.de", "e.m+x@amt.stadt.example", "erika@müller.de", "ö@ä.eu"})
        EXPECT_EQ(wrong(FieldKind::email, good), "") << good;
    for (const char* bad : {"erika", "@x.de", "erika@", "erika@x", "erika@@x.de", "a b@x.de",
                            ".a@x.de", "a..b@x.de", "a@-x.de", "a@x..de", "a@x.d", "a@1.2.3.4"})
        EXPECT_EQ(wrong(FieldKind::email, bad), "bad_email") << bad;
    for (const char* good : {"0341 123456", "+49 (341) 123-45/6", "115 115", "00493411234"})
        EXPECT_EQ(wrong(FieldKind::phone, good), "") << good;
    for (const char* bad : {"12", "0341+123456", "abc12345", "1234567890123456"})
        EXPECT_EQ(wrong(FieldKind::phone, bad), "bad_phone") << bad;
}

TEST(FieldCheck, CountsCharactersAndNotBytes) {
    Field field = of_kind(FieldKind::name);
    field.longest = 4;
    EXPECT_FALSE(wrong_with(field, "ÄÖÜß", {}, {}, today));
    EXPECT_EQ(wrong_with(field, "ÄÖÜßä", {}, {}, today), "too_long");
}

TEST(Names, MayBeWhatDin91379Allows) {
    for (const char* name : {"Erika",        "Müller-Lüdenscheidt",
                             "Große",        "GROẞE",
                             "Łukasz",       "Erdoğan",
                             "D’Angelo",     "O'Neill",
                             "Nguyễn Thị",   "Đặng",
                             "van der Meer", "Çelik",
                             "Þórður",       "Åsa",
                             "Ilona M.",     "Şimşek",
                             "M\u0302aria",  "C\u0328\u0306ak\u0331",
                             "ʿAlī",         "Ǧamāl",
                             "Æthel"})
        EXPECT_TRUE(fits_names(name)) << name;
}

TEST(Names, MayNotBeDigitsSignsOrOtherScripts) {
    for (const char* name :
         {"",       " ",      "-",       "Erika1",   "a@b",       "Иван",        "Γιώργος",
          "محمد",   "李",     "Eri\tka", "Eri\nka",  "<b>",       "M\u0303aria", "C\u0328ak",
          "\u01C0", "\u0180", "\u0301a", "a\u202Eb", "Erika\xC3", "😀",           "a/b",
          "ª"})
        EXPECT_FALSE(fits_names(name)) << name;
}

TEST(Names, SurviveByteForByte) {
    for (const char* name : {"M\u0302aria", "Mårten", "Ma\u030Arten"}) {
        const Draft applied = applying(
            shipped(), with(own_birth_certificate(), {{"child_given_names", name}}), today);
        EXPECT_EQ(applied.items[0].answers["child_given_names"], name);
    }
}

TEST(Names, MayBeJustOne) {
    const Draft draft = with(own_birth_certificate(), {{"child_given_names", ""}});
    EXPECT_EQ(found_at("child_given_names", draft), "left_empty?") << "told, not refused";
    EXPECT_FALSE(first_open(shipped(), draft, today));
}

TEST(PlainText, MayHaveNoCharactersThatDeceive) {
    EXPECT_TRUE(is_printable("Az. 3 C 117/26 – „Müller“ & Söhne, 2. OG"));
    for (const char* text : {"a\nb", "a\u202Eb", "a\u2066b", "a\x01", "\xFF", "a\u2028b"})
        EXPECT_FALSE(is_printable(text));
}

TEST(RegisterNumbers, AreTypeNumberAndYear) {
    for (const char* good : {"334/1987", "G 334/1987", "334-1/1987", "g334/1987", "G334-1/1987",
                             "E 1/2001", "L 5 / 2005"})
        EXPECT_TRUE(parse_register_number(good)) << good;
    for (const char* bad : {"", "334", "334/87", "334-/1987", "/1987", "A 334/1987", "GG 334/1987",
                            "334/19870", "0/1987", "1234567/1987", "334/1987x", "G 33a/1987"})
        EXPECT_FALSE(parse_register_number(bad)) << bad;
    EXPECT_EQ(to_text(*parse_register_number(" g334-1/1987")), "G 334-1/1987");
}

TEST(RegisterNumbers, FitTheRegisterAndTheDate) {
    const auto at = [](const char* number) {
        return found_at("register_number",
                        with(own_birth_certificate(), {{"register_number", number}}));
    };
    EXPECT_EQ(at("334/1964"), "");
    EXPECT_EQ(at("G 334/1964"), "");
    EXPECT_EQ(at("334-1/1987"), "") << "registered again later";
    EXPECT_EQ(at("E 334/1964"), "wrong_register");
    EXPECT_EQ(at("334/1963"), "number_before_event");
    EXPECT_EQ(at("334/2027"), "in_future");
    EXPECT_EQ(at("334/1864"), "too_long_ago");
    EXPECT_EQ(at("334"), "bad_register_number");
    EXPECT_EQ(at("unknown"), "search_possible?");
    EXPECT_EQ(at(""), "missing");
}

TEST(Canonical, UnderstandsDatesAsPeopleTypeThem) {
    const Field date = of_kind(FieldKind::partial_date);
    for (const char* typed :
         {"12.08.1964", "12.8.1964", " 12/8/1964 ", "12 8 1964", "12081964", "1964-08-12"})
        EXPECT_EQ(canonical(date, typed), "1964-08-12") << typed;
    EXPECT_EQ(canonical(date, "8.1964"), "1964-08");
    EXPECT_EQ(canonical(date, "081964"), "1964-08");
    EXPECT_EQ(canonical(date, "1964"), "1964");
    for (const char* typed : {"31.02.2020", "12.8.64", "1.2.3.1964", "123.1.1964", "gestern",
                              "12.08.", "...", "12-08-1964"})
        EXPECT_EQ(canonical(date, typed), typed) << "left for check() to say";
}

TEST(Canonical, TurnsBackIntoWhatIsTyped) {
    const Field date = of_kind(FieldKind::partial_date);
    for (const char* typed : {"12.08.1964", "08.1964", "1964"})
        EXPECT_EQ(as_typed(date, canonical(date, typed)), typed);
    EXPECT_EQ(as_typed(date, "unknown"), "unknown");
}

}  // namespace
}  // namespace kiosk::forms
