#include "drivers/eid/card_line.h"

#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drivers::card {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;

class CardLineTest : public testing::Test {
  protected:
    CardLineTest() {
        std::array<int, 2> pair{};
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
        here.emplace(pair[0]);
        there = pair[1];
    }
    ~CardLineTest() override { close(there); }
    void write_raw(std::initializer_list<int> bytes) const {
        for (const int value : bytes) {
            const auto byte = static_cast<std::uint8_t>(value);
            EXPECT_EQ(write(there, &byte, 1), 1);
        }
    }

    std::optional<CardLine> here;
    int there = -1;
};

TEST_F(CardLineTest, TakesOneMessageAfterTheOther) {
    write_raw({0, 0, 0, 2, 7, 8, 0, 0, 0, 0, 0, 0, 0, 1, 9});
    EXPECT_EQ(*here->receive(1s), (SecretBytes{7, 8}));
    EXPECT_EQ(*here->receive(1s), SecretBytes{});
    EXPECT_EQ(*here->receive(1s), SecretBytes{9});
    EXPECT_FALSE(here->rings());
}

TEST_F(CardLineTest, RefusesALengthThatNoMessageHas) {
    write_raw({0, 0x10, 0, 1});
    EXPECT_EQ(here->receive(1s).error().kind, ErrorKind::invalid_input);
}

TEST_F(CardLineTest, DoesNotWaitForTheRestForEver) {
    write_raw({0, 0, 0, 2, 7});
    EXPECT_EQ(here->receive(20ms).error().kind, ErrorKind::timed_out);
}

TEST_F(CardLineTest, KnowsWhenItIsHungUp) {
    write_raw({0, 0, 0});
    shutdown(there, SHUT_RDWR);
    EXPECT_TRUE(here->rings());
    EXPECT_EQ(here->receive(1s).error().kind, ErrorKind::unavailable);
    EXPECT_EQ(here->send(SecretBytes{1}).error().kind, ErrorKind::unavailable);
}

TEST_F(CardLineTest, GivesUpOnOneWhoTakesNothing) {
    EXPECT_EQ(here->send(SecretBytes(longest_message)).error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace drivers::card
