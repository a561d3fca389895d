// Print servers that take connections and never answer, drip, or lie.
#include "drivers/printer/cups_printer.h"
#include "tests/contracts/scratch_folder.h"

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

// Says `answer` to everybody, and then the same letter again and again.
class BlackHole {
  public:
    explicit BlackHole(std::string answer, char drip = '\0')
        : answer_(std::move(answer)), drip_(drip) {
        const std::string path = folder_.path() + "/cups.sock";
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        listen(listener_, 8);
        setenv("CUPS_SERVER", path.c_str(), 1);
        thread_ = std::thread([this] { serve(); });
    }
    BlackHole(const BlackHole&) = delete;
    BlackHole& operator=(const BlackHole&) = delete;
    ~BlackHole() {
        ended_ = true;
        thread_.join();
        close(listener_);
        unsetenv("CUPS_SERVER");
    }

  private:
    void serve() {
        int client = -1;
        while (!ended_) {
            pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
            if (poll(&waiting, 1, 20) > 0) {
                if (client >= 0) close(client);
                client = accept(listener_, nullptr, nullptr);
                (void)send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            }
            if (client >= 0 && drip_ != '\0') (void)send(client, &drip_, 1, MSG_NOSIGNAL);
        }
        if (client >= 0) close(client);
    }

    ScratchFolder folder_;
    std::string answer_;
    char drip_;
    int listener_ = -1;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

const drivers::PrintLimits limits{
    .question = 400ms, .offline = 600ms, .trouble = 1s, .whole = 2s, .between = 50ms};

void expect_patience_to_end(const std::string& answer, char drip = '\0') {
    const BlackHole hole(answer, drip);
    drivers::CupsPrinter printer("bon", limits);
    const auto begun = steady_clock::now();
    EXPECT_FALSE(printer.status().ready());
    EXPECT_LT(steady_clock::now() - begun, 1s);
    const std::atomic<bool> never{false};
    const auto report = printer.print({.format = "application/pdf",
                                       .document = kiosk::Bytes(1000),
                                       .width_mm = 80,
                                       .height_mm = 200},
                                      never, {});
    EXPECT_EQ(report.outcome, kiosk::PrintOutcome::impossible);
    EXPECT_LT(steady_clock::now() - begun, 2s);
    printer.purge();
    EXPECT_LT(steady_clock::now() - begun, 5s);
}

TEST(CupsPrinter, DoesNotWaitForAServerThatNeverAnswers) {
    expect_patience_to_end("");
}

TEST(CupsPrinter, DoesNotWaitForAServerThatDrips) {
    expect_patience_to_end("HTTP/1.1 200 OK\r\nX: ", 'a');
    expect_patience_to_end("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n", 'a');
}

TEST(CupsPrinter, BelievesNoAnswerThatIsNotIpp) {
    for (const char* answer :
         {"SSH-2.0-dropbear\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
          "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"})
        expect_patience_to_end(answer);
}

TEST(CupsPrinter, SaysAtOnceWhenThereIsNoServer) {
    setenv("CUPS_SERVER", "/nonexistent/cups.sock", 1);
    drivers::CupsPrinter printer("bon", limits);
    EXPECT_EQ(printer.status().trouble, kiosk::PrinterTrouble::offline);
    unsetenv("CUPS_SERVER");
}

}  // namespace
}  // namespace tests
