// How often answers helped.
#include "kiosk/answers/judgements.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;

TEST(Judgements, AreCountedByTopic) {
    std::string note;
    for (const bool helped : {true, true, false}) note = with_judgement(note, "reisepass", helped);
    note = with_judgement(note, "wohngeld", false);
    EXPECT_EQ(json::parse(note), (json{{"reisepass", {{"helped", 2}, {"not", 1}}},
                                       {"wohngeld", {{"helped", 0}, {"not", 1}}}}));
}

TEST(Judgements, BeginAnewWhereTheNoteIsBroken) {
    for (const char* broken :
         {"", "{", "[]", R"({"reisepass":7})", R"({"reisepass":{"helped":"x"}})"})
        EXPECT_EQ(json::parse(with_judgement(broken, "reisepass", true))["reisepass"]["helped"], 1)
            << broken;
}

}  // namespace
}  // namespace kiosk::answers
