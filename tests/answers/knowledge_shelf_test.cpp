// What a terminal answers from while its files are edited.
#include "kiosk/answers/knowledge_shelf.h"

#include "tests/answers/knowledge_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

using testing::HasSubstr;
using testing::Not;

class Shelf : public testing::Test {
  protected:
    Shelf() {
        std::filesystem::copy(HOUSE "/assets/knowledge/frames", written.path("frames"),
                              std::filesystem::copy_options::recursive);
        write("eins", "Eins");
    }
    void write(const std::string& id, const std::string& title) const {
        written.write("topics/" + id + ".json",
                      R"({"id":")" + id + R"(","title":{"de":")" + title + "\"}}");
    }
    [[nodiscard]] KnowledgeShelf shelf() const { return {written.path(), kept.path("kept")}; }

    KnowledgeFolder written;
    KnowledgeFolder kept;
};

std::string title_of(const Result<std::shared_ptr<const Answerer>>& opened) {
    return opened ? (*opened)->knowledge().topics.front().title.at("de") : opened.error().detail;
}

TEST_F(Shelf, TakesAnEditOverWithoutARestart) {
    auto terminal = shelf();
    EXPECT_EQ(title_of(terminal.open()), "Eins");
    write("eins", "Eins, neu gefasst");
    EXPECT_EQ(title_of(terminal.open()), "Eins, neu gefasst");
    EXPECT_FALSE(terminal.refused());
}

TEST_F(Shelf, ReadsNothingTwice) {
    auto terminal = shelf();
    const auto first = terminal.open();
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(terminal.open()->get(), first->get());
}

TEST_F(Shelf, KeepsTheLastFitKnowledgeAndSaysSoInTheLog) {
    auto terminal = shelf();
    ASSERT_TRUE(terminal.open());
    written.write("topics/zwei.json", "{\"id\":\n");
    testing::internal::CaptureStderr();
    EXPECT_EQ(title_of(terminal.open()), "Eins");
    const std::string logged = testing::internal::GetCapturedStderr();
    EXPECT_THAT(logged, HasSubstr("knowledge_refused"));
    EXPECT_THAT(logged, HasSubstr("zwei.json"));
    EXPECT_THAT(logged, Not(HasSubstr(written.path())));
    ASSERT_TRUE(terminal.refused());
    EXPECT_THAT(terminal.refused()->file, HasSubstr("zwei.json"));
    written.write("topics/zwei.json", R"({"id":"zwei","title":{"de":"Zwei"}})");
    ASSERT_TRUE(terminal.open());
    EXPECT_FALSE(terminal.refused());
}

TEST_F(Shelf, KeepsItAcrossSessions) {
    ASSERT_TRUE(shelf().open());
    written.write("topics/zwei.json", "{");
    testing::internal::CaptureStderr();
    auto next_session = shelf();
    EXPECT_EQ(title_of(next_session.open()), "Eins");
    EXPECT_TRUE(next_session.refused());
    testing::internal::GetCapturedStderr();
}

TEST_F(Shelf, KeepsOneStateOnly) {
    ASSERT_TRUE(shelf().open());
    write("eins", "Eins, neu gefasst");
    ASSERT_TRUE(shelf().open());
    const std::filesystem::directory_iterator states(kept.path("kept"));
    EXPECT_EQ(std::distance(begin(states), end(states)), 1);
}

TEST_F(Shelf, FailsWhereNothingFitWasEverThere) {
    written.write("topics/eins.json", "{");
    testing::internal::CaptureStderr();
    const auto opened = shelf().open();
    testing::internal::GetCapturedStderr();
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().detail, HasSubstr("eins.json"));
}

}  // namespace
}  // namespace kiosk::answers
