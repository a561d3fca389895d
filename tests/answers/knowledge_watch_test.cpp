// Content edited while the terminal runs.
#include "kiosk/answers/knowledge_watch.h"

#include "tests/answers/knowledge_folder.h"

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

const SeenFile a{.path = "topics/a.json", .changed = 1, .size = 10};
const SeenFile a_edited{.path = "topics/a.json", .changed = 2, .size = 10};
const SeenFile a_longer{.path = "topics/a.json", .changed = 3, .size = 20};
const SeenFile b{.path = "topics/b.json", .changed = 1, .size = 10};

TEST(KnowledgeWatch, NothingIsReadAgainWhileNothingChanges) {
    KnowledgeWatch watch({a, b});
    for (int look = 0; look < 3; ++look) EXPECT_FALSE(watch.must_read({a, b}));
}

TEST(KnowledgeWatch, AnEditIsReadOnceWhenItHasComeToRest) {
    KnowledgeWatch watch({a, b});
    EXPECT_FALSE(watch.must_read({a_edited, b})) << "may still be being saved";
    EXPECT_FALSE(watch.must_read({a_longer, b}));
    EXPECT_TRUE(watch.must_read({a_longer, b}));
    EXPECT_FALSE(watch.must_read({a_longer, b})) << "also when it was refused";
}

TEST(KnowledgeWatch, AFileMoreOrLessIsAChange) {
    KnowledgeWatch watch({a});
    EXPECT_FALSE(watch.must_read({a, b}));
    EXPECT_TRUE(watch.must_read({a, b}));
    EXPECT_FALSE(watch.must_read({b}));
    EXPECT_TRUE(watch.must_read({b}));
}

TEST(KnowledgeWatch, AnEditThatIsTakenBackIsNone) {
    KnowledgeWatch watch({a});
    EXPECT_FALSE(watch.must_read({a_edited}));
    EXPECT_FALSE(watch.must_read({a}));
    EXPECT_FALSE(watch.must_read({a}));
}

TEST(KnowledgeFiles, OnlyWhatIsReadIsWatched) {
    const KnowledgeFolder folder;
    folder.write("topics/a.json", "{}")
        .write("topics/.a.json.swp", "x")
        .write("topics/a.json.new", "x")
        .write("lexicon/de.tsv", "a\tb");
    const auto files = knowledge_files(folder.path());
    ASSERT_EQ(files.size(), 2);
    EXPECT_EQ(files[0].path, folder.path("lexicon/de.tsv"));
    EXPECT_TRUE(knowledge_files(folder.path("absent")).empty());
}

}  // namespace
}  // namespace kiosk::answers
