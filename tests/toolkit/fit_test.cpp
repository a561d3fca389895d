// Nothing is cut, parted in the middle of a word, or laid over something else: in every language,
// in one that is 40 % longer, and at 200 %.
#include "tests/scenarios/town_hall.h"
#include "tests/toolkit/gallery.h"

#include <map>

#include <gtest/gtest.h>

namespace screens {
namespace {

using gallery::Way;
using kiosk::PixelRect;

std::vector<Way> longest_ways() {
    std::vector<Way> ways;
    for (const Way& way : gallery::ways_of_operating())
        for (const char* language : {"qps-ploc", "en"}) {
            if (language == std::string("en") && !way.large) continue;
            ways.push_back(way);
            ways.back().language = language;
        }
    return ways;
}

struct Fit : testing::TestWithParam<Way> {};

std::string name_of_way(const testing::TestParamInfo<Way>& way) {
    std::string name = gallery::in_words(way.param);
    std::erase_if(name, [](char c) { return c == ',' || c == ' ' || c == '-'; });
    return name;
}

INSTANTIATE_TEST_SUITE_P(, Fit, testing::ValuesIn(longest_ways()), name_of_way);

bool holds(const PixelRect& outer, const PixelRect& inner) {
    return inner.empty() || (inner.x >= outer.x && inner.y >= outer.y &&
                             inner.right() <= outer.right() && inner.bottom() <= outer.bottom());
}

bool overlap(const PixelRect& a, const PixelRect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

// Where its letters are seen; of a piece that a page break parted, where it may be seen. Letters
// such as "j" and "Î" lean out of their line a little at its sides: that is their side bearing.
PixelRect ink_of(const TextPiece& piece) {
    const SetText& set = gallery::typesetter().set(piece.wish);
    if (piece.skipped > 0 || piece.rect.height < set.height) return piece.rect;
    const int bearing = piece.wish.em / 10;
    constexpr int blur = 1;  // of the topmost and the lowest row of pixels
    return {piece.rect.x + set.ink_x + bearing, piece.rect.y + set.ink_y + blur,
            set.ink.width - 2 * bearing, set.ink.height - 2 * blur};
}

void expect_everything_inside(const Layout& page, const std::string& where) {
    const PixelRect screen{0, 0, page.geometry.pixels.width, page.geometry.pixels.height};
    for (const Box& box : page.boxes) {
        const std::string what = where + " " + page.nodes[box.node].id;
        EXPECT_TRUE(holds(screen, box.rect)) << what;
        for (const PixelRect* part : {&box.icon, &box.input, &box.qr})
            EXPECT_TRUE(holds(box.rect, *part)) << what;
        for (const TextPiece& piece : box.texts)
            EXPECT_TRUE(holds(box.rect, ink_of(piece))) << what << ": " << piece.wish.text;
    }
}

void expect_nothing_covered(const Layout& page, const std::string& where) {
    const auto over = [&](const Box& box) {
        return page.nodes[box.node].region == Region::overlay;
    };
    for (std::size_t i = 0; i < page.boxes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(over(page.boxes[i]) == over(page.boxes[j]) &&
                         overlap(page.boxes[i].rect, page.boxes[j].rect))
                << where << " " << page.nodes[page.boxes[i].node].id << " and "
                << page.nodes[page.boxes[j].node].id;
}

void expect_no_word_parted(const Layout& page, const std::string& where) {
    for (const Box& box : page.boxes) {
        if (page.nodes[box.node].role == Role::field) continue;  // typed by the citizen
        for (const TextPiece& piece : box.texts)
            EXPECT_LE(gallery::typesetter().longest_word(piece.wish), piece.wish.width)
                << where << " " << page.nodes[box.node].id << ": " << piece.wish.text;
    }
}

using Shown = std::map<std::pair<std::string, std::string>, int>;  // node, text → pixels

// Every line of every text is in view on some page.
void expect_no_line_lost(const std::vector<Layout>& pages, bool low, const std::string& where) {
    Shown shown;
    Shown whole;
    for (const Layout& page : pages) {
        if (!page.card.empty() || (low && page.box_of("key.done") != nullptr))
            continue;  // what lies beneath is another screen's matter
        for (const Box& box : page.boxes)
            for (const TextPiece& piece : box.texts) {
                const auto key = std::pair(page.nodes[box.node].id, piece.wish.text);
                const bool repeated = piece.skipped == 0 && shown.contains(key);
                shown[key] = (repeated ? 0 : shown[key]) + piece.rect.height;
                whole[key] = gallery::typesetter().set(piece.wish).height;
            }
    }
    for (const auto& [key, height] : whole)
        EXPECT_GE(shown[key], height) << where << " " << key.first << ": " << key.second;
    for (const Layout& page : pages)
        for (const Node& node : page.nodes)
            if (node.region == Region::content && page.card.empty()) {
                EXPECT_TRUE(page.page_of.contains(node.id) || node.id.starts_with("pager"))
                    << where << " " << node.id;
            }
}

TEST_P(Fit, NothingIsCutCoveredPartedOrLost) {
    gallery::walk_screens(
        GetParam(), [](const std::vector<Layout>& pages, const std::string& screen) {
            for (const Layout& page : pages) {
                const std::string where = screen + " page " + std::to_string(page.page + 1);
                expect_everything_inside(page, where);
                expect_nothing_covered(page, where);
                expect_no_word_parted(page, where);
            }
            expect_no_line_lost(pages, GetParam().low, screen);
        });
}

int unknown_glyphs(const std::string& text, const std::string& language) {
    TextWish wish;
    wish.text = text;
    wish.language = language;
    wish.em = 33;
    return gallery::typesetter().set(wish).unknown_glyphs;
}

// With every placeholder filled; a text that lacks one would read "⟦key⟧".
std::string filled(const kiosk::text::Catalogue& texts, const std::string& language,
                   const std::string& key) {
    std::vector<kiosk::text::Argument> arguments;
    const auto names = texts.placeholders("de", key);
    for (const std::string& name : names.value()) arguments.push_back({name, std::int64_t{2}});
    return texts(language, key, arguments);
}

TEST(Glyphs, EveryTextOfEveryLanguageHasThem) {
    const auto& texts = scenes::town_hall().texts;
    auto languages = texts.languages();
    languages.emplace_back("qps-ploc");
    languages.emplace_back("qps-plocm");
    int texts_seen = 0;
    for (const auto& language : languages)
        for (const auto& key : texts.keys("de")) {
            EXPECT_EQ(unknown_glyphs(filled(texts, language, key), language), 0)
                << language << " " << key;
            gallery::typesetter().age();
            ++texts_seen;
        }
    EXPECT_GT(texts_seen, 1000);
    EXPECT_GT(unknown_glyphs("\u4E00", "zh"), 0);
}

}  // namespace
}  // namespace screens
