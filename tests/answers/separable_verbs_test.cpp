// Verbs that part.
#include "kiosk/answers/separable_verbs.h"

#include "kiosk/answers/words.h"

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

const SeparableVerbs& shipped() {
    static const SeparableVerbs verbs = SeparableVerbs::load(HOUSE "/assets/knowledge").value();
    return verbs;
}

std::string text_joined(std::string_view question) {
    std::string text;
    for (const std::string& word : shipped().joined(words_of(folded(question))))
        text += (text.empty() ? "" : " ") + word;
    return text;
}

TEST(SeparableVerbs, AreJoinedWithTheirParticle) {
    EXPECT_EQ(text_joined("Wie melde ich mein Auto ab?"), "wie abmelden ich mein auto");
    EXPECT_EQ(text_joined("Wo gebe ich den Schlüssel ab"), "wo abgeben ich den schlussel");
    EXPECT_EQ(text_joined("Nimmt die Stadt Sperrmüll mit?"), "mitnehmen die stadt sperrmull");
}

TEST(SeparableVerbs, LeaveAPrepositionInTheMiddleAlone) {
    EXPECT_EQ(text_joined("Ich melde mich bei der Stadt"), "ich melde mich bei der stadt");
}

TEST(SeparableVerbs, AreNoneWithoutTheFile) {
    const auto none = SeparableVerbs::load("/nonexistent");
    ASSERT_TRUE(none);
    EXPECT_EQ(none->joined({"melde", "auto", "ab"}),
              (std::vector<std::string>{"melde", "auto", "ab"}));
}

}  // namespace
}  // namespace kiosk::answers
