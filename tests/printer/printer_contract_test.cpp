// What every printer must do, CUPS with a printer behind it and the simulated twin alike.
#include "drivers/printer/cups_printer.h"
#include "drivers/printer/simulated_printer.h"
#include "tests/printer/print_shop.h"

#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;
using kiosk::PrintReport;
using std::chrono::steady_clock;

// Long enough for a machine that has other things to do; and for tests that wait for the end of it.
const drivers::PrintLimits patient{
    .question = 1500ms, .offline = 3s, .trouble = 60s, .whole = 60s, .between = 50ms};
const drivers::PrintLimits hasty{
    .question = 1500ms, .offline = 3s, .trouble = 3s, .whole = 5s, .between = 50ms};

kiosk::PrintJob job() {
    return {
        .format = "application/pdf", .document = empty_page(), .width_mm = 210, .height_mm = 297};
}

class Simulated {
  public:
    explicit Simulated(const drivers::PrintLimits& limits) : printer("", {}, limits) {}
    drivers::SimulatedPrinter printer;
    static bool open() { return true; }
    void run_out_of_paper() { printer.run_out_of_paper(); }
    void refill() { printer.refill(); }
    void run_low() { printer.run_low(); }
    void jam() { printer.jam(); }
    void open_cover() { printer.open_cover(); }
    void mend() { printer.recover(); }
    void unplug() { printer.unplug(); }
    void plug_in() { printer.recover(); }
    void hang() { printer.hang(); }
    void freeze_server() { printer.hang(); }
    void thaw_server() { printer.recover(); }
    // The receipt is half out until it is let go.
    void hold() { printer.slow_down(1h); }
    void let_go() { printer.slow_down(0ms); }
    static void wait_until_half_out() { std::this_thread::sleep_for(100ms); }
    void unplug_in_mid_job() {
        printer.unplug_during_print();
        printer.slow_down(0ms);
    }
    [[nodiscard]] int printed() const { return printer.printed(); }
    [[nodiscard]] int left_over() const { return printer.waiting(); }
};

class Real {
    PrintShop shop_;

  public:
    explicit Real(const drivers::PrintLimits& limits) : printer("bon", limits) {}
    drivers::CupsPrinter printer;
    [[nodiscard]] bool open() const { return shop_.open(); }
    void run_out_of_paper() { shop_.rig("fault", "media-empty"); }
    void refill() { mend(); }
    void run_low() { shop_.rig("fault", "media-low"); }
    void jam() { shop_.rig("fault", "media-jam"); }
    void open_cover() { shop_.rig("fault", "cover-open"); }
    void mend() { shop_.rig("fault", "none"); }
    void unplug() { shop_.rig("unplug"); }
    void plug_in() { shop_.rig("plug"); }
    void hang() { shop_.rig("hang"); }
    void freeze_server() { shop_.rig("freeze"); }
    void thaw_server() { shop_.rig("thaw"); }
    void hold() { shop_.rig("hold"); }
    void let_go() { shop_.rig("release"); }
    void wait_until_half_out() {
        EXPECT_TRUE(shop_.comes_to_be([this] { return exists(shop_.path("busy")); }));
        std::this_thread::sleep_for(500ms);  // and the driver has looked at it
    }
    void unplug_in_mid_job() { shop_.rig("unplug"); }
    [[nodiscard]] int printed() const { return static_cast<int>(shop_.printed().size()); }
    // The server removes a job's files when its backend is gone.
    [[nodiscard]] int left_over() {
        shop_.comes_to_be([this] { return shop_.spooled().empty(); });
        return static_cast<int>(shop_.spooled().size());
    }
};

template <class Body>
class PrinterContract : public testing::Test {
  protected:
    explicit PrinterContract(const drivers::PrintLimits& limits = patient) : body(limits) {}
    void SetUp() override { ASSERT_TRUE(body.open()); }
    // A test that has failed must not wait for a job that it began.
    void TearDown() override { stop = true; }

    PrintReport print() {
        return body.printer.print(job(), stop, [this](PrinterTrouble trouble) {
            const std::lock_guard lock(mutex);
            told.push_back(trouble);
        });
    }
    std::future<PrintReport> begin() {
        return std::async(std::launch::async, [this] { return print(); });
    }
    std::future<PrintReport> begin_half_a_receipt() {
        body.hold();
        auto report = begin();
        body.wait_until_half_out();
        return report;
    }
    bool comes_to_be_told(PrinterTrouble trouble) {
        for (int i = 0; i < 250; ++i, std::this_thread::sleep_for(20ms)) {
            const std::lock_guard lock(mutex);
            if (!told.empty() && told.back() == trouble) return true;
        }
        return false;
    }
    void expect_nothing_to_come_out_later() {
        std::this_thread::sleep_for(700ms);
        EXPECT_EQ(body.printed(), 0);
        EXPECT_EQ(body.left_over(), 0);
    }

    Body body;
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::vector<PrinterTrouble> told;
};

template <class Body>
class PatienceOfPrinters : public PrinterContract<Body> {
  protected:
    PatienceOfPrinters() : PrinterContract<Body>(hasty) {}
};

using Bodies = testing::Types<Simulated, Real>;
TYPED_TEST_SUITE(PrinterContract, Bodies);
TYPED_TEST_SUITE(PatienceOfPrinters, Bodies);

TYPED_TEST(PrinterContract, PrintsAndLeavesNothingBehind) {
    EXPECT_TRUE(this->body.printer.status().ready());
    EXPECT_EQ(this->print().outcome, PrintOutcome::printed);
    EXPECT_EQ(this->body.printed(), 1);
    EXPECT_EQ(this->body.left_over(), 0);
    EXPECT_TRUE(this->told.empty());
}

TYPED_TEST(PrinterContract, SaysBeforehandWhatIsWrong) {
    this->body.run_low();
    EXPECT_TRUE(this->body.printer.status().ready());
    EXPECT_TRUE(this->body.printer.status().paper_low);
    this->body.run_out_of_paper();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::media_empty);
    this->body.refill();
    EXPECT_TRUE(this->body.printer.status().ready());
    this->body.jam();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::media_jam);
    this->body.mend();
    this->body.open_cover();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::cover_open);
    this->body.mend();
    this->body.unplug();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::offline);
    this->body.plug_in();
    EXPECT_TRUE(this->body.printer.status().ready());
}

TYPED_TEST(PrinterContract, BelievesNothingThatTheLastJobLeftBehind) {
    auto report = this->begin_half_a_receipt();
    this->body.open_cover();
    EXPECT_TRUE(this->comes_to_be_told(PrinterTrouble::cover_open));
    this->stop = true;
    EXPECT_EQ(report.get().outcome, PrintOutcome::impossible);
    this->body.let_go();
    this->body.mend();
    // The printer takes a moment to notice; a queue's stale word would stay as it is.
    bool ready = false;
    for (int look = 0; look < 20 && !ready; ++look) {
        ready = this->body.printer.status().ready();
        if (!ready) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_TRUE(ready);
}

TYPED_TEST(PrinterContract, KeepsTheJobUntilPaperIsBack) {
    this->body.run_out_of_paper();
    auto report = this->begin();
    EXPECT_TRUE(this->comes_to_be_told(PrinterTrouble::media_empty));
    EXPECT_EQ(this->body.printed(), 0);
    this->body.refill();
    EXPECT_EQ(report.get().outcome, PrintOutcome::printed);
    EXPECT_EQ(this->told.back(), PrinterTrouble::none);
    EXPECT_EQ(this->body.printed(), 1);
    EXPECT_EQ(this->body.left_over(), 0);
}

TYPED_TEST(PrinterContract, GoesOnWhereItStoppedInMidJob) {
    auto report = this->begin_half_a_receipt();
    this->body.run_out_of_paper();
    EXPECT_TRUE(this->comes_to_be_told(PrinterTrouble::media_empty));
    this->body.refill();
    EXPECT_TRUE(this->comes_to_be_told(PrinterTrouble::none));
    this->body.jam();
    EXPECT_TRUE(this->comes_to_be_told(PrinterTrouble::media_jam));
    this->body.let_go();
    this->body.mend();
    EXPECT_EQ(report.get().outcome, PrintOutcome::printed);
    EXPECT_EQ(this->body.printed(), 1);
}

TYPED_TEST(PatienceOfPrinters, EndsWhenNobodyBringsPaperAndPrintsNothingLater) {
    this->body.run_out_of_paper();
    const PrintReport report = this->print();
    EXPECT_EQ(report.outcome, PrintOutcome::needs_help);
    EXPECT_EQ(report.trouble, PrinterTrouble::media_empty);
    this->body.refill();
    this->expect_nothing_to_come_out_later();
}

TYPED_TEST(PatienceOfPrinters, EndsOnAPrinterThatNeverEnds) {
    auto report = this->begin_half_a_receipt();
    EXPECT_EQ(report.get().outcome, PrintOutcome::unknown);
    this->body.let_go();
    this->expect_nothing_to_come_out_later();
}

TYPED_TEST(PrinterContract, CannotPrintWhenThePrinterIsUnplugged) {
    this->body.unplug();
    const auto begun = steady_clock::now();
    const PrintReport report = this->print();
    EXPECT_EQ(report.outcome, PrintOutcome::impossible);
    EXPECT_EQ(report.trouble, PrinterTrouble::offline);
    EXPECT_LT(steady_clock::now() - begun, 8s);
    this->body.plug_in();
    this->expect_nothing_to_come_out_later();
}

TYPED_TEST(PrinterContract, CannotPrintWhenThePrinterAnswersNobody) {
    this->body.hang();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::offline);
    const auto begun = steady_clock::now();
    const PrintReport report = this->print();
    EXPECT_EQ(report.outcome, PrintOutcome::impossible);
    EXPECT_EQ(report.trouble, PrinterTrouble::offline);
    EXPECT_LT(steady_clock::now() - begun, 10s);
    EXPECT_EQ(this->body.left_over(), 0);
}

TYPED_TEST(PrinterContract, DoesNotKnowWhetherAReceiptIsCompleteWhenThePrinterDiesInMidJob) {
    auto report = this->begin_half_a_receipt();
    this->body.unplug_in_mid_job();
    EXPECT_EQ(report.get().outcome, PrintOutcome::unknown);
    this->body.let_go();
    this->body.plug_in();
    this->expect_nothing_to_come_out_later();
    EXPECT_EQ(this->print().outcome, PrintOutcome::printed);
}

TYPED_TEST(PrinterContract, DoesNotKnowHowAReceiptEndsWhenThePrinterFallsSilentInMidJob) {
    auto report = this->begin_half_a_receipt();
    this->body.hang();
    EXPECT_EQ(report.get().outcome, PrintOutcome::unknown);
    EXPECT_EQ(this->body.left_over(), 0);
}

TYPED_TEST(PrinterContract, DoesNotWaitForAServerThatHangs) {
    this->body.freeze_server();
    const auto begun = steady_clock::now();
    EXPECT_EQ(this->body.printer.status().trouble, PrinterTrouble::offline);
    EXPECT_EQ(this->print().outcome, PrintOutcome::impossible);
    this->body.printer.purge();
    EXPECT_LT(steady_clock::now() - begun, 10s);
    this->body.thaw_server();
    this->expect_nothing_to_come_out_later();
}

TYPED_TEST(PrinterContract, PurgesBeforeTheNextCitizenWhatAHangingServerKept) {
    auto report = this->begin_half_a_receipt();
    this->body.freeze_server();
    EXPECT_EQ(report.get().outcome, PrintOutcome::unknown);
    this->body.thaw_server();
    this->body.printer.purge();
    this->body.let_go();
    this->expect_nothing_to_come_out_later();
}

TYPED_TEST(PrinterContract, StopsAtOnceAndLeavesNothingForTheNextCitizen) {
    auto report = this->begin_half_a_receipt();
    this->stop = true;
    EXPECT_EQ(report.wait_for(4s), std::future_status::ready);
    EXPECT_EQ(report.get().outcome, PrintOutcome::impossible);
    this->body.printer.purge();
    this->body.let_go();
    this->expect_nothing_to_come_out_later();
}

}  // namespace
}  // namespace tests
