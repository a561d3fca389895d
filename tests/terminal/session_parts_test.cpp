#include "kiosk/programs/session_line.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_worker.h"

#include <future>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

visit::Event ended(visit::WorkNumber work) {
    return visit::PrintEnded{.work = work, .report = {}};
}

visit::WorkNumber work_of(const Letter& letter) {
    return std::get<visit::PrintEnded>(std::get<visit::Event>(letter)).work;
}

TEST(Mailbox, GivesLettersInTheOrderTheyCame) {
    Mailbox mailbox;
    mailbox.post(ended(1));
    mailbox.post(ended(2));
    EXPECT_EQ(work_of(*mailbox.take()), 1U);
    EXPECT_EQ(work_of(*mailbox.take()), 2U);
    EXPECT_FALSE(mailbox.take());
}

TEST(Mailbox, RingsForLettersThatCameBeforeTheBell) {
    Mailbox mailbox;
    mailbox.post(ended(1));
    int rings = 0;
    mailbox.ring([&] { ++rings; });
    mailbox.post(ended(2));
    EXPECT_EQ(rings, 2);
}

TEST(Mailbox, LosesNothingWhenManyPostAtOnce) {
    Mailbox mailbox;
    constexpr int posters = 4;
    constexpr int letters = 500;
    {
        std::vector<std::jthread> threads;
        for (int poster = 0; poster < posters; ++poster)
            threads.emplace_back([&] {
                for (int i = 0; i < letters; ++i) mailbox.post(ended(1));
            });
        int taken = 0;
        const auto end = std::chrono::steady_clock::now() + 10s;
        while (taken < posters * letters && std::chrono::steady_clock::now() < end) {
            mailbox.wait(10ms);
            while (mailbox.take()) ++taken;
        }
        EXPECT_EQ(taken, posters * letters);
    }
}

TEST(Worker, DoesJobsInOrderAndFinishesThemBeforeItEnds) {
    std::vector<int> done;
    {
        Worker worker;
        for (int i = 0; i < 5; ++i)
            worker.give([&done, i](const std::atomic<bool>&) { done.push_back(i); });
    }
    EXPECT_EQ(done, (std::vector{0, 1, 2, 3, 4}));
}

TEST(Worker, StopsTheJobUnderWayDropsThoseThatWaitAndDoesLaterOnes) {
    std::atomic<int> dropped{0};
    std::atomic<bool> saw_stop{false};
    std::atomic<bool> later_saw_stop{true};
    {
        Worker worker;
        std::promise<void> started;
        worker.give([&](const std::atomic<bool>& stop) {
            started.set_value();
            while (!stop) std::this_thread::sleep_for(1ms);
            saw_stop = true;
        });
        worker.give([&](const std::atomic<bool>&) { ++dropped; });
        started.get_future().wait();
        worker.stop();
        worker.give([&](const std::atomic<bool>& stop) { later_saw_stop = stop.load(); });
    }
    EXPECT_TRUE(saw_stop);
    EXPECT_EQ(dropped, 0);
    EXPECT_FALSE(later_saw_stop);
}

TEST(Worker, SaysWhetherItIsIdle) {
    Worker worker;
    EXPECT_TRUE(worker.idle_within(0ms));
    std::promise<void> go;
    worker.give([&](const std::atomic<bool>&) { go.get_future().wait(); });
    EXPECT_FALSE(worker.idle_within(20ms));
    go.set_value();
    EXPECT_TRUE(worker.idle_within(5s));
}

class Lines : public testing::Test {
  protected:
    Lines() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair_), 0); }
    ~Lines() override {
        if (pair_[0] >= 0) close(pair_[0]);
    }
    void hang_up() {
        close(pair_[0]);
        pair_[0] = -1;
    }
    int pair_[2] = {-1, -1};
    Mailbox mailbox_;
};

TEST_F(Lines, BringOrdersAsLetters) {
    const Line line(pair_[1], mailbox_);
    ASSERT_EQ(send(pair_[0], "S", 1, 0), 1);
    mailbox_.wait(5s);
    EXPECT_EQ(std::get<Order>(*mailbox_.take()), Order::show);
}

TEST_F(Lines, SayWhenTheSupervisorIsGone) {
    const Line line(pair_[1], mailbox_);
    hang_up();
    mailbox_.wait(5s);
    EXPECT_TRUE(std::holds_alternative<LineBroken>(*mailbox_.take()));
    line.say(Word::alive);  // into nowhere, without a signal
}

TEST_F(Lines, CarryOneWordEach) {
    const Line line(pair_[1], mailbox_);
    line.say(Word::ready);
    line.say(Word::shown);
    char words[8] = {};
    EXPECT_EQ(recv(pair_[0], words, sizeof words, 0), 1);
    EXPECT_EQ(words[0], 'r');
}

TEST(StandingAlone, NeedsNoLine) {
    Mailbox mailbox;
    const Line line(-1, mailbox);
    line.say(Word::ready);
    EXPECT_FALSE(line.supervised());
}

}  // namespace
}  // namespace kiosk::programs
