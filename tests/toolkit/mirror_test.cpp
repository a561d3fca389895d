// Right to left: the whole layout turns round, numbers and prices do not.
#include "tests/toolkit/gallery.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace screens {
namespace {

using gallery::Way;

Layout laid_out(Scene scene, bool right_to_left, const Way& way) {
    scene.right_to_left = right_to_left;
    return lay_out(scene, way.preferences(), way.geometry(), gallery::typesetter());
}

TEST(Mirror, EveryBoxStandsWhereAMirrorShowsItButNotTheKeys) {
    for (const Way& way : gallery::ways_of_operating()) {
        if (way.portrait) continue;
        for (const gallery::Screen& screen : gallery::sample_of(way)) {
            gallery::typesetter().age();
            const Layout plain = laid_out(screen.scene, false, way);
            const Layout mirrored = laid_out(screen.scene, true, way);
            ASSERT_EQ(plain.boxes.size(), mirrored.boxes.size()) << screen.name;
            for (std::size_t i = 0; i < plain.boxes.size(); ++i) {
                kiosk::PixelRect expected = plain.boxes[i].rect;
                const Node& node = plain.nodes[plain.boxes[i].node];
                if (node.region != Region::keyboard)
                    expected.x = way.geometry().pixels.width - expected.right();
                EXPECT_EQ(mirrored.boxes[i].rect, expected)
                    << screen.name << " (" << gallery::in_words(way) << ") " << node.id;
            }
        }
    }
}

TEST(Mirror, TheMirroredLanguageRunsFromRightToLeft) {
    const auto screens = gallery::screens_in("qps-plocm");
    ASSERT_FALSE(screens.empty());
    for (const gallery::Screen& screen : screens)
        EXPECT_TRUE(screen.scene.right_to_left) << screen.name;
}

constexpr std::string_view isolate = "\u2068";
constexpr std::string_view end_of_isolate = "\u2069";

// What stands outside every isolate.
std::string bare(std::string_view text) {
    std::string outside;
    int depth = 0;
    while (!text.empty()) {
        const bool opens = text.starts_with(isolate);
        const bool closes = text.starts_with(end_of_isolate);
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0 && !closes) outside += text.front();
        text.remove_prefix(opens || closes ? isolate.size() : 1);
    }
    EXPECT_EQ(depth, 0) << text;
    return outside;
}

// Without isolates an order number came out reversed in right-to-left text.
TEST(Mirror, OrderNumbersPricesAndNamesStayIsolated) {
    int found = 0;
    for (const gallery::Screen& screen : gallery::screens_in("qps-plocm"))
        for (const Node& node : screen.scene.nodes)
            for (const std::string* text : {&node.label, &node.hint, &node.problem})
                for (const std::string part : {"L26 042", " €", "Standesamt Leipzig"}) {
                    if (text->find(part) == std::string::npos) continue;
                    ++found;
                    EXPECT_EQ(bare(*text).find(part), std::string::npos)
                        << screen.name << " " << node.id << ": " << *text;
                }
    EXPECT_GT(found, 20);
}

// A citizen may ask in Arabic while the screen is German.
TEST(Mirror, WhatIsTypedStandsAtTheSideWhereItsOwnScriptBegins) {
    Node field;
    field.id = "question";
    field.role = Role::field;
    field.label = "Ihre Frage";
    const auto typed_at = [&](const std::string& value) {
        Scene scene;
        scene.language = "de";
        field.value = value;
        scene.nodes = {field};
        const Layout page = laid_out(scene, false, Way{});
        const Box& box = *page.box_of("question");
        const kiosk::PixelRect& text = box.texts.back().rect;
        EXPECT_TRUE(box.input.contains(text.x, text.y));
        return std::pair(text.x - box.input.x, box.input.right() - text.right());
    };
    const auto [german_left, german_right] = typed_at("Wo verlängere ich meinen Pass?");
    EXPECT_LT(german_left, german_right);
    const auto [arabic_left, arabic_right] = typed_at("أين أجدد جواز السفر؟");
    EXPECT_GT(arabic_left, arabic_right);
    EXPECT_GT(arabic_right, 0);
}

}  // namespace
}  // namespace screens
