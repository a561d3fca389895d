// What a receipt says, and what it must not say.
#include "kiosk/forms/field_ids.h"
#include "tests/paper/print_room.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

std::string plain(std::string text) {
    // Line ends and isolates part words for the eye only.
    for (const std::string isolate : {"\u2068", "\u2069"})
        for (auto at = text.find(isolate); at != std::string::npos; at = text.find(isolate))
            text.erase(at, isolate.size());
    const std::string no_break_space = "\u00A0";
    for (auto at = text.find(no_break_space); at != std::string::npos;
         at = text.find(no_break_space))
        text.replace(at, no_break_space.size(), " ");
    std::string words;
    for (const char letter : text) {
        const bool space = letter == '\n' || letter == ' ' || letter == '\f';
        if (!space)
            words += letter;
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    }
    return words;
}

void expect_in_order(const std::string& text, const std::vector<std::string>& wanted) {
    std::size_t from = 0;
    for (const std::string& words : wanted) {
        const std::size_t at = text.find(words, from);
        EXPECT_NE(at, std::string::npos) << words << "\nafter: " << text.substr(from);
        if (at != std::string::npos) from = at + words.size();
    }
}

const std::vector<std::string> german{"Stadt Leipzig",
                                      "Standesamt Leipzig",
                                      "Antragsbestätigung – keine Rechnung",
                                      "Antragsnummer",
                                      "L26 042 327193 17",
                                      "Beantragt am 24.11.2026, 10:15 Uhr",
                                      "Ihr Antrag ist gespeichert und wird übermittelt.",
                                      "Er gilt erst dann als eingegangen",
                                      "So sehen Sie den Stand Ihres Antrags",
                                      "Das haben Sie beantragt",
                                      "2 × Geburtsurkunde",
                                      "Nachnahme",
                                      "Das kostet es",
                                      "22,00 €",
                                      "mindestens",
                                      "5,10 €",
                                      "Zusammen mindestens",
                                      "27,10 €",
                                      "Nur wenn das Standesamt suchen muss",
                                      "30,00 € je angefangene halbe Stunde",
                                      "höchstens 225,00 €",
                                      "57,10 €",
                                      "Sie zahlen bei der Zustellung (Nachnahme).",
                                      "10. SächsKVZ, lfd. Nr. 75",
                                      "gültig bis 31. Dezember 2026",
                                      "Datenschutz",
                                      "Haben Sie Fragen?",
                                      "115"};

TEST(Receipt, SaysInGermanAllThatACitizenNeedsInReadingOrder) {
    const PrintRoom room;
    expect_in_order(plain(room.text("de", sheet)), german);
}

TEST(Receipt, SaysTheSameOnARoll) {
    const PrintRoom room;
    expect_in_order(plain(room.text("de", roll)), german);
}

TEST(Receipt, SaysInEnglishAllThatACitizenNeedsInReadingOrder) {
    const PrintRoom room;
    expect_in_order(plain(room.text("en", sheet)),
                    {"Stadt Leipzig",
                     "Confirmation of your application – not an invoice",
                     "Order number",
                     "L26 042 327193 17",
                     "Applied for on",
                     "Your application is stored and will be sent.",
                     "It counts as received only when",
                     "How to follow your application",
                     "What you applied for",
                     "2 × Birth certificate",
                     "What it costs",
                     "€22.00",
                     "€5.10",
                     "Total, at least",
                     "€27.10",
                     "Only if the registry office has to search",
                     "€30.00",
                     "half hour",
                     "€225.00",
                     "You pay on delivery",
                     "10. SächsKVZ, lfd. Nr. 75",
                     "Data protection",
                     "Any questions?",
                     "115"});
}

TEST(Receipt, CarriesTheStatusAddressForThoseWithoutACamera) {
    const PrintRoom room;
    std::string text = room.text("de", roll);
    std::erase(text, '\n');
    EXPECT_NE(text.find("status.leipzig.example/s/mzxw6ytboi4dkmzqgezdgnbvgy"), std::string::npos);
}

TEST(Receipt, SaysNothingOfASearchWhenTheEntryIsKnown) {
    PrintRoom room;
    kiosk::tariffs::OrderLine line;
    line.entry = "a";
    room.order({line});
    EXPECT_EQ(room.text("de", sheet).find("suchen muss"), std::string::npos);
}

TEST(Receipt, SaysCounterAndHoursOnlyWhenTheCityGaveThem) {
    PrintRoom room;
    EXPECT_EQ(room.text("de", sheet).find("Öffnungszeiten"), std::string::npos);
    room.office.counter = "Bürgerbüro, Erdgeschoss";
    room.office.opening_hours = "Mo bis Fr 8 bis 18 Uhr (Stand November 2026)";
    expect_in_order(plain(room.text("de", sheet)),
                    {"Hilfe im Haus: Bürgerbüro, Erdgeschoss", "Öffnungszeiten: Mo bis Fr 8"});
}

TEST(Receipt, NamesEveryRegisterAndVariantInEveryLanguage) {
    using kiosk::forms::Register;
    using kiosk::tariffs::Variant;
    PrintRoom room;
    for (const auto kind :
         {Register::birth, Register::marriage, Register::partnership, Register::death})
        for (const auto variant :
             {Variant::certificate, Variant::multilingual, Variant::register_printout}) {
            kiosk::tariffs::OrderLine line;
            line.register_kind = kind;
            line.variant = variant;
            line.entry = "a";
            if (variant == Variant::certificate) line.eu_forms = {{.language = "fr", .copies = 1}};
            room.order({line});
            for (const auto& language : room.texts.languages())
                for (const auto& node : room.scene(language).nodes)
                    EXPECT_EQ((node.label + node.value).find("⟦"), std::string::npos) << node.id;
        }
}

TEST(Receipt, HoldsNothingPersonalOfTheOrder) {
    namespace ids = kiosk::forms::ids;
    PrintRoom room;
    const auto services = kiosk::forms::load_services(HOUSE "/config/services").value();
    kiosk::visit::Ordered ordered;
    ordered.acknowledgement = room.receipt.acknowledgement;
    ordered.quote = room.receipt.quote;
    for (const auto& service : services) {
        kiosk::forms::Item item{.service = service.id, .answers = {}};
        for (const auto& page : service.pages)
            for (const auto& field : page.fields)
                if (field.personal && field.options.empty()) {
                    item.answers.set(field.id, "Canary-" + field.id);
                    ordered.draft.shared.set(field.id, "Canary-" + field.id);
                }
        item.answers.set(ids::copies, "3");
        ordered.draft.items.push_back(item);
    }
    room.receipt =
        kiosk::programs::receipt_of(ordered, services, kiosk::Date(room.receipt.order.date));
    const std::string text = plain(room.text("de", sheet));
    EXPECT_EQ(text.find("Canary"), std::string::npos);
    expect_in_order(text, {"3 × "});
}

}  // namespace
}  // namespace tests
