// The rules by which a job is judged, on a clock that is turned by hand.
#include "drivers/printer/print_watch.h"

#include <vector>

#include <gtest/gtest.h>

namespace drivers {
namespace {

using namespace std::chrono_literals;
using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;

class PrintWatchTest : public testing::Test {
  protected:
    // What comes of seeing the same thing for so long.
    std::optional<PrintOutcome> after(std::chrono::milliseconds time, const JobLook& look) {
        const auto end = now + time;
        for (; now < end; now += 250ms)
            if (const auto report = watch.see(look, now)) return report->outcome;
        return std::nullopt;
    }

    std::vector<PrinterTrouble> told;
    std::chrono::milliseconds now{1'000};
    PrintWatch watch{PrintLimits{}, now,
                     [this](PrinterTrouble trouble) { told.push_back(trouble); }};
};

TEST_F(PrintWatchTest, TakesCompletedForPrinted) {
    EXPECT_EQ(after(1s, {.job = JobState::printing}), std::nullopt);
    EXPECT_EQ(after(1s, {.job = JobState::printed}), PrintOutcome::printed);
}

TEST_F(PrintWatchTest, DoubtsCompletedWhenThePrinterForgotTheJob) {
    EXPECT_EQ(after(1s, {.job = JobState::printed, .trouble = {}, .history_missing = true}),
              PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, DoubtsCompletedWhenThePrinterIsGone) {
    EXPECT_EQ(after(1s, {.job = JobState::printed, .trouble = PrinterTrouble::offline}),
              PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, GivesAnUnpluggedPrinterEightSeconds) {
    const JobLook unplugged{.job = JobState::printing, .trouble = PrinterTrouble::offline};
    EXPECT_EQ(after(8s, unplugged), std::nullopt);
    EXPECT_EQ(after(1s, unplugged), PrintOutcome::impossible);
}

TEST_F(PrintWatchTest, DoesNotKnowWhatCameOutBeforeThePrinterWasUnplugged) {
    EXPECT_EQ(after(1s, {.job = JobState::printing}), std::nullopt);
    EXPECT_EQ(after(9s, {.job = JobState::printing, .trouble = PrinterTrouble::offline}),
              PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, KeepsAJobWithoutPaperForAMinute) {
    const JobLook empty{.job = JobState::printing, .trouble = PrinterTrouble::media_empty};
    EXPECT_EQ(after(60s, empty), std::nullopt);
    EXPECT_EQ(after(1s, empty), PrintOutcome::needs_help);
    EXPECT_EQ(told, std::vector{PrinterTrouble::media_empty});
}

TEST_F(PrintWatchTest, BeginsTheMinuteAnewWhenThePrinterWentOnMeanwhile) {
    const JobLook empty{.job = JobState::printing, .trouble = PrinterTrouble::media_empty};
    EXPECT_EQ(after(50s, empty), std::nullopt);
    EXPECT_EQ(after(1s, {.job = JobState::printing}), std::nullopt);
    EXPECT_EQ(after(50s, empty), std::nullopt);
    EXPECT_EQ(told, (std::vector{PrinterTrouble::media_empty, PrinterTrouble::none,
                                 PrinterTrouble::media_empty}));
}

TEST_F(PrintWatchTest, DoesNotWaitForAJobThatNeverStarts) {
    EXPECT_EQ(after(10s, {.job = JobState::waiting}), PrintOutcome::impossible);
}

TEST_F(PrintWatchTest, DoesNotWaitForAPrinterThatNeverEnds) {
    EXPECT_EQ(after(190s, {.job = JobState::printing}), PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, TakesAStoppedQueueForTrouble) {
    EXPECT_EQ(after(61s, {.job = JobState::stopped}), PrintOutcome::needs_help);
    EXPECT_EQ(told, std::vector{PrinterTrouble::other});
}

TEST_F(PrintWatchTest, DoesNotKnowHowAJobEndedThatTheServerForgot) {
    EXPECT_EQ(after(1s, {.job = JobState::gone}), PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, DoesNotWaitForAServerThatHangs) {
    EXPECT_EQ(after(8s, {.job = JobState::unanswered}), std::nullopt);
    EXPECT_EQ(after(1s, {.job = JobState::unanswered}), PrintOutcome::unknown);
}

TEST_F(PrintWatchTest, CannotPrintAJobThatWasAborted) {
    EXPECT_EQ(after(1s, {.job = JobState::aborted}), PrintOutcome::impossible);
}

}  // namespace
}  // namespace drivers
