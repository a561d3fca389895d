// By keypad alone: the focus passes over everything in reading order, and help is always in the
// same place.
#include "screens/toolkit/icons.h"
#include "tests/toolkit/gallery.h"
#include "tests/toolkit/stage.h"

#include <algorithm>
#include <map>

namespace screens {
namespace {

using gallery::Way;
using stage::Stage;

std::size_t index_of(const std::vector<Node>& nodes, const std::string& id) {
    return static_cast<std::size_t>(
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; }) -
        nodes.begin());
}

std::vector<std::string> walk_down(Stage& stage, std::size_t most) {
    std::vector<std::string> passed;
    const std::string start = stage.toolkit->focused();
    do {
        passed.push_back(stage.toolkit->focused());
        EXPECT_NE(stage.toolkit->layout().box_of(passed.back()), nullptr)
            << passed.back() << " has the focus and is not in view";
        (void)stage.press(kiosk::Key::down);
    } while (stage.toolkit->focused() != start && passed.size() < most);
    std::erase_if(passed, [](const std::string& id) { return id.starts_with("pager."); });
    return passed;
}

struct Keypad : testing::TestWithParam<Way> {};

INSTANTIATE_TEST_SUITE_P(, Keypad, testing::Values(Way{}, Way{.large = true}, Way{.low = true}),
                         [](const testing::TestParamInfo<Way>& way) {
                             return std::string(way.param.large ? "Large"
                                                : way.param.low ? "Low"
                                                                : "Normal");
                         });

TEST_P(Keypad, ReachesEveryOperableNodeInReadingOrder) {
    Stage stage;
    for (const gallery::Screen& screen : gallery::screens_in("de")) {
        stage.toolkit->show(screen.scene, GetParam().preferences());
        const auto passed = walk_down(stage, 2 * screen.scene.nodes.size() + 10);
        int turned_round = 0;
        for (std::size_t i = 1; i < passed.size(); ++i)
            turned_round += index_of(screen.scene.nodes, passed[i]) <
                            index_of(screen.scene.nodes, passed[i - 1]);
        EXPECT_LE(turned_round, 1) << screen.name;
        for (const Node& node : screen.scene.nodes)
            if (stage.toolkit->layout().operable(node)) {
                EXPECT_NE(std::find(passed.begin(), passed.end(), node.id), passed.end())
                    << screen.name << " " << node.id;
            }
    }
}

// The heading that is repeated above a field on a later page once led back to the first.
TEST(FirstInView, GoesOnFromThePageThatIsInView) {
    Stage stage;
    int later = 0;
    for (const gallery::Screen& screen : gallery::screens_in("de")) {
        stage.toolkit->show(screen.scene, {.large = true});
        const int page = stage.toolkit->layout().page;
        if (page == 0) continue;
        ++later;
        (void)stage.press(kiosk::Key::down);
        EXPECT_GE(stage.toolkit->layout().page, page) << screen.name;
    }
    EXPECT_GT(later, 3);
}

TEST(Help, HasTheSamePlaceOnEveryScreen) {
    for (const Way& way : gallery::ways_of_operating()) {
        std::map<std::string, kiosk::PixelRect> places;
        gallery::walk(way, [&](const Layout& page, const std::string& where) {
            for (const char* id : {"banner.help", "banner.end", "banner.language"}) {
                const Box* box = page.box_of(id);
                if (box == nullptr) continue;
                const auto [place, fresh] = places.try_emplace(id, box->rect);
                EXPECT_EQ(box->rect, place->second) << where << " " << id;
            }
        });
        EXPECT_EQ(places.size(), 3U) << gallery::in_words(way);
    }
}

TEST(Icons, AreAllThere) {
    Icons icons(KIOSK_HOME "/assets/icons");
    int seen = 0;
    gallery::walk({}, [&](const Layout& page, const std::string& where) {
        for (const Box& box : page.boxes) {
            if (box.icon_name.empty()) continue;
            ++seen;
            EXPECT_FALSE(icons.at(box.icon_name, 40).coverage.empty())
                << where << " " << box.icon_name;
        }
    });
    EXPECT_GT(seen, 100);
    EXPECT_TRUE(icons.at("no-such-icon", 40).coverage.empty());
}

// A question with its buttons begins the second page; the thanks for the answer fit on the first.
TEST(Answer, ToWhatWasTouchedIsInViewOnWhateverPageItStands) {
    for (const bool by_keypad : {false, true}) {
        Stage stage;
        Scene scene = stage::small_scene();
        const auto add = [&](Node node) {
            const auto added = scene.nodes.insert(scene.nodes.end() - 2, std::move(node));
            return added - scene.nodes.begin();
        };
        std::string long_question;
        for (int i = 0; i < 24; ++i) long_question += "Hat das geholfen? ";
        auto place = add(stage::button("asked", long_question));
        add(stage::node("after", Role::text, "Noch mehr"));
        const auto& page = [&]() -> const Layout& { return stage.toolkit->layout(); };
        for (int i = 0; i == 0 || page().page_of.at("asked") == 0; ++i, ++place) {
            scene.nodes.insert(scene.nodes.begin() + place,
                               stage::button("before" + std::to_string(i), "Davor"));
            stage.toolkit->show(scene, {});
        }
        if (by_keypad)
            while (stage.toolkit->focused() != "asked") (void)stage.press(kiosk::Key::down);
        else
            (void)stage.tap(pager_down);
        ASSERT_EQ(page().page, 1);
        ASSERT_TRUE(by_keypad ? stage.press(kiosk::Key::action) : stage.tap("asked"));
        scene.nodes[static_cast<std::size_t>(place)] = stage::node("thanks", Role::text, "Danke");
        stage.toolkit->show(scene, {});
        EXPECT_EQ(page().page, 0);
        EXPECT_NE(page().box_of("thanks"), nullptr);
        EXPECT_EQ(stage.toolkit->focused(), "thanks");
    }
}

}  // namespace
}  // namespace screens
