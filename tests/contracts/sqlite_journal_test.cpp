// What only the journal on a disk can get wrong: two processes, a restored copy, a full disk,
// traces.
#include "drivers/journal/sqlite_journal.h"

#include "drivers/random/simulated_random.h"
#include "tests/contracts/failing_disk.h"
#include "tests/contracts/journal_contract.h"
#include "tests/contracts/scratch_folder.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

using drivers::JournalOptions;
using drivers::SqliteJournal;
using kiosk::ErrorKind;

class JournalOnDisk : public testing::Test {
  protected:
    std::string state() const { return folder.path() + "/state"; }
    std::unique_ptr<SqliteJournal> open(const std::string& where,
                                        std::int64_t reserve = 1 << 20) const {
        auto opened = SqliteJournal::open(
            JournalOptions{.directory = where, .reserve_bytes = reserve, .random = &random});
        EXPECT_TRUE(opened) << opened.error().detail;
        return opened ? std::move(*opened) : nullptr;
    }
    ScratchFolder folder;
    // Two copies at work leap apart by chance alone: about one pair in a thousand would meet.
    mutable drivers::SimulatedRandom random{1};
};

TEST_F(JournalOnDisk, TwoProcessesWriteSideBySide) {
    constexpr int orders = 40;
    open(state());
    const pid_t agent = ::fork();
    if (agent == 0) {
        const auto opened =
            SqliteJournal::open(JournalOptions{.directory = state(), .reserve_bytes = 1 << 20});
        bool good = opened.has_value();
        for (int i = 0; good && i < orders; ++i)
            good = (*opened)->commit(sealed_order(500 + i)).has_value();
        for (int i = 0; good && i < orders; i += 4)
            good = (*opened)->erase_content(sealed_order(500 + i).order_id).has_value();
        ::_exit(good ? 0 : 1);
    }
    const auto terminal = open(state());
    for (int i = 0; i < orders; ++i) {
        const auto committed = terminal->commit(sealed_order(i));
        EXPECT_TRUE(committed) << committed.error().detail;
    }
    int status = 0;
    ::waitpid(agent, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(terminal->list()->size(), 2U * orders);
    for (int i = 0; i < orders; ++i)
        EXPECT_EQ(terminal->load(sealed_order(i).order_id)->parts.size(), 3U);
}

TEST_F(JournalOnDisk, ACommitIsOneSync) {
    const auto journal = open(state());
    ASSERT_TRUE(journal->commit(sealed_order(1)));
    const int before = syncs;
    ASSERT_TRUE(journal->commit(sealed_order(2)));
    EXPECT_EQ(syncs - before, 1);
}

// A copy put back in place, a copy elsewhere, and a state begun anew: each within the same minute.
TEST_F(JournalOnDisk, NoNumberIsGivenTwiceWhereACopyIsRestored) {
    std::set<std::int64_t> given;
    const auto take_five = [&](const std::string& where) {
        const auto journal = open(where);
        for (int i = 0; i < 5; ++i)
            EXPECT_TRUE(given.insert(journal->next_counter(26'700'000).value()).second);
    };
    const auto copy = std::filesystem::copy_options::recursive |
                      std::filesystem::copy_options::overwrite_existing;
    const std::string backup = folder.path() + "/backup";
    take_five(state());
    std::filesystem::copy(state(), backup, copy);
    take_five(state());
    std::filesystem::copy(backup, state(), copy);
    take_five(state());
    take_five(backup);
    std::filesystem::remove_all(state());
    take_five(state());
}

// By its date a copy is told from the original, also one put back faster than the kernel's clock
// for dates moves.
TEST_F(JournalOnDisk, NoTwoReservationsHaveTheSameDate) {
    const auto journal = open(state());
    std::set<std::pair<std::int64_t, std::int64_t>> dates;
    for (int i = 1; i <= 20; ++i) {
        ASSERT_TRUE(journal->next_counter(i * 100'000));
        struct stat found {};
        ASSERT_EQ(::stat((state() + "/numbers").c_str(), &found), 0);
        EXPECT_TRUE(dates.emplace(found.st_ctim.tv_sec, found.st_ctim.tv_nsec).second);
    }
}

TEST_F(JournalOnDisk, OnlyTheDatabaseRestoredGoesOnAboveWhatWasGiven) {
    const std::int64_t before = open(state())->next_counter(1).value();
    std::filesystem::copy(SqliteJournal::file_in(state()), folder.path() + "/kept");
    const std::int64_t later = open(state())->next_counter(1).value();
    std::filesystem::copy(folder.path() + "/kept", SqliteJournal::file_in(state()),
                          std::filesystem::copy_options::overwrite_existing);
    EXPECT_GT(later, before);
    EXPECT_GT(open(state())->next_counter(1).value(), later);
}

TEST_F(JournalOnDisk, AnErasedOrderLeavesNoTraceInAnyFile) {
    const auto journal = open(state());
    ASSERT_TRUE(journal->commit(sealed_order(1)));
    ASSERT_TRUE(journal->erase_content(sealed_order(1).order_id));
    for (const auto& entry : std::filesystem::directory_iterator(state())) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        EXPECT_EQ(bytes.find("meta1001"), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find(std::string(100, 'd')), std::string::npos) << entry.path();
    }
}

TEST_F(JournalOnDisk, WhatIsNoJournalIsCorrupt) {
    std::filesystem::create_directory(state());
    std::ofstream(SqliteJournal::file_in(state())) << std::string(8192, 'x');
    EXPECT_EQ(SqliteJournal::open(state()).error().kind, ErrorKind::corrupt);
}

TEST_F(JournalOnDisk, ANewerJournalIsLeftAlone) {
    open(state());
    run_sql(SqliteJournal::file_in(state()), "PRAGMA user_version = 99");
    EXPECT_EQ(SqliteJournal::open(state()).error().kind, ErrorKind::invalid_configuration);
}

}  // namespace
}  // namespace tests
