// The server on a socket of this machine, with callers who say whatever they like.
#include "drivers/http_server/local_http_server.h"

#include "tests/contracts/scratch_folder.h"

#include <chrono>
#include <functional>
#include <thread>

#include <grp.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using drivers::HttpLimits;
using drivers::LocalHttpServer;
using kiosk::HttpAnswer;
using kiosk::HttpCall;

class Echo : public kiosk::HttpDesk {
  public:
    HttpAnswer answer(const HttpCall& call) override {
        if (call.path == "/throw") throw std::runtime_error("Erika Mustermann");
        std::string said = call.method + " " + call.path + " [" + call.body + "] " + call.account;
        for (const auto& [name, value] : call.query) said += " " + name + "=" + value;
        const auto terminal = call.headers.find("x-terminal");
        if (terminal != call.headers.end()) said += " from " + terminal->second;
        return {.status = 200, .headers = {{"Cache-Control", "no-store"}}, .body = said};
    }
};

class Caller {
  public:
    explicit Caller(const std::string& path) : socket_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(std::begin(address.sun_path), path.size());
        const auto* target = reinterpret_cast<const sockaddr*>(&address);
        EXPECT_EQ(connect(socket_, target, sizeof address), 0);
    }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    ~Caller() { close(socket_); }

    void say(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the server has heard enough
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // Until the server hangs up.
    [[nodiscard]] std::string hear() const {
        std::string heard;
        std::array<char, 4096> part{};
        for (ssize_t size = 0; (size = recv(socket_, part.data(), part.size(), 0)) > 0;)
            heard.append(part.data(), static_cast<std::size_t>(size));
        return heard;
    }

  private:
    int socket_;
};

class LocalHttpServerTest : public testing::Test {
  protected:
    LocalHttpServerTest() { open({.path = path_, .group = ""}); }
    void open(const drivers::LocalDoor& door, HttpLimits limits = {}) {
        server_.reset();
        server_ = LocalHttpServer::open(door, echo_, limits).value();
    }
    [[nodiscard]] std::string ask(const std::string& bytes) const {
        const Caller caller(path_);
        caller.say(bytes);
        return caller.hear();
    }
    // The status of the answer, 0 for none.
    [[nodiscard]] int status(const std::string& bytes) const {
        const std::string heard = ask(bytes);
        return heard.starts_with("HTTP/1.1 ") ? std::stoi(heard.substr(9)) : 0;
    }

    ScratchFolder folder_;
    std::string path_ = folder_.path() + "/door.sock";
    Echo echo_;
    std::unique_ptr<LocalHttpServer> server_;
};

std::string put(const std::string& headers, const std::string& body) {
    return "PUT /v1/it HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

std::string own_account() {
    return getpwuid(getuid())->pw_name;
}

TEST_F(LocalHttpServerTest, HandsOverWhatWasAskedAndWhoAsked) {
    const std::string heard =
        ask("GET /v1/a%20b?after=7&after=8 HTTP/1.1\r\nX-Terminal: leipzig-042\r\n\r\n");
    EXPECT_TRUE(heard.ends_with("GET /v1/a b [] " + own_account() + " after=7,8 from leipzig-042"))
        << heard;
    EXPECT_NE(heard.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_TRUE(ask(put("Content-Type: application/json\r\n", "{}"))
                    .ends_with("PUT /v1/it [{}] " + own_account()));
}

TEST_F(LocalHttpServerTest, BelievesTheKernelAndNotTheCallerAboutItsAccount) {
    EXPECT_TRUE(ask("GET / HTTP/1.1\r\nREMOTE_ADDR: erika\r\nAccount: erika\r\n\r\n")
                    .ends_with("GET / [] " + own_account()));
}

TEST_F(LocalHttpServerTest, ANameSentTwiceIsNotOneOfBoth) {
    EXPECT_TRUE(
        ask("GET / HTTP/1.1\r\nX-Terminal: a\r\nx-terminal: b\r\n\r\n").ends_with(" from a,b"));
}

TEST_F(LocalHttpServerTest, RefusesWhatIsTooLongOrPacked) {
    const std::string long_text(70'000, 'a');
    EXPECT_EQ(status("GET /" + long_text + " HTTP/1.1\r\n\r\n"), 0);  // not even a line
    EXPECT_EQ(status("GET /" + long_text.substr(0, 600) + " HTTP/1.1\r\n\r\n"), 414);
    EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + long_text + "\r\n\r\n"), 400);
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 5'000; ++i) many += "A: b\r\n";
    EXPECT_EQ(status(many + "\r\n"), 400);
    EXPECT_EQ(status(put("", long_text)), 413);
    EXPECT_EQ(status("PUT / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"), 413);
    EXPECT_EQ(status(put("Content-Encoding: gzip\r\n", "x")), 415);
    EXPECT_EQ(status(put("Content-Type: multipart/form-data; boundary=x\r\n", "--x--")), 415);
    EXPECT_EQ(status("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411);
    EXPECT_EQ(status("DELETE / HTTP/1.1\r\n\r\n"), 404);
    EXPECT_EQ(status("no http at all\r\n\r\n"), 400);
    EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 200);
}

TEST_F(LocalHttpServerTest, SaysNothingOfWhatWentWrongInside) {
    const std::string heard = ask("GET /throw HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(heard.starts_with("HTTP/1.1 500 "));
    EXPECT_EQ(heard.find("Mustermann"), std::string::npos);
}

TEST_F(LocalHttpServerTest, WhoSpeaksTooSlowlyIsCutOffAndHoldsNobodyUp) {
    open({.path = path_, .group = ""}, {.time = 300ms, .at_once = 2});
    const Caller silent(path_);
    const Caller halting(path_);
    halting.say("PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{");
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(status("GET / HTTP/1.1\r\n\r\n"), 200);  // after one of both was cut off
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
    EXPECT_EQ(silent.hear(), "");
}

TEST_F(LocalHttpServerTest, EndsAtOnceThoughCallersAreWaiting) {
    const Caller silent(path_);
    const Caller halting(path_);
    halting.say("PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{");
    std::this_thread::sleep_for(100ms);  // until they are heard
    const auto begun = std::chrono::steady_clock::now();
    server_.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 900ms);
}

TEST_F(LocalHttpServerTest, IsOpenToItsAccountOrToOneGroup) {
    const auto mode = [&] {
        struct stat found {};
        EXPECT_EQ(stat(path_.c_str(), &found), 0);
        return found.st_mode & 0777;
    };
    EXPECT_EQ(mode(), 0600);
    open({.path = path_, .group = getgrgid(getgid())->gr_name});
    EXPECT_EQ(mode(), 0660);
    const auto unknown =
        LocalHttpServer::open({.path = path_ + "2", .group = "no-such-group"}, echo_);
    EXPECT_EQ(unknown.error().kind, kiosk::ErrorKind::invalid_configuration);
    const auto too_long =
        LocalHttpServer::open({.path = "/tmp/" + std::string(200, 'x'), .group = ""}, echo_);
    EXPECT_EQ(too_long.error().kind, kiosk::ErrorKind::invalid_configuration);
}

}  // namespace
}  // namespace tests
