#include "tests/contracts/journal_contract.h"

#include "drivers/journal/simulated_journal.h"
#include "drivers/journal/sqlite_journal.h"
#include "tests/contracts/failing_disk.h"
#include "tests/contracts/scratch_folder.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using drivers::SimulatedJournal;
using drivers::SqliteJournal;
using kiosk::ErrorKind;
using kiosk::OrderHeader;
using kiosk::OrderState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SimulatedBody {
  public:
    kiosk::Journal& journal() { return journal_; }
    kiosk::Journal& open_again() { return journal_; }
    void lose_power() { journal_.lose_power(); }
    void fill_the_disk() { journal_.fill_the_disk(); }
    void free_the_disk() { journal_.free_the_disk(); }
    void break_disk() { journal_.break_disk(); }
    void mend_disk() { journal_.mend_disk(); }
    void damage(const std::string& order_id) { journal_.damage(order_id); }

  private:
    SimulatedJournal journal_;
};

class SqliteBody {
  public:
    SqliteBody() { open(reserve_); }
    ~SqliteBody() { mend_disk(); }
    SqliteBody(const SqliteBody&) = delete;
    SqliteBody& operator=(const SqliteBody&) = delete;

    kiosk::Journal& journal() { return *journal_; }
    kiosk::Journal& open_again() {
        journal_.reset();
        open(reserve_);
        return *journal_;
    }
    // What is on the disk at this moment is what a terminal finds when it starts again.
    void lose_power() {
        const std::string image = folder_.path() + "/image";
        std::filesystem::create_directory(image);
        for (const char* file : {"journal.sqlite", "journal.sqlite-wal", "numbers"})
            if (std::filesystem::exists(state() + "/" + file))
                std::filesystem::copy_file(state() + "/" + file, image + "/" + file);
        journal_.reset();
        std::filesystem::remove_all(state());
        std::filesystem::rename(image, state());
        open(reserve_);
    }
    void fill_the_disk() { reopen_with_reserve(1LL << 60); }
    void free_the_disk() { reopen_with_reserve(reserve_); }
    void break_disk() { syncing_fails = true; }
    void mend_disk() { syncing_fails = false; }
    void damage(const std::string& order_id) {
        journal_.reset();
        run_sql(state() + "/journal.sqlite",
                "UPDATE parts SET jwe = jwe || 'x' WHERE place / 256 = "
                "(SELECT sequence FROM orders WHERE order_id = '" +
                    order_id + "') AND place % 256 = 0");
        open(reserve_);
    }

  private:
    static constexpr std::int64_t reserve_ = 1 << 20;
    std::string state() const { return folder_.path() + "/state"; }
    void reopen_with_reserve(std::int64_t bytes) {
        journal_.reset();
        std::filesystem::remove(state() + "/reserve");
        open(bytes);
    }
    void open(std::int64_t reserve) {
        auto opened = SqliteJournal::open(
            drivers::JournalOptions{.directory = state(), .reserve_bytes = reserve});
        ASSERT_TRUE(opened) << opened.error().detail;
        journal_ = std::move(*opened);
    }
    ScratchFolder folder_;
    std::unique_ptr<SqliteJournal> journal_;
};

template <class Body>
class JournalContract : public testing::Test {
  protected:
    kiosk::Journal& journal() { return body.journal(); }
    Body body;
};
using Bodies = testing::Types<SimulatedBody, SqliteBody>;
TYPED_TEST_SUITE(JournalContract, Bodies);

std::vector<std::string> ids_of(const kiosk::Result<std::vector<OrderHeader>>& headers) {
    std::vector<std::string> ids;
    if (headers)
        for (const OrderHeader& header : *headers) ids.push_back(header.order_id);
    return ids;
}

TYPED_TEST(JournalContract, AnOrderComesBackByteForByte) {
    const auto order = sealed_order(1);
    ASSERT_TRUE(this->journal().commit(order));
    const auto loaded = this->body.open_again().load(order.order_id);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->order_number, order.order_number);
    EXPECT_EQ(loaded->service, order.service);
    EXPECT_EQ(loaded->service_version, order.service_version);
    EXPECT_EQ(loaded->destination_id, order.destination_id);
    EXPECT_EQ(loaded->leika_key, order.leika_key);
    EXPECT_EQ(loaded->encryption_kid, order.encryption_kid);
    EXPECT_EQ(loaded->created, order.created);
    EXPECT_EQ(loaded->status_token_hash, order.status_token_hash);
    ASSERT_EQ(loaded->parts.size(), order.parts.size());
    for (std::size_t i = 0; i < order.parts.size(); ++i) {
        EXPECT_EQ(loaded->parts[i].id, order.parts[i].id);
        EXPECT_EQ(loaded->parts[i].jwe, order.parts[i].jwe);
    }
}

TYPED_TEST(JournalContract, AFreshOrderIsSealedAndDueAtOnce) {
    const auto order = sealed_order(1);
    ASSERT_TRUE(this->journal().commit(order));
    const auto listed = this->journal().list();
    ASSERT_TRUE(listed);
    ASSERT_THAT(*listed, SizeIs(1));
    const OrderHeader& header = listed->front();
    EXPECT_EQ(header.state, OrderState::sealed);
    EXPECT_EQ(header.attempts, 0);
    EXPECT_EQ(header.sha256, digest_of(order.parts));
    EXPECT_EQ(header.size, header_of(order).size);
    EXPECT_EQ(header.last_problem, "");
    EXPECT_THAT(ids_of(this->journal().due(order.created, 10)), ElementsAre(order.order_id));
}

TYPED_TEST(JournalContract, TheSameOrderIsNotTakenTwice) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    auto same_number = sealed_order(2);
    same_number.order_number = sealed_order(1).order_number;
    EXPECT_EQ(this->journal().commit(sealed_order(1)).error().kind, ErrorKind::refused);
    EXPECT_EQ(this->journal().commit(same_number).error().kind, ErrorKind::refused);
    EXPECT_THAT(*this->journal().list(), SizeIs(1));
}

TYPED_TEST(JournalContract, WhatWasAcknowledgedSurvivesALossOfPower) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(this->journal().commit(sealed_order(i)));
    this->body.lose_power();
    EXPECT_THAT(ids_of(this->journal().list()), SizeIs(5));
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(this->journal().load(sealed_order(i).order_id));
}

TYPED_TEST(JournalContract, OrdersAreDueOldestFirstAndOnlyWhenTheirTimeHasCome) {
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(this->journal().commit(sealed_order(i)));
    OrderHeader later = header_of(sealed_order(0));
    later.next_attempt = at_second(1000);
    ASSERT_TRUE(this->journal().update(later));
    const auto second = sealed_order(1).order_id;
    const auto third = sealed_order(2).order_id;
    EXPECT_THAT(ids_of(this->journal().due(at_second(2), 10)), ElementsAre(second, third));
    EXPECT_THAT(ids_of(this->journal().due(at_second(2), 1)), ElementsAre(second));
    EXPECT_THAT(ids_of(this->journal().due(at_second(1000), 10)), SizeIs(4));
}

TYPED_TEST(JournalContract, SettledOrdersAreNeverDue) {
    const std::array settled{OrderState::accepted, OrderState::rejected, OrderState::expired,
                             OrderState::needs_staff};
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(this->journal().commit(sealed_order(i)));
        OrderHeader header = header_of(sealed_order(i));
        header.state = settled.at(i);
        ASSERT_TRUE(this->journal().update(header));
    }
    EXPECT_THAT(ids_of(this->journal().due(at_second(100'000), 10)), IsEmpty());
    EXPECT_THAT(*this->journal().list(), SizeIs(4));
}

TYPED_TEST(JournalContract, WhatDeliveryNotesIsKept) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    OrderHeader header = header_of(sealed_order(1));
    header.state = OrderState::in_doubt;
    header.attempts = 7;
    header.next_attempt = at_second(90);
    header.last_problem = "portal_unreachable";
    header.submission_id = "submission";
    header.case_id = "case";
    header.announced = at_second(60);
    header.in_doubt_since = at_second(70);
    ASSERT_TRUE(this->journal().update(header));
    const auto listed = this->body.open_again().list();
    ASSERT_TRUE(listed);
    const OrderHeader& kept = listed->front();
    EXPECT_EQ(kept.state, header.state);
    EXPECT_EQ(kept.attempts, header.attempts);
    EXPECT_EQ(kept.next_attempt, header.next_attempt);
    EXPECT_EQ(kept.last_problem, header.last_problem);
    EXPECT_EQ(kept.submission_id, header.submission_id);
    EXPECT_EQ(kept.case_id, header.case_id);
    EXPECT_EQ(kept.announced, header.announced);
    EXPECT_EQ(kept.in_doubt_since, header.in_doubt_since);
}

TYPED_TEST(JournalContract, AnUnknownOrderIsRefusedByEveryVerb) {
    OrderHeader unknown;
    unknown.order_id = "nobody";
    EXPECT_EQ(this->journal().load("nobody").error().kind, ErrorKind::refused);
    EXPECT_EQ(this->journal().update(unknown).error().kind, ErrorKind::refused);
    EXPECT_EQ(this->journal().erase_content("nobody").error().kind, ErrorKind::refused);
    EXPECT_EQ(this->journal().add_event("nobody", "jti", "token").error().kind, ErrorKind::refused);
    EXPECT_EQ(this->journal().events("nobody").error().kind, ErrorKind::refused);
}

TYPED_TEST(JournalContract, ErasingLeavesTheHeaderAndItsNeighbours) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    ASSERT_TRUE(this->journal().commit(sealed_order(2)));
    ASSERT_TRUE(this->journal().erase_content(sealed_order(1).order_id));
    EXPECT_THAT(this->journal().load(sealed_order(1).order_id)->parts, IsEmpty());
    EXPECT_THAT(this->journal().load(sealed_order(2).order_id)->parts, SizeIs(3));
    EXPECT_THAT(*this->journal().list(), SizeIs(2));
}

TYPED_TEST(JournalContract, AnEventIsRecordedOnceWhateverOrderItNames) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    ASSERT_TRUE(this->journal().commit(sealed_order(2)));
    EXPECT_EQ(this->journal().add_event(sealed_order(1).order_id, "jti-1", "token-1"), true);
    EXPECT_EQ(this->journal().add_event(sealed_order(1).order_id, "jti-2", "token-2"), true);
    EXPECT_EQ(this->journal().add_event(sealed_order(1).order_id, "jti-1", "other"), false);
    EXPECT_EQ(this->journal().add_event(sealed_order(2).order_id, "jti-1", "token-1"), false);
    const auto recorded = this->body.open_again().events(sealed_order(1).order_id);
    ASSERT_TRUE(recorded);
    ASSERT_THAT(*recorded, SizeIs(2));
    EXPECT_EQ(recorded->at(0).jti, "jti-1");
    EXPECT_EQ(recorded->at(0).token, "token-1");
    EXPECT_EQ(recorded->at(1).jti, "jti-2");
    EXPECT_THAT(*this->journal().events(sealed_order(2).order_id), IsEmpty());
}

TYPED_TEST(JournalContract, ANoteIsTheLastOneSet) {
    EXPECT_EQ(this->journal().note("portal").value(), std::nullopt);
    ASSERT_TRUE(this->journal().set_note("portal", "one"));
    ASSERT_TRUE(this->journal().set_note("portal", "two"));
    ASSERT_TRUE(this->journal().set_note("other", ""));
    EXPECT_EQ(*this->body.open_again().note("portal"), "two");
    EXPECT_EQ(*this->journal().note("other"), "");
}

TYPED_TEST(JournalContract, TheCounterRisesAndRespectsItsFloor) {
    const std::int64_t first = this->journal().next_counter(26'000'000).value();
    EXPECT_GE(first, 26'000'000);
    const std::int64_t second = this->journal().next_counter(26'000'000).value();
    EXPECT_GT(second, first);
    const std::int64_t opened_again = this->body.open_again().next_counter().value();
    EXPECT_GT(opened_again, second);
    EXPECT_EQ(this->journal().next_counter(27'000'000).value(), 27'000'000);
    EXPECT_GT(this->journal().next_counter(26'000'000).value(), 27'000'000);
}

TYPED_TEST(JournalContract, TheCounterDoesNotRepeatAfterALossOfPower) {
    const std::int64_t given = this->journal().next_counter(1).value();
    this->body.lose_power();
    EXPECT_GT(this->journal().next_counter(1).value(), given);
}

TYPED_TEST(JournalContract, AFullDiskTakesNoOrderButDeliveryGoesOn) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    ASSERT_TRUE(this->journal().has_space());
    this->body.fill_the_disk();
    EXPECT_FALSE(this->journal().has_space());
    EXPECT_EQ(this->journal().commit(sealed_order(2)).error().kind, ErrorKind::no_space);
    OrderHeader header = header_of(sealed_order(1));
    header.state = OrderState::accepted;
    EXPECT_TRUE(this->journal().update(header));
    EXPECT_TRUE(this->journal().erase_content(header.order_id));
    this->body.free_the_disk();
    EXPECT_TRUE(this->journal().has_space());
    EXPECT_THAT(ids_of(this->journal().list()), ElementsAre(sealed_order(1).order_id));
    EXPECT_TRUE(this->journal().commit(sealed_order(2)));
}

TYPED_TEST(JournalContract, ABrokenDiskIsAnErrorAndNothingOfTheOrderTurnsUpLater) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    this->body.break_disk();
    EXPECT_EQ(this->journal().commit(sealed_order(2)).error().kind, ErrorKind::unavailable);
    EXPECT_EQ(this->journal().next_counter(50'000'000).error().kind, ErrorKind::unavailable);
    this->body.mend_disk();
    EXPECT_THAT(ids_of(this->journal().list()), ElementsAre(sealed_order(1).order_id));
    EXPECT_THAT(ids_of(this->body.open_again().list()), ElementsAre(sealed_order(1).order_id));
    EXPECT_TRUE(this->journal().commit(sealed_order(2)));
}

TYPED_TEST(JournalContract, DamagedContentIsNotHandedOut) {
    ASSERT_TRUE(this->journal().commit(sealed_order(1)));
    this->body.damage(sealed_order(1).order_id);
    EXPECT_EQ(this->journal().load(sealed_order(1).order_id).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace tests
