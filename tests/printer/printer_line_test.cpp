// A terminal without network asks the printer through the agent.
#include "drivers/printer/printer_line.h"

#include "drivers/printer/cups_printer.h"
#include "tests/printer/print_shop.h"

#include <atomic>
#include <memory>
#include <thread>

#include <gtest/gtest.h>
#include <sched.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using drivers::CupsPrinter;
using drivers::PrinterLine;
using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;

const drivers::PrintLimits limits{
    .question = 4s, .offline = 8s, .trouble = 60s, .whole = 60s, .between = 50ms};

kiosk::PrintJob job() {
    return {
        .format = "application/pdf", .document = empty_page(), .width_mm = 210, .height_mm = 297};
}

// Does it where there is no network, not even the loopback, if this machine lets us.
template <class Act>
auto without_network(Act act) {
    decltype(act()) result{};
    std::thread([&] {
        (void)unshare(CLONE_NEWNET);
        result = act();
    }).join();
    return result;
}

class Line : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(shop.open());
        line = PrinterLine::open(socket, "bon").value();
    }
    kiosk::PrinterStatus status() {
        return without_network([this] { return terminal.status(); });
    }
    kiosk::PrintReport print() {
        return without_network([this] {
            const std::atomic<bool> never{false};
            return terminal.print(job(), never, {});
        });
    }

    PrintShop shop;
    const std::string socket = shop.path("run/printer.sock");
    CupsPrinter terminal{"bon", limits, socket};
    std::unique_ptr<PrinterLine> line;
};

TEST_F(Line, TellsATerminalWithoutNetworkHowThePrinterIs) {
    EXPECT_TRUE(status().ready());
    shop.rig("fault", "cover-open");
    EXPECT_EQ(status().trouble, PrinterTrouble::cover_open);
    shop.rig("fault", "none");
    EXPECT_EQ(without_network([this] { return terminal.paper(); }).width_mm, 210);
    EXPECT_EQ(print().outcome, PrintOutcome::printed);
    shop.rig("unplug");
    EXPECT_EQ(status().trouble, PrinterTrouble::offline);
}

TEST_F(Line, IsNotNeededForPrinting) {
    line.reset();
    EXPECT_TRUE(status().ready());
    EXPECT_EQ(print().outcome, PrintOutcome::printed);
    line = PrinterLine::open(socket, "bon").value();
    EXPECT_TRUE(status().ready());
}

TEST(PrinterLine, EndsAtOnceAndNeedsAFolder) {
    const ScratchFolder folder;
    const auto begun = std::chrono::steady_clock::now();
    { const auto line = PrinterLine::open(folder.path() + "/printer.sock", ""); }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
    EXPECT_FALSE(PrinterLine::open(folder.path() + "/missing/printer.sock", ""));
    EXPECT_FALSE(PrinterLine::open(folder.path() + std::string(200, 'x'), ""));
}

}  // namespace
}  // namespace tests
