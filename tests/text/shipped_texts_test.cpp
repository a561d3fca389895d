// House guards: every text in every language, with equal placeholders.
#include "kiosk/text/catalogue.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace kiosk::text {
namespace {

const Catalogue& shipped() {
    static const Catalogue catalogue = Catalogue::load(HOUSE "/assets/text").value();
    return catalogue;
}

TEST(ShippedTexts, AreThereInGermanAndEnglish) {
    EXPECT_EQ(shipped().languages(), (std::vector<std::string>{"de", "en"}));
    EXPECT_GT(shipped().keys("de").size(), 200U);
}

TEST(ShippedTexts, HaveTheSameKeysInEveryLanguage) {
    const auto german = shipped().keys("de");
    for (const auto& language : shipped().languages()) {
        const auto keys = shipped().keys(language);
        std::vector<std::string> different;
        std::set_symmetric_difference(german.begin(), german.end(), keys.begin(), keys.end(),
                                      std::back_inserter(different));
        EXPECT_TRUE(different.empty()) << language << ": " << different.front();
    }
}

TEST(ShippedTexts, HaveEqualPlaceholdersInEveryLanguage) {
    for (const auto& key : shipped().keys("de")) {
        const auto german = shipped().placeholders("de", key);
        ASSERT_TRUE(german) << key << ": " << german.error().detail;
        for (const auto& language : shipped().languages()) {
            const auto other = shipped().placeholders(language, key);
            ASSERT_TRUE(other) << language << " " << key << ": " << other.error().detail;
            EXPECT_EQ(*other, *german) << language << " " << key;
        }
    }
}

TEST(ShippedTexts, AreNeverEmpty) {
    for (const auto& language : shipped().languages())
        for (const auto& key : shipped().keys(language)) {
            if (key.starts_with("format.")) continue;
            std::vector<Argument> arguments;
            const auto names = shipped().placeholders(language, key).value();
            for (const auto& name : names) arguments.push_back({name, std::int64_t{2}});
            const std::string text = shipped()(language, key, arguments);
            EXPECT_FALSE(text.empty() || text.starts_with("⟦"))
                << language << " " << key << ": " << text;
        }
}

}  // namespace
}  // namespace kiosk::text
