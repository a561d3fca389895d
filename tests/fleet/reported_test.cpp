// What a terminal may say, and what of it is kept.
#include "kiosk/fleet/reported.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tests {
namespace {

using kiosk::fleet::parse_reported;
using kiosk::fleet::Reported;
using kiosk::fleet::without_free_text;
using nlohmann::json;
using testing::HasSubstr;

const kiosk::Instant morning = kiosk::parse_instant("2026-12-01T06:02:00Z").value();

json whole() {
    const Reported said{.terminal = "leipzig-042",
                        .city = "leipzig",
                        .at = morning,
                        .software = "1.2.3",
                        .service = {.state = "in_service", .since = morning},
                        .parts = {{"paper", "paperOut", morning}},
                        .results = {{1, "restart", "done", "", morning}}};
    return json::parse(to_json(said));
}

TEST(Reported, ComesBackAsItWasSaid) {
    const auto read = parse_reported(whole().dump());
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(json::parse(to_json(*read)), whole());
}

TEST(Reported, WhatBreaksItsRulesIsRefusedByItsPlace) {
    const std::pair<const char*, json> cases[] = {
        {"/schema", 2},
        {"/terminal", "Leipzig 42"},
        {"/at", "yesterday"},
        {"/software", "Erika Mustermann"},
        {"/service/in_use", "no"},
        {"/parts/0/state", std::string(65, 'a')},
        {"/journal/waiting", -1},
        {"/jobs/results/0/outcome", ""},
        {"/jobs/results/0/outcome", "sort_of"},
        {"/jobs/results/0/number", "1"},
        {"/jobs/head/hash", "abc"},
        {"/parts", json::array_t(33, whole()["parts"][0])},
        {"/jobs/results", json::array_t(101, whole()["jobs"]["results"][0])},
    };
    for (const auto& [place, value] : cases) {
        json said = whole();
        said[json::json_pointer(place)] = value;
        const auto read = parse_reported(said.dump());
        ASSERT_FALSE(read) << place;
        EXPECT_EQ(read.error().kind, kiosk::ErrorKind::invalid_input) << place;
    }
    for (const char* place : {"/terminal", "/service", "/jobs/head", "/journal/needs_staff"}) {
        json said = whole();
        const json::json_pointer member(place);
        said[member.parent_pointer()].erase(member.back());
        EXPECT_FALSE(parse_reported(said.dump())) << place;
    }
    EXPECT_FALSE(parse_reported("[]"));
    EXPECT_FALSE(parse_reported(std::string(17U << 10U, ' ') + whole().dump()));
}

TEST(Reported, OfANewerTerminalWordsAreKeptAndSentencesAreNot) {
    json said = whole();
    said["coins"] = {{"state", "coinsFull"}, {"note", "Erika Mustermann war hier"}, {"count", 3}};
    said["parts"][0]["comment"] = "bitte M\u00fcller anrufen";
    said["visitors"] = {"Erika Mustermann", "ok"};
    said["Erika Mustermann"] = 1;
    ASSERT_TRUE(parse_reported(said.dump()));
    const json kept = json::parse(without_free_text(said.dump()).value());
    json expected = whole();
    expected["coins"] = {{"state", "coinsFull"}, {"count", 3}};
    expected["visitors"] = {"ok"};
    EXPECT_EQ(kept, expected);
    EXPECT_TRUE(parse_reported(kept.dump()));
}

}  // namespace
}  // namespace tests
