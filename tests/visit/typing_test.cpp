#include "kiosk/visit/typing.h"

#include <gtest/gtest.h>

namespace kiosk::visit {
namespace {

forms::Field field(forms::FieldKind kind, std::size_t longest = 80) {
    forms::Field field;
    field.id = "it";
    field.kind = kind;
    field.longest = longest;
    field.largest = 99;
    return field;
}

std::string typed(const forms::Field& field, std::string_view keys, std::string value = {}) {
    for (const char key : keys)
        if (auto longer = with_key(field, value, std::string_view(&key, 1))) value = *longer;
    return value;
}

TEST(Typing, SetsTheDotsOfADate) {
    const auto date = field(forms::FieldKind::date);
    EXPECT_EQ(typed(date, "12"), "12.");
    EXPECT_EQ(typed(date, "12081964"), "12.08.1964");
    EXPECT_EQ(typed(date, "12.08.1964"), "12.08.1964");
    EXPECT_EQ(typed(date, "1.8.1964"), "1.8.1964");
    EXPECT_EQ(typed(date, "120819645"), "12.08.1964");
}

TEST(Typing, TakesAYearAloneWhereTheDayMayBeForgotten) {
    const auto date = field(forms::FieldKind::partial_date);
    EXPECT_EQ(typed(date, "1964"), "1964");
    EXPECT_EQ(typed(date, "08.1964"), "08.1964");
    EXPECT_EQ(typed(date, "12081964"), "12.08.1964");
}

TEST(Typing, ErasesWhatWasTypedAndTheDotThatCameByItself) {
    const auto date = field(forms::FieldKind::date);
    EXPECT_EQ(without_last(date, "12.08."), "12.0");
    EXPECT_EQ(without_last(date, "12."), "1");
    EXPECT_EQ(without_last(date, "1"), "");
    EXPECT_EQ(without_last(date, ""), "");
    EXPECT_EQ(without_last(date, "1964-08-12"), "12.08.196");
}

TEST(Typing, ErasesWholeCharactersAsPeopleSeeThem) {
    const auto name = field(forms::FieldKind::name);
    EXPECT_EQ(without_last(name, "Zoë"), "Zo");
    EXPECT_EQ(without_last(name, "Zoe\u0308"), "Zo");  // e with a combining diaeresis
    EXPECT_EQ(without_last(name, "M̂"), "");
}

TEST(Typing, CountsCharactersNotBytes) {
    const auto name = field(forms::FieldKind::name, 3);
    EXPECT_EQ(with_key(name, "Ää", "ö"), "Ääö");
    EXPECT_FALSE(with_key(name, "Ääö", "ü"));
}

TEST(Typing, RefusesLettersInNumbersAndSpacesInFront) {
    EXPECT_FALSE(with_key(field(forms::FieldKind::date), "1", "a"));
    EXPECT_FALSE(with_key(field(forms::FieldKind::number), "1", "x"));
    EXPECT_EQ(with_key(field(forms::FieldKind::name), "", " "), "");
}

TEST(Typing, ReplacesIDoNotKnow) {
    EXPECT_EQ(with_key(field(forms::FieldKind::name), "unknown", "A"), "A");
}

TEST(Typing, BeginsNamesWithCapitals) {
    const auto name = field(forms::FieldKind::name);
    EXPECT_EQ(keyboard_page_after(name, "", 1), 0);
    EXPECT_EQ(keyboard_page_after(name, "A", 0), 1);
    EXPECT_EQ(keyboard_page_after(name, "Anna-", 1), 0);
    EXPECT_EQ(keyboard_page_after(name, "É", 2), 2);  // whoever has turned the page stays there
    EXPECT_EQ(keyboard_page_after(field(forms::FieldKind::email), "", 0), 1);
}

}  // namespace
}  // namespace kiosk::visit
