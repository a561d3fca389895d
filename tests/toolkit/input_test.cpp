#include "tests/toolkit/stage.h"

using namespace stage;
using kiosk::Key;

namespace {

std::string chosen(const std::optional<kiosk::visit::Event>& event) {
    if (!event) return "nothing";
    const auto* service = std::get_if<kiosk::visit::ServiceChosen>(&*event);
    return service == nullptr ? "another event" : service->service;
}

struct Input : testing::Test {
    Input() { stage.toolkit->show(small_scene(), {}); }
    Stage stage;
};

TEST_F(Input, ActsOnReleaseInsideTheTarget) {
    stage.down("two");
    EXPECT_EQ(chosen(stage.up("two")), "two");
}

TEST_F(Input, SlidingOffTheTargetCancels) {
    stage.down("two");
    EXPECT_EQ(chosen(stage.up("three")), "nothing");
}

TEST_F(Input, ASecondTapWithinFourTenthsOfASecondIsIgnored) {
    EXPECT_EQ(chosen(stage.tap("two")), "two");
    stage.now += 200ms;
    stage.down("two");
    stage.now += 50ms;
    EXPECT_EQ(chosen(stage.up("two")), "nothing");
    EXPECT_EQ(chosen(stage.tap("two")), "two");
}

TEST_F(Input, OnlyTheFirstFingerCounts) {
    stage.down("one", 1);
    stage.down("two", 2);
    EXPECT_EQ(chosen(stage.up("two", 2)), "nothing");
    EXPECT_EQ(chosen(stage.up("one", 1)), "one");
}

TEST_F(Input, APalmOfSixContactsIsDropped) {
    for (int finger = 1; finger <= 6; ++finger) stage.down("one", finger);
    for (int finger = 6; finger >= 1; --finger)
        EXPECT_EQ(chosen(stage.up("one", finger)), "nothing");
    EXPECT_EQ(chosen(stage.tap("one")), "one");
}

TEST_F(Input, AContactOfAMinuteIsDirtAndDoesNotLockThePanel) {
    stage.down("one", 1);
    stage.now += 61s;
    stage.down("two", 2);
    EXPECT_EQ(chosen(stage.up("two", 2)), "two");
}

TEST_F(Input, QuickTapsOnDifferentKeysAreMeant) {
    screens::Scene scene = small_scene();
    for (const char* id : {"key.a", "key.b"}) {
        scene.nodes.push_back(button(id, "x", screens::Region::keyboard));
        scene.nodes.back().role = screens::Role::key;
        scene.nodes.back().row = "letters.1";
    }
    stage.toolkit->show(scene, {});
    EXPECT_EQ(chosen(stage.tap("key.a")), "key.a");
    stage.now += 100ms;
    stage.down("key.b");
    EXPECT_EQ(chosen(stage.up("key.b")), "key.b");
}

TEST_F(Input, TheKeypadPassesOverEveryNodeInReadingOrder) {
    std::vector<std::string> passed;
    const std::string start = stage.toolkit->focused();
    do {
        passed.push_back(stage.toolkit->focused());
        (void)stage.press(Key::down);
    } while (stage.toolkit->focused() != start && passed.size() < 50);
    EXPECT_EQ(passed, (std::vector<std::string>{"heading", "one", "two", "three", "action.back",
                                                "action.continue", "city", "banner.help"}));
}

TEST_F(Input, ActionActivatesWhatHasTheFocus) {
    (void)stage.press(Key::down);
    EXPECT_EQ(chosen(stage.press(Key::action)), "one");
}

TEST_F(Input, BackAndHelpWorkFromEverywhere) {
    EXPECT_EQ(chosen(stage.press(Key::back)), "action.back");
    EXPECT_EQ(chosen(stage.press(Key::help)), "banner.help");
}

TEST_F(Input, UnderAnOverlayNothingElseIsOperable) {
    screens::Scene scene = small_scene();
    scene.nodes.push_back(
        node("question", screens::Role::heading, "Wirklich?", screens::Region::overlay));
    scene.nodes.push_back(button("overlay.back", "Nein", screens::Region::overlay));
    stage.toolkit->show(scene, {});
    EXPECT_EQ(chosen(stage.tap("action.continue")), "nothing");
    EXPECT_EQ(chosen(stage.press(Key::help)), "nothing");
    EXPECT_EQ(chosen(stage.press(Key::back)), "overlay.back");
    EXPECT_EQ(chosen(stage.tap("overlay.back")), "overlay.back");
}

TEST_F(Input, ADisabledButtonGivesNothing) {
    screens::Scene scene = small_scene();
    scene.nodes[3].disabled = true;
    stage.toolkit->show(scene, {});
    EXPECT_EQ(chosen(stage.tap("one")), "nothing");
}

TEST_F(Input, PagingReachesEveryNode) {
    screens::Scene scene = small_scene();
    for (int i = 0; i < 30; ++i)
        scene.nodes.insert(scene.nodes.begin() + 6,
                           button("more." + std::to_string(i), "Noch eines"));
    stage.toolkit->show(scene, {});
    std::set<std::string> seen;
    for (int turn = 0; turn < 20; ++turn) {
        for (const screens::Box& box : stage.toolkit->layout().boxes)
            seen.insert(stage.toolkit->layout().nodes[box.node].id);
        if (stage.toolkit->layout().box_of(screens::pager_down) == nullptr) break;
        EXPECT_EQ(chosen(stage.tap(screens::pager_down)), "nothing");
    }
    for (const screens::Node& each : scene.nodes) EXPECT_TRUE(seen.contains(each.id)) << each.id;
}

}  // namespace
