// What every memory of the control room must do, real or simulated.
#include "drivers/control_store/postgres_control_store.h"
#include "drivers/control_store/simulated_control_store.h"
#include "drivers/control_store/sqlite_control_store.h"
#include "tests/contracts/failing_disk.h"
#include "tests/contracts/scratch_folder.h"
#include "tests/contracts/scratch_postgres.h"

#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::AuditEntry;
using kiosk::Document;
using kiosk::ErrorKind;
using kiosk::IssuedJob;
using kiosk::KnownTerminal;
using kiosk::Result;
using testing::ElementsAre;
using testing::IsEmpty;

kiosk::Instant at_minute(int minute) {
    return kiosk::Instant(std::chrono::sys_days(std::chrono::year(2026) / 12 / 1) +
                          std::chrono::minutes(minute));
}

KnownTerminal terminal_named(const std::string& id) {
    return {.id = id, .city = "leipzig", .head_hash = std::string(64, '0')};
}

IssuedJob job_number(std::int64_t number) {
    return {.terminal = "leipzig-042",
            .number = number,
            .verb = "out_of_service",
            .who = "erika",
            .reason = "floor is being cleaned",
            .issued = at_minute(0),
            .expires = at_minute(60),
            .signed_job = "a.b.c"};
}

AuditEntry entry_number(std::int64_t number) {
    return {.number = number,
            .at = at_minute(1),
            .who = "erika",
            .origin = "local account",
            .act = "enrol",
            .object = "leipzig-042",
            .reason = "",
            .hash = std::string(64, 'a')};
}

class SimulatedBody {
  public:
    kiosk::ControlStore& store() { return store_; }
    kiosk::ControlStore& open_again() { return store_; }
    void break_disk() { store_.break_disk(); }
    void mend_disk() { store_.mend_disk(); }

  private:
    drivers::SimulatedControlStore store_;
};

class SqliteBody {
  public:
    SqliteBody() { open_again(); }
    ~SqliteBody() { mend_disk(); }
    SqliteBody(const SqliteBody&) = delete;
    SqliteBody& operator=(const SqliteBody&) = delete;
    kiosk::ControlStore& store() { return *store_; }
    kiosk::ControlStore& open_again() {
        store_.reset();
        store_ = drivers::open_sqlite_control_store(folder_.path() + "/control.sqlite").value();
        return *store_;
    }
    void break_disk() { syncing_fails = true; }
    void mend_disk() { syncing_fails = false; }

  private:
    ScratchFolder folder_;
    std::unique_ptr<kiosk::ControlStore> store_;
};

class PostgresBody {
  public:
    PostgresBody() { open_again(); }
    kiosk::ControlStore& store() { return *store_; }
    kiosk::ControlStore& open_again() {
        store_.reset();
        store_ = drivers::open_postgres_control_store(server_.where()).value();
        return *store_;
    }
    void break_disk() { server_.stop(); }
    void mend_disk() { server_.start(); }

  private:
    ScratchPostgres server_;
    std::unique_ptr<kiosk::ControlStore> store_;
};

template <class Body>
class ControlStoreContract : public testing::Test {
  protected:
    ControlStoreContract() {
        EXPECT_TRUE(change([&] { return store().add_terminal(terminal_named("leipzig-042")); }));
    }
    kiosk::ControlStore& store() { return body.store(); }
    Result<void> change(const std::function<Result<void>()>& what) {
        return store().transaction(what);
    }
    Body body;
};
using Bodies = testing::Types<SimulatedBody, SqliteBody, PostgresBody>;
TYPED_TEST_SUITE(ControlStoreContract, Bodies);

TYPED_TEST(ControlStoreContract, ATerminalComesBackAsItWasLastWritten) {
    KnownTerminal terminal = terminal_named("leipzig-042");
    terminal.last_number = 17;
    terminal.last_seen = at_minute(3);
    terminal.reported = R"({"schema":1,"note":"Löwe"})";
    terminal.head_number = 16;
    terminal.head_hash = std::string(64, 'f');
    terminal.chain_holds = false;
    ASSERT_TRUE(this->change([&] { return this->store().update_terminal(terminal); }));
    EXPECT_EQ(this->body.open_again().terminal("leipzig-042").value(), terminal);
    EXPECT_EQ(this->store().terminal("leipzig-043").value(), std::nullopt);
}

TYPED_TEST(ControlStoreContract, TerminalsAreListedByTheirIdAndKnownOnce) {
    ASSERT_TRUE(
        this->change([&] { return this->store().add_terminal(terminal_named("dresden-1")); }));
    const auto twice =
        this->change([&] { return this->store().add_terminal(terminal_named("leipzig-042")); });
    EXPECT_EQ(twice.error().kind, ErrorKind::refused);
    EXPECT_THAT(this->store().terminals().value(),
                ElementsAre(terminal_named("dresden-1"), terminal_named("leipzig-042")));
}

TYPED_TEST(ControlStoreContract, AJobIsOpenUntilItHasAnOutcome) {
    ASSERT_TRUE(this->change([&]() -> Result<void> {
        for (const int number : {2, 1, 3}) TRY_VOID(this->store().add_job(job_number(number)));
        return {};
    }));
    IssuedJob ended = job_number(1);
    ended.outcome = "done";
    ended.detail = "already";
    ended.ended = at_minute(9);
    ASSERT_TRUE(this->change([&] { return this->store().end_job(ended); }));
    auto& again = this->body.open_again();
    EXPECT_EQ(again.job("leipzig-042", 1).value(), ended);
    EXPECT_EQ(again.job("leipzig-042", 4).value(), std::nullopt);
    EXPECT_THAT(again.open_jobs("leipzig-042", 9).value(),
                ElementsAre(job_number(2), job_number(3)));
    EXPECT_THAT(again.open_jobs("leipzig-042", 1).value(), ElementsAre(job_number(2)));
    EXPECT_THAT(again.jobs("leipzig-042", 2).value(), ElementsAre(job_number(3), job_number(2)));
    EXPECT_THAT(again.jobs("leipzig-043", 9).value(), IsEmpty());
}

TYPED_TEST(ControlStoreContract, AJobsNumberIsTakenOnceAndOnlyForAKnownTerminal) {
    ASSERT_TRUE(this->change([&] { return this->store().add_job(job_number(1)); }));
    EXPECT_EQ(this->change([&] { return this->store().add_job(job_number(1)); }).error().kind,
              ErrorKind::refused);
    IssuedJob stray = job_number(1);
    stray.terminal = "nobody";
    EXPECT_EQ(this->change([&] { return this->store().add_job(stray); }).error().kind,
              ErrorKind::refused);
    EXPECT_EQ(this->change([&] { return this->store().end_job(stray); }).error().kind,
              ErrorKind::refused);
    EXPECT_EQ(this->change([&] { return this->store().update_terminal(terminal_named("nobody")); })
                  .error()
                  .kind,
              ErrorKind::refused);
}

TYPED_TEST(ControlStoreContract, AuditRowsStandInTheOrderOfTheirNumbers) {
    EXPECT_EQ(this->store().last_audit().value(), std::nullopt);
    ASSERT_TRUE(this->change([&]() -> Result<void> {
        for (const int number : {1, 2, 3}) TRY_VOID(this->store().add_audit(entry_number(number)));
        return {};
    }));
    EXPECT_EQ(this->change([&] { return this->store().add_audit(entry_number(2)); }).error().kind,
              ErrorKind::refused);
    auto& again = this->body.open_again();
    EXPECT_EQ(again.last_audit().value(), entry_number(3));
    EXPECT_THAT(again.audit_after(0, 2).value(), ElementsAre(entry_number(1), entry_number(2)));
    EXPECT_THAT(again.audit_after(2, 9).value(), ElementsAre(entry_number(3)));
    EXPECT_THAT(again.audit_after(3, 9).value(), IsEmpty());
}

TYPED_TEST(ControlStoreContract, ADocumentIsKeptVersionAfterVersion) {
    const auto put = [&](std::int64_t version, const std::string& text) {
        return this->change([&] { return this->store().put({"people", "erika", version, text}); });
    };
    EXPECT_EQ(this->store().document("people", "erika").value(), std::nullopt);
    ASSERT_TRUE(put(0, "{}"));
    ASSERT_TRUE(put(1, "{\"roles\":[]}"));
    for (const std::int64_t other : {0, 1, 3})
        EXPECT_EQ(put(other, "lost").error().kind, ErrorKind::refused) << other;
    const Document second{"people", "erika", 2, "{\"roles\":[]}"};
    EXPECT_EQ(this->body.open_again().document("people", "erika").value(), second);
    const auto remove = [&](std::int64_t version) {
        return this->change([&] { return this->store().remove({"people", "erika", version}); });
    };
    EXPECT_EQ(remove(1).error().kind, ErrorKind::refused);
    EXPECT_TRUE(remove(2));
    EXPECT_EQ(this->body.open_again().document("people", "erika").value(), std::nullopt);
    EXPECT_EQ(remove(2).error().kind, ErrorKind::refused);
}

TYPED_TEST(ControlStoreContract, DocumentsStandInTheOrderOfTheirKeys) {
    ASSERT_TRUE(this->change([&]() -> Result<void> {
        for (const char* key : {"b", "c", "a"}) TRY_VOID(this->store().put({"alarms", key}));
        return this->store().put({"people", "a"});
    }));
    const auto alarm = [](const char* key) { return Document{"alarms", key, 1}; };
    EXPECT_THAT(this->store().documents("alarms", "", 9).value(),
                ElementsAre(alarm("a"), alarm("b"), alarm("c")));
    EXPECT_THAT(this->store().documents("alarms", "a", 1).value(), ElementsAre(alarm("b")));
    EXPECT_THAT(this->store().documents("nothing", "", 9).value(), IsEmpty());
}

TYPED_TEST(ControlStoreContract, ANameWithBytesThatNoNameHasIsNoOthersName) {
    const auto found = this->store().terminal(std::string("leipzig-042\0", 12));
    EXPECT_TRUE(!found || !found->has_value());
    EXPECT_TRUE(this->store().terminal("leipzig-042").value());
}

TYPED_TEST(ControlStoreContract, NothingIsKeptOfATransactionThatFails) {
    const auto failed = this->change([&]() -> Result<void> {
        TRY_VOID(this->store().add_job(job_number(1)));
        KnownTerminal counted = terminal_named("leipzig-042");
        counted.last_number = 1;
        TRY_VOID(this->store().update_terminal(counted));
        TRY_VOID(this->store().add_audit(entry_number(1)));
        return kiosk::fail(ErrorKind::refused, "not after all");
    });
    EXPECT_EQ(failed.error().detail, "not after all");
    EXPECT_THAT(this->store().jobs("leipzig-042", 9).value(), IsEmpty());
    EXPECT_EQ(this->body.open_again().last_audit().value(), std::nullopt);
    EXPECT_EQ(this->store().terminal("leipzig-042").value(), terminal_named("leipzig-042"));
    EXPECT_TRUE(this->change([&] { return this->store().add_job(job_number(1)); }));
}

TYPED_TEST(ControlStoreContract, ABrokenDiskIsAnErrorAndMendedItGoesOn) {
    this->body.break_disk();
    const auto failed = this->change([&] { return this->store().add_audit(entry_number(1)); });
    EXPECT_EQ(failed.error().kind, ErrorKind::unavailable);
    this->body.mend_disk();
    EXPECT_EQ(this->store().terminal("leipzig-042").value(), terminal_named("leipzig-042"));
    // Whether the row got there is not known; the next one may build upon what is read.
    const auto last = this->store().last_audit().value();
    EXPECT_TRUE(this->change(
        [&] { return this->store().add_audit(entry_number(last ? last->number + 1 : 1)); }));
}

TEST(SqliteControlStore, IsReadableByItsAccountAlone) {
    const ScratchFolder folder;
    const std::string file = folder.path() + "/control.sqlite";
    ASSERT_TRUE(drivers::open_sqlite_control_store(file));
    using std::filesystem::perms;
    for (const std::string& each : {file, file + "-wal"}) {
        if (!std::filesystem::exists(each)) continue;
        EXPECT_EQ(std::filesystem::status(each).permissions(),
                  perms::owner_read | perms::owner_write);
    }
}

TEST(SqliteControlStore, SyncsBeforeItSaysDone) {
    const ScratchFolder folder;
    const auto store =
        drivers::open_sqlite_control_store(folder.path() + "/control.sqlite").value();
    const int before = syncs;
    ASSERT_TRUE(store->transaction([&] { return store->add_audit(entry_number(1)); }));
    EXPECT_GT(syncs, before);
}

TEST(PostgresControlStore, BelongsToOneControlRoomAtATime) {
    const ScratchPostgres server;
    auto first = drivers::open_postgres_control_store(server.where());
    ASSERT_TRUE(first);
    EXPECT_EQ(drivers::open_postgres_control_store(server.where()).error().kind,
              ErrorKind::unavailable);
    first->reset();
    EXPECT_TRUE(drivers::open_postgres_control_store(server.where()));
}

TEST(PostgresControlStore, IsUnavailableWhereNoServerIs) {
    const ScratchFolder folder;
    EXPECT_EQ(drivers::open_postgres_control_store("host=" + folder.path()).error().kind,
              ErrorKind::unavailable);
}

}  // namespace
}  // namespace tests
