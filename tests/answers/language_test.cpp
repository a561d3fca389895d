// Short questions have few letters to tell a language by; the terminal's own wins in doubt.
#include "kiosk/answers/language.h"

#include <map>

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

TEST(Language, IsToldByLettersSmallWordsAndRuns) {
    const std::map<std::string, std::string> questions = {
        {"Wo ist das Bürgerbüro?", "de"},
        {"integrationskurs vormittags", "de"},
        {"Personalausweis", "de"},
        {"birth certificate", "en"},
        {"Where do I register my dog?", "en"},
        {"moving house", "en"},
        {"zgubiony paszport", "pl"},
        {"gdzie zameldować się", "pl"},
        {"ehliyet değiştirme", "tr"},
        {"kimlik kayıp", "tr"},
        {"giấy khai sinh", "vi"},
        {"bang lai xe", "vi"},
        {"де поміняти паспорт", "uk"},
        {"загранпаспорт ребёнку", "ru"},
        {"أين أجدد جواز السفر؟", "ar"},
    };
    for (const auto& [question, language] : questions)
        EXPECT_EQ(language_of(question), language) << question;
}

TEST(Language, OfNamesThatAllLanguagesShareIsTheScreens) {
    for (const char* question : {"Tai Chi", "Yoga", "Excel", "115", "", "?!"})
        for (const char* screen : {"de", "en", "tr"})
            EXPECT_EQ(language_of(question, screen), screen) << question;
}

}  // namespace
}  // namespace kiosk::answers
