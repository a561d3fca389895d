// From a card into a form: exact, or left to the citizen.
#include "kiosk/visit/taking_over.h"

#include "tests/visit/card_visits.h"

namespace kiosk::visit {
namespace {

using eid::Field;

FromForm form() {
    FromForm form{asking_for_names(), {}};
    form.fields = wanted_from_card(form.filling, house());
    return form;
}

// What becomes of one field of the form; nullptr: it is not touched.
struct Fate {
    std::string value;
    std::optional<WhyLeft> left;
    bool there = false;
};

Fate fate_of(const eid::Reading& reading, std::string_view field) {
    for (const auto& answer : answers_from(reading, form(), house()))
        if (answer.field->id == field)
            return {std::string(answer.value.reveal()), answer.left, true};
    return {};
}

eid::Reading with(Field field, eid::FieldValue value) {
    eid::Reading reading;
    reading.fields[field] = std::move(value);
    return reading;
}

eid::Place place(std::string_view street, std::string_view code, std::string_view city,
                 std::string_view country) {
    return {SecretText(street), SecretText(city), {}, SecretText(country), SecretText(code)};
}

TEST(TakingOver, KeepsNamesByteForByte) {
    for (const auto* name : {"Müller-Lüdenscheidt", "ẞ", "M\u0302", "Đặng", "d’Artagnan", "ŁŠĞ"}) {
        const auto fate =
            fate_of(with(Field::family_name, SecretText(name)), "applicant_family_name");
        EXPECT_FALSE(fate.left) << name;
        EXPECT_EQ(fate.value, name);
    }
}

TEST(TakingOver, LeavesWhatDoesNotFitTheField) {
    const std::string endless(200, 'A');
    const auto fate =
        fate_of(with(Field::family_name, SecretText(endless)), "applicant_family_name");
    EXPECT_EQ(fate.left, WhyLeft::does_not_fit);
    EXPECT_EQ(fate.value, endless);
    const auto spaced =
        fate_of(with(Field::family_name, SecretText("Muster ")), "applicant_family_name");
    EXPECT_EQ(spaced.left, WhyLeft::does_not_fit);  // the form would cut the space
}

TEST(TakingOver, TakesWholeDatesAndLeavesPartialOnes) {
    const auto date = [](std::optional<int> year, std::optional<int> month,
                         std::optional<int> day) {
        return fate_of(with(Field::birth_date, eid::CardDate{year, month, day}),
                       "applicant_birth_date");
    };
    EXPECT_EQ(date(1964, 8, 12).value, "1964-08-12");
    EXPECT_FALSE(date(1964, 8, 12).left);
    EXPECT_EQ(date(1964, 8, {}).left, WhyLeft::incomplete_date);
    EXPECT_EQ(date(1964, {}, {}).left, WhyLeft::incomplete_date);
    EXPECT_EQ(date({}, {}, {}).left, WhyLeft::incomplete_date);
    EXPECT_EQ(date(2964, 8, 12).left, WhyLeft::does_not_fit);
}

TEST(TakingOver, PartsAGermanAddress) {
    const auto reading = with(Field::address, place("Heidestraße 17", "51147", "Köln", "D"));
    EXPECT_EQ(fate_of(reading, "residence").value, "germany");
    EXPECT_EQ(fate_of(reading, "street").value, "Heidestraße");
    EXPECT_EQ(fate_of(reading, "house_number").value, "17");
    EXPECT_EQ(fate_of(reading, "postcode").value, "51147");
    EXPECT_EQ(fate_of(reading, "town").value, "Köln");
    EXPECT_FALSE(fate_of(reading, "foreign_address").there);
}

TEST(TakingOver, KeepsAForeignAddressInOneLineAndAsksForTheCountry) {
    const auto reading = with(Field::address, place("12 rue de la Paix", "75002", "Paris", "F"));
    EXPECT_EQ(fate_of(reading, "residence").value, "abroad");
    EXPECT_EQ(fate_of(reading, "foreign_address").value, "12 rue de la Paix, 75002 Paris");
    EXPECT_EQ(fate_of(reading, "foreign_country").left, WhyLeft::country_as_code);
    EXPECT_FALSE(fate_of(reading, "street").there);
    EXPECT_FALSE(fate_of(reading, "postcode").there);
}

TEST(TakingOver, LeavesAnAddressInWordsToTheCitizenAndSaysItOnce) {
    const auto reading =
        with(Field::address, eid::FreeText{SecretText("keine Wohnung in Deutschland")});
    EXPECT_EQ(fate_of(reading, "residence").left, WhyLeft::address_in_words);
    EXPECT_EQ(fate_of(reading, "residence").value, "keine Wohnung in Deutschland");
    for (const auto* field : {"street", "house_number", "postcode", "town", "foreign_address"})
        EXPECT_FALSE(fate_of(reading, field).there) << field;
}

TEST(TakingOver, LeavesAHouseNumberThatIsNotCertain) {
    const auto reading =
        with(Field::address, place("Am Markt 3 Hinterhaus", "04109", "Leipzig", "D"));
    EXPECT_EQ(fate_of(reading, "street").left, WhyLeft::house_number_unclear);
    EXPECT_EQ(fate_of(reading, "house_number").left, WhyLeft::house_number_unclear);
    const auto none = with(Field::address, place("Schlossallee", "04109", "Leipzig", "D"));
    EXPECT_EQ(fate_of(none, "street").value, "Schlossallee");
    EXPECT_EQ(fate_of(none, "house_number").left, WhyLeft::not_on_card);
}

TEST(TakingOver, SaysWhatTheCardHasNotOrDoesNotGive) {
    eid::Reading reading;
    reading.absent = {Field::birth_name};
    reading.not_granted = {Field::address};
    EXPECT_EQ(fate_of(reading, "applicant_birth_name").left, WhyLeft::not_on_card);
    EXPECT_EQ(fate_of(reading, "residence").left, WhyLeft::not_granted);
    EXPECT_EQ(fate_of(with(Field::birth_name, SecretText()), "applicant_birth_name").left,
              WhyLeft::not_on_card);
}

TEST(TakingOver, IsSilentAboutWhatWasNotAllowed) {
    auto only_names = form();
    only_names.fields = {Field::family_name};
    for (const auto& answer : answers_from({}, only_names, house()))
        EXPECT_EQ(answer.field->id, "applicant_family_name");
}

TEST(TakingOver, FillsTheFormAndLeavesTheRestAsItWas) {
    auto reading = with(Field::address, place("Große Straße 3 a", "04109", "Leipzig", "D"));
    reading.fields[Field::birth_date] = eid::CardDate{1970, {}, {}};
    const auto before = form();
    const auto filling = filled_in(before.filling, answers_from(reading, before, house()));
    EXPECT_EQ(filling.draft.shared["street"], "Große Straße");
    EXPECT_EQ(filling.draft.shared["house_number"], "3 a");
    EXPECT_EQ(filling.draft.shared["applicant_birth_date"], "1964-08-12");
    EXPECT_EQ(filling.page, before.filling.page);
    EXPECT_TRUE(filling.field.empty());
}

TEST(StreetAndNumber, ArePartedOnlyWhereItIsCertain) {
    const auto parted = [](std::string_view text) {
        const auto parts = street_and_number(text);
        return parts ? std::string(parts->first) + "|" + std::string(parts->second) : "";
    };
    EXPECT_EQ(parted("Heidestraße 17"), "Heidestraße|17");
    EXPECT_EQ(parted("Straße des 17. Juni 135"), "Straße des 17. Juni|135");
    EXPECT_EQ(parted("Am Markt 3-5"), "Am Markt|3-5");
    EXPECT_EQ(parted("Am Markt 3 a"), "Am Markt|3 a");
    EXPECT_EQ(parted("Am Markt 7a - c"), "Am Markt|7a - c");
    EXPECT_EQ(parted("C 4 12"), "C 4|12");
    for (const auto* unclear : {"Schlossallee", "17", "", " ", "12 rue de la Paix",
                                "Am Markt 3 Hinterhaus", "Am Markt 3-", "Am Markt 123456"})
        EXPECT_EQ(parted(unclear), "") << unclear;
}

}  // namespace
}  // namespace kiosk::visit
