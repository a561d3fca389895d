// The control room's own file, right and wrong.
#include "kiosk/control/room_settings.h"

#include "tests/contracts/scratch_folder.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::ErrorKind;
using kiosk::Result;
using kiosk::control::RoomSettings;
using testing::HasSubstr;

Result<RoomSettings> load(const std::string& text) {
    const ScratchFolder folder;
    const std::string file = folder.path() + "/room.json";
    std::ofstream(file) << text;
    return kiosk::control::load_room_settings(file);
}

const std::string mail = R"("mail": {"url": "smtps://mail.example.org", "from": "a@example.org"})";

TEST(RoomSettings, TheFileThatIsShippedCanBeRead) {
    const auto settings = kiosk::control::load_room_settings(HOUSE "/config/fleet/room.json");
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->alarms.lasts, std::chrono::minutes(5));
    EXPECT_TRUE(settings->alarms.levels.empty());
}

TEST(RoomSettings, LevelsStandInTheOrderOfTheirTime) {
    const auto settings = load("{" + mail + R"(, "alarms": {"levels": [
        {"after_minutes": 60, "to": ["b@example.org"]}, {"to": ["a@example.org"], "city": "leipzig"}]}})");
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->alarms.levels[0].city, "leipzig");
    EXPECT_EQ(settings->alarms.levels[1].after, std::chrono::hours(1));
}

TEST(RoomSettings, WhatIsWrongIsNamed) {
    const std::pair<std::string, const char*> cases[] = {
        {R"({"mail": {"url": "http://x", "from": "a@b"}})", "/mail/url"},
        {R"({"mail": {"url": "smtp://x", "from": "a@b", "user": "u"}})", "/mail/user"},
        {R"({"alarms": {"levels": [{"to": ["a@b"]}]}})", "/alarms"},
        {"{" + mail + R"(, "alarms": {"levels": [{"to": []}]}})", "/alarms/levels/0/to"},
        {"{" + mail + R"(, "alarms": {"lasts_minutes": -1}})", "/alarms/lasts_minutes"},
        {R"({"bell": {"brokers": ["bell:0"], "authority_file": "c"}})", "/bell/brokers"},
        {R"({"bell": {"brokers": ["bell:1"], "certificate_file": "a", "authority_file": "c"}})",
         "/bell/certificate_file"},
        {R"({"poll_seconds": 0})", "/poll_seconds"},
        {R"({"alarm": {}})", "/alarm"},
    };
    for (const auto& [text, where] : cases) {
        const auto settings = load(text);
        ASSERT_FALSE(settings) << text;
        EXPECT_EQ(settings.error().kind, ErrorKind::invalid_configuration);
        EXPECT_THAT(settings.error().detail, HasSubstr(where)) << text;
    }
}

}  // namespace
}  // namespace tests
