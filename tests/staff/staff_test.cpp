#include "drivers/clock/simulated_clock.h"
#include "drivers/journal/simulated_journal.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/staff/code.h"
#include "kiosk/staff/lock.h"

#include <gtest/gtest.h>

namespace kiosk::staff {
namespace {

using namespace std::chrono_literals;

class StaffLock : public testing::Test {
  protected:
    Admission try_code(std::string_view code) {
        return admit(SecretText(code), hash_, journal_, clock_);
    }

    drivers::SimulatedRandom random_{7};
    drivers::SimulatedClock clock_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24}};
    drivers::SimulatedJournal journal_;
    std::string hash_ = hash_code(SecretText("483920"), random_).value();
};

TEST_F(StaffLock, OpensForTheRightCodeOnly) {
    EXPECT_TRUE(try_code("483920").right);
    EXPECT_FALSE(try_code("483921").right);
    EXPECT_FALSE(try_code("").right);
}

TEST_F(StaffLock, StaysShutWithoutAConfiguredCode) {
    EXPECT_FALSE(admit(SecretText("483920"), "", journal_, clock_).right);
    EXPECT_FALSE(admit(SecretText("483920"), "scrypt:8192:8:1:x:y", journal_, clock_).right);
}

TEST_F(StaffLock, LocksAfterFiveWrongCodesEvenForTheRightOne) {
    for (int i = 0; i < free_tries - 1; ++i) EXPECT_EQ(try_code("000000").locked_for, 0s);
    EXPECT_EQ(try_code("000000").locked_for, 60s);
    EXPECT_FALSE(try_code("483920").right);
    clock_.let_pass(61s);
    EXPECT_TRUE(try_code("483920").right);
}

TEST_F(StaffLock, LocksLongerEachTimeUpToADay) {
    EXPECT_EQ(lock_after(4), 0s);
    EXPECT_EQ(lock_after(5), 60s);
    EXPECT_EQ(lock_after(6), 120s);
    EXPECT_EQ(lock_after(1000), 24h);
}

TEST_F(StaffLock, ForgetsWrongCodesAfterARightOne) {
    for (int i = 0; i < free_tries - 1; ++i) (void)try_code("000000");
    EXPECT_TRUE(try_code("483920").right);
    EXPECT_EQ(try_code("000000").locked_for, 0s);
}

TEST_F(StaffLock, IsNotShortenedByAClockSetBack) {
    for (int i = 0; i < free_tries; ++i) (void)try_code("000000");
    clock_.jump_to(clock_.now() - 24h);
    EXPECT_EQ(try_code("483920").locked_for, 60s);
}

TEST_F(StaffLock, StaysShutWhenTriesCannotBeCounted) {
    journal_.break_disk();
    EXPECT_FALSE(try_code("483920").right);
}

TEST_F(StaffLock, RefusesCodesThatAreTooShortOrNotDigits) {
    EXPECT_FALSE(hash_code(SecretText("12345"), random_));
    EXPECT_FALSE(hash_code(SecretText("12345a"), random_));
    EXPECT_FALSE(hash_code(SecretText("1234567890123"), random_));
}

}  // namespace
}  // namespace kiosk::staff
