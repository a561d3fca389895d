// What is promised of the picture itself: contrast, the focus ring, nothing beside the nodes, and
// that redrawing what changed gives the same picture as redrawing everything.
#include "screens/toolkit/theme.h"
#include "tests/toolkit/gallery.h"
#include "tests/toolkit/stage.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace screens {
namespace {

using gallery::Way;
using kiosk::PixelRect;
using stage::Stage;

// WCAG 2.2: relative luminance and contrast ratio.
double luminance(Rgb colour) {
    const auto linear = [](std::uint32_t channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear((colour >> 16U) & 255U) + 0.7152 * linear((colour >> 8U) & 255U) +
           0.0722 * linear(colour & 255U);
}

double contrast(Rgb a, Rgb b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

// The most frequent colour is the ground; the farthest one with at least 6 pixels is the ink: a
// full stop has no more that are not blurred.
double contrast_inside(const Stage& stage, const PixelRect& rect) {
    std::map<Rgb, int> count;
    for (int y = rect.y; y < rect.bottom(); ++y)
        for (int x = rect.x; x < rect.right(); ++x) ++count[stage.at(x, y) & 0xFFFFFFU];
    const auto ground =
        std::max_element(count.begin(), count.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    double farthest = 1;
    for (const auto& [colour, pixels] : count)
        if (pixels >= 6) farthest = std::max(farthest, contrast(colour, ground->first));
    return farthest;
}

// Each screen's first page and those that follow, drawn.
void draw_each(const Way& way, const std::function<void(Stage&, const std::string&)>& look) {
    Stage stage;
    for (const gallery::Screen& screen : gallery::sample_of(way)) {
        stage.toolkit->show(screen.scene, way.preferences());
        for (int page = 0; page < stage.toolkit->layout().pages; ++page) {
            if (page > 0) stage.toolkit->turn_page(1);
            (void)stage.draw();
            look(stage, screen.name + " page " + std::to_string(page + 1));
        }
    }
}

struct Contrast : testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(, Contrast, testing::Bool(), [](const testing::TestParamInfo<bool>& way) {
    return std::string(way.param ? "High" : "Normal");
});

// WCAG 1.4.3; 1.4.6 in high contrast.
TEST_P(Contrast, OfEveryTextIsEnoughInThePixels) {
    const double least = GetParam() ? 7 : 4.5;
    int texts = 0;
    draw_each({.contrast = GetParam()}, [&](Stage& stage, const std::string& where) {
        const Layout& layout = stage.toolkit->layout();
        for (const Box& box : layout.boxes) {
            if (box.under_overlay) continue;
            for (const TextPiece& piece : box.texts) {
                ++texts;
                EXPECT_GE(contrast_inside(stage, piece.rect), least)
                    << where << " " << layout.nodes[box.node].id << ": " << piece.wish.text;
            }
            if (!box.icon.empty()) {
                EXPECT_GE(contrast_inside(stage, box.icon), 3)
                    << where << " " << layout.nodes[box.node].id << " " << box.icon_name;
            }
        }
    });
    EXPECT_GT(texts, 300);
}

TEST_P(Contrast, OfTheFocusRingAgainstWhatIsAroundIsThreeToOne) {
    Stage stage;
    for (const gallery::Screen& screen : gallery::screens_in("de")) {
        if (screen.name != "welcome" && screen.name != "keyboard.capitals" &&
            screen.name != "end" && screen.name != "ordered.printed")
            continue;
        stage.toolkit->show(screen.scene, {.contrast = GetParam()});
        const std::string start = stage.toolkit->focused();
        do {
            (void)stage.press(kiosk::Key::down);
            (void)stage.draw();
            const Layout& layout = stage.toolkit->layout();
            const PixelRect rect = layout.box_of(stage.toolkit->focused())->rect;
            const int bar = rect.x - layout.measures.mm(0.6) - layout.measures.mm(1.3) / 2;
            const int outside = rect.x - layout.measures.mm(0.6) - layout.measures.mm(1.3) - 1;
            if (outside < 0) continue;
            const int y = rect.y + rect.height / 2;
            EXPECT_GE(contrast(stage.at(bar, y), stage.at(outside, y)), 3)
                << screen.name << " " << stage.toolkit->focused();
        } while (stage.toolkit->focused() != start);
    }
}

std::vector<bool> covered(const Layout& layout) {
    const kiosk::PixelSize size = layout.geometry.pixels;
    std::vector<bool> inside(static_cast<std::size_t>(size.width) *
                             static_cast<std::size_t>(size.height));
    const auto cover = [&](const PixelRect& rect) {
        for (int y = rect.y; y < rect.bottom(); ++y) {
            const auto row = inside.begin() + static_cast<std::ptrdiff_t>(y) * size.width;
            std::fill(row + rect.x, row + rect.right(), true);
        }
    };
    for (const Box& box : layout.boxes) {
        cover(box.rect);
        for (const TextPiece& piece : box.texts) {  // letters lean out by their side bearing
            const int bearing = piece.wish.em / 10;
            cover({piece.rect.x - bearing, piece.rect.y, piece.rect.width + 2 * bearing,
                   piece.rect.height});
        }
    }
    return inside;
}

// Nothing can be seen that is not a node: beside them there are grounds and hairlines only.
TEST(Pixels, OutsideTheNodesEqualTheGround) {
    const Theme& colours = theme(false);
    const std::vector<Rgb> plain{colours.ground};
    const std::vector<Rgb> on_surface{colours.surface, colours.line, colours.primary};
    draw_each({}, [&](Stage& stage, const std::string& where) {
        const Layout& layout = stage.toolkit->layout();
        if (!layout.card.empty()) return;  // a veil lies over everything
        const std::vector<bool> inside = covered(layout);
        const int width = layout.geometry.pixels.width;
        int astray = 0;
        for (std::size_t i = 0; i < inside.size(); ++i) {
            if (inside[i]) continue;
            const Rgb colour = stage.pixels()[i] & 0xFFFFFFU;
            if (colour == colours.ground) continue;
            const int x = static_cast<int>(i) % width;
            const int y = static_cast<int>(i) / width;
            const bool surface =
                std::any_of(layout.surfaces.begin(), layout.surfaces.end(),
                            [&](const PixelRect& rect) { return rect.contains(x, y); });
            const bool known = surface && std::find(on_surface.begin(), on_surface.end(), colour) !=
                                              on_surface.end();
            if (!known && ++astray == 1) {
                ADD_FAILURE() << where << ": pixel " << x << ", " << y << " is " << std::hex
                              << colour;
            }
        }
    });
}

class TwoPictures {
  public:
    void show(const Scene& scene, const kiosk::visit::Preferences& preferences) {
        for (Stage* stage : {&damaged_, &whole_}) stage->toolkit->show(scene, preferences);
    }
    void press(kiosk::Key key) {
        for (Stage* stage : {&damaged_, &whole_}) (void)stage->press(key);
    }
    void hold(const std::string& id) {
        for (Stage* stage : {&damaged_, &whole_}) stage->down(id);
    }
    void let_go(const std::string& id) {
        for (Stage* stage : {&damaged_, &whole_}) (void)stage->up(id);
    }
    void expect_equal(const std::string& where) {
        drawn_ += damaged_.draw().size();
        (void)whole_.draw(true);
        EXPECT_TRUE(damaged_.pixels() == whole_.pixels()) << where;
    }
    [[nodiscard]] std::size_t drawn() const { return drawn_; }

  private:
    Stage damaged_;
    Stage whole_;
    std::size_t drawn_ = 0;
};

TEST(Damage, GivesTheSamePictureAsDrawingEverything) {
    TwoPictures two;
    bool contrast = false;
    for (const gallery::Screen& screen : gallery::screens_in("de")) {
        contrast = contrast != (screen.name == "reviewing");
        two.show(screen.scene, {.contrast = contrast});
        two.expect_equal(screen.name);
        two.press(kiosk::Key::down);
        two.expect_equal(screen.name + ", focus moved");
    }
    EXPECT_GT(two.drawn(), 100U);
}

TEST(Damage, OfOneButtonPressedIsThatButton) {
    Stage stage;
    stage.toolkit->show(stage::small_scene(), {});
    (void)stage.draw();
    EXPECT_TRUE(stage.draw().empty());
    stage.down("two");
    const auto damage = stage.draw();
    ASSERT_EQ(damage.size(), 1U);
    const PixelRect button = stage.rect("two");
    EXPECT_LE(damage[0].width, button.width + 20);
    EXPECT_LE(damage[0].height, button.height + 20);
    EXPECT_GE(damage[0].width, button.width);
}

TEST(Damage, OfAPressedAndReleasedButtonLeavesNoTrace) {
    TwoPictures two;
    two.show(stage::small_scene(), {});
    two.expect_equal("at rest");
    two.hold("two");
    two.expect_equal("held");
    two.let_go("two");
    two.expect_equal("let go");
}

}  // namespace
}  // namespace screens
