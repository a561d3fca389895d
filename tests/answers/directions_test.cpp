// Verbs that part, and words that turn a matter round.
#include "kiosk/answers/directions.h"

#include "kiosk/answers/words.h"

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

const Directions& shipped() {
    static const Directions directions = Directions::load(HOUSE "/assets/knowledge").value();
    return directions;
}

std::string joined(std::string_view question) {
    std::string text;
    for (const std::string& word : shipped().with_joined_verbs(words_of(folded(question))))
        text += (text.empty() ? "" : " ") + word;
    return text;
}

TEST(Directions, JoinAVerbAndItsParticle) {
    EXPECT_EQ(joined("Wie melde ich mein Auto ab?"), "wie abmelden ich mein auto");
    EXPECT_EQ(joined("Wo gebe ich den Schlüssel ab"), "wo abgeben ich den schlussel");
    EXPECT_EQ(joined("Nimmt die Stadt Sperrmüll mit?"), "mitnehmen die stadt sperrmull");
}

TEST(Directions, LeaveAPrepositionInTheMiddleAlone) {
    EXPECT_EQ(joined("Ich melde mich bei der Stadt"), "ich melde mich bei der stadt");
}

TEST(Directions, TellOppositesApart) {
    const auto sides = [](std::string_view text) {
        return shipped().sides(words_of(folded(text)));
    };
    EXPECT_TRUE(Directions::opposed(sides("Hund abmelden"), sides("Hund anmelden")));
    EXPECT_TRUE(Directions::opposed(sides("Ausweis verloren"), sides("Ausweis gefunden")));
    EXPECT_FALSE(Directions::opposed(sides("Hund abmelden"), sides("Hundesteuer abmelden")));
    EXPECT_FALSE(Directions::opposed(sides("Hund"), sides("Hund anmelden")));
    EXPECT_FALSE(Directions::opposed(sides("an- oder abmelden, ummelden, anmelden"),
                                     sides("Wohnsitz anmelden")));
}

TEST(Directions, AreNoneWithoutTheFile) {
    const auto none = Directions::load("/nonexistent");
    ASSERT_TRUE(none);
    EXPECT_EQ(none->with_joined_verbs({"melde", "auto", "ab"}),
              (std::vector<std::string>{"melde", "auto", "ab"}));
}

}  // namespace
}  // namespace kiosk::answers
