// Sizes in millimetres of the real panel: EN 301 549 (letters), DIN 18040-1 (reach), and our own
// rule for targets.
#include "tests/toolkit/gallery.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace screens {
namespace {

using gallery::Way;
using kiosk::PixelRect;

struct Sizes : testing::TestWithParam<Way> {};

std::string name_of_way(const testing::TestParamInfo<Way>& way) {
    return std::string(way.param.portrait ? "Portrait" : "Landscape") +
           (way.param.low ? "Low" : "Upright") + (way.param.large ? "Large" : "");
}

INSTANTIATE_TEST_SUITE_P(, Sizes, testing::ValuesIn(gallery::ways_of_operating()), name_of_way);

int height_of_a_capital(const TextPiece& piece) {
    TextWish wish = piece.wish;
    wish.text = "H";
    wish.width = 0;
    return gallery::typesetter().set(wish).ink.height;
}

// A key with a letter of another script: a wide one is as large as its key has room for.
bool is_foreign_key(const Node& node) {
    const auto first = static_cast<unsigned char>(node.label.empty() ? '\0' : node.label.front());
    constexpr unsigned char first_greek = 0xCE;  // of two-byte UTF-8: Latin lies before it
    return node.role == Role::key && first >= first_greek && first < 0xE0;
}

// EN 301 549 §5.1.4: seen under at least 0.7° from 600 mm. Twice that for large text.
TEST_P(Sizes, CapitalsAreAtLeastSevenPointThreeMillimetresHigh) {
    std::set<int> ems;
    const double least = GetParam().large ? 14.6 : 7.3;
    gallery::walk(GetParam(), [&](const Layout& page, const std::string& where) {
        for (const Box& box : page.boxes)
            for (const TextPiece& piece : box.texts)
                if (!is_foreign_key(page.nodes[box.node]) && ems.insert(piece.wish.em).second) {
                    EXPECT_GE(height_of_a_capital(piece) / page.measures.pixels_per_mm, least)
                        << where << " " << page.nodes[box.node].id;
                }
    });
    EXPECT_GE(ems.size(), 3U);
}

double gap_between(const PixelRect& a, const PixelRect& b) {
    const int across = std::max(b.x - a.right(), a.x - b.right());
    const int down = std::max(b.y - a.bottom(), a.y - b.bottom());
    return std::max(across, down);
}

TEST_P(Sizes, TargetsAreTwentyMillimetresAndThreeApart) {
    gallery::walk(GetParam(), [&](const Layout& page, const std::string& where) {
        const double mm = page.measures.pixels_per_mm;
        std::vector<const Box*> targets;
        for (const Box& box : page.boxes)
            if (box.touchable) targets.push_back(&box);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const Box& box = *targets[i];
            const std::string& id = page.nodes[box.node].id;
            EXPECT_GE(box.rect.width, 20 * mm) << where << " " << id;
            EXPECT_GE(box.rect.height, 20 * mm) << where << " " << id;
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_GE(gap_between(box.rect, targets[j]->rect), 3 * mm)
                    << where << " " << id << " and " << page.nodes[targets[j]->node].id;
        }
    });
}

TEST_P(Sizes, EveryOperableNodeCanBeTouchedOnSomePage) {
    gallery::walk_screens(
        GetParam(), [&](const std::vector<Layout>& pages, const std::string& where) {
            std::set<std::string> touchable;
            for (const Layout& page : pages)
                for (const Box& box : page.boxes)
                    if (box.touchable) touchable.insert(page.nodes[box.node].id);
            // While the keyboard is shown within reach, fields are turned by keypad and "done".
            const bool keyboard_within_reach = GetParam().low && touchable.contains("key.done");
            for (const Layout& page : pages)
                for (const Node& node : page.nodes)
                    if (page.operable(node) &&
                        !(keyboard_within_reach && node.region == Region::content)) {
                        EXPECT_TRUE(touchable.contains(node.id)) << where << " " << node.id;
                    }
        });
}

struct LowReach : testing::TestWithParam<Way> {};

std::vector<Way> low_ways() {
    std::vector<Way> low;
    for (const Way& way : gallery::ways_of_operating())
        if (way.low) low.push_back(way);
    return low;
}

INSTANTIATE_TEST_SUITE_P(, LowReach, testing::ValuesIn(low_ways()), name_of_way);

TEST_P(LowReach, WhatIsOperatedLiesBetween850And1050MillimetresAboveTheFloor) {
    int seen = 0;
    gallery::walk(GetParam(), [&](const Layout& page, const std::string& where) {
        const kiosk::Panel& panel = page.geometry.panel;
        const double upper_edge = panel.lower_edge_mm + panel.height_mm;
        for (const Box& box : page.boxes) {
            if (!box.touchable) continue;
            ++seen;
            const std::string& id = page.nodes[box.node].id;
            EXPECT_LE(upper_edge - box.rect.y / page.measures.pixels_per_mm, 1050)
                << where << " " << id;
            EXPECT_GE(upper_edge - box.rect.bottom() / page.measures.pixels_per_mm, 850)
                << where << " " << id;
        }
    });
    EXPECT_GT(seen, 150);
}

TEST(Reach, APanelThatHangsLowOrHighGivesTheBandItHas) {
    for (const double lower_edge : {700.0, 800.0, 850.0, 900.0}) {
        Geometry geometry{{}, {1920, 1080}};
        geometry.panel.lower_edge_mm = lower_edge;
        const Band band = reachable_band(geometry);
        const double upper_edge = lower_edge + geometry.panel.height_mm;
        EXPECT_NEAR(upper_edge - band.top / geometry.pixels_per_mm(), std::min(1050.0, upper_edge),
                    0.5);
        EXPECT_NEAR(upper_edge - band.bottom / geometry.pixels_per_mm(),
                    std::max(850.0, lower_edge), 0.5);
    }
}

}  // namespace
}  // namespace screens
