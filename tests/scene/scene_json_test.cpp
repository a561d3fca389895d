#include "screens/scene/scene_json.h"

#include <set>

#include <gtest/gtest.h>

namespace screens {
namespace {

TEST(SceneJson, LeavesOutWhatIsAsUsual) {
    EXPECT_EQ(to_json(Node{"text", Role::text, "Guten Tag"}).dump(),
              R"({"id":"text","role":"text","label":"Guten Tag","region":"content"})");
}

TEST(SceneJson, SaysThatANodeIsOperableAndNotWhatItSends) {
    Node node{"field.name", Role::field, "Name"};
    node.event = kiosk::visit::Answered{"name", "secret"};
    const auto json = to_json(node);
    EXPECT_EQ(json.at("operable"), true);
    EXPECT_EQ(json.dump().find("secret"), std::string::npos);
}

TEST(SceneJson, TellsEveryState) {
    Node node{"tick", Role::tick, "Ja"};
    node.selected = node.disabled = node.typing = node.personal = true;
    node.tone = Tone::error;
    node.emphasis = Emphasis::danger;
    const auto json = to_json(node);
    for (const char* member : {"selected", "disabled", "typing", "personal"})
        EXPECT_EQ(json.at(member), true) << member;
    EXPECT_EQ(json.at("tone"), "error");
    EXPECT_EQ(json.at("emphasis"), "danger");
}

TEST(SceneJson, NamesEveryRoleAndRegionApart) {
    std::set<std::string_view> roles;
    for (int role = 0; role <= static_cast<int>(Role::group); ++role)
        EXPECT_TRUE(roles.insert(name_of(static_cast<Role>(role))).second) << role;
    std::set<std::string_view> regions;
    for (int region = 0; region <= static_cast<int>(Region::overlay); ++region)
        EXPECT_TRUE(regions.insert(name_of(static_cast<Region>(region))).second) << region;
}

TEST(SceneJson, KeepsReadingOrder) {
    Scene scene{"welcome", "ar", true, {{"b", Role::text, "1"}, {"a", Role::text, "2"}}};
    const auto json = to_json(scene);
    EXPECT_EQ(json.at("nodes").at(0).at("id"), "b");
    EXPECT_EQ(json.at("right_to_left"), true);
}

}  // namespace
}  // namespace screens
