// What every body of the line must do: the real one against a server on loopback, the simulated
// one against the same answers in one process.
#include "drivers/http/curl_http.h"
#include "drivers/http/simulated_http.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drivers {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;
using kiosk::HttpAnswer;
using kiosk::HttpRequest;
using kiosk::Result;

// The other side: says back what it got; /status/N answers with N, /large with 100,000 bytes.
HttpAnswer other_side(const HttpRequest& request) {
    HttpAnswer answer{.status = 200, .headers = {{"x-word", "Amt"}}, .body = {}};
    const std::string path = request.url.substr(request.url.find('/', 9));
    if (path.starts_with("/status/"))
        answer.status = std::stoi(path.substr(8));
    else if (path == "/large")
        answer.body.assign(100'000, 'x');
    else
        answer.body = request.method + " " + path + " " + request.body;
    if (answer.status == 302) answer.headers["location"] = "/elsewhere";
    return answer;
}

class Line {  // a body, and the mishaps that its other side can have
  public:
    virtual ~Line() = default;
    virtual kiosk::Http& http() = 0;
    virtual std::string url() = 0;
    virtual void lose_next_answer() = 0;
    virtual void unplug() = 0;
};

class SimulatedLine : public Line {
  public:
    kiosk::Http& http() override { return http_; }
    std::string url() override { return "http://127.0.0.1:1"; }
    void lose_next_answer() override { http_.lose_answers(1); }
    void unplug() override { http_.unplug(); }

  private:
    SimulatedHttp http_{
        [](const HttpRequest& request) -> Result<HttpAnswer> { return other_side(request); }};
};

class LoopbackLine : public Line {
  public:
    LoopbackLine() {
        const auto handle = [this](const httplib::Request& got, httplib::Response& response) {
            if (losing_) {  // longer than the caller waits
                losing_ = false;
                std::this_thread::sleep_for(600ms);
            }
            HttpRequest request;
            request.method = got.method;
            request.url = url() + got.target;
            request.body = got.body;
            const HttpAnswer answer = other_side(request);
            response.status = answer.status;
            for (const auto& [name, value] : answer.headers) response.set_header(name, value);
            response.set_content(answer.body, "text/plain");
        };
        server_.Get(".*", handle).Post(".*", handle).Put(".*", handle);
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::sleep_for(1ms);
    }
    ~LoopbackLine() override { end(); }
    kiosk::Http& http() override { return http_; }
    std::string url() override { return "http://127.0.0.1:" + std::to_string(port_); }
    void lose_next_answer() override { losing_ = true; }
    void unplug() override { end(); }

  private:
    void end() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }
    CurlHttp http_;
    httplib::Server server_;
    std::thread thread_;
    int port_ = 0;
    std::atomic<bool> losing_{false};
};

template <class Body>
class HttpContract : public testing::Test {
  protected:
    HttpRequest request(const std::string& path) {
        HttpRequest request;
        request.url = line.url() + path;
        request.limit = 5s;
        return request;
    }
    Body line;
};
using Bodies = testing::Types<SimulatedLine, LoopbackLine>;
TYPED_TEST_SUITE(HttpContract, Bodies);

TYPED_TEST(HttpContract, CarriesMethodAndBodyBytesUnchanged) {
    HttpRequest request = this->request("/a?b=c");
    request.method = "PUT";
    request.body = std::string("zw\0ei", 5) + "\xC3\xA4\r\n";
    const auto answer = this->line.http().exchange(request);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "PUT /a?b=c " + request.body);
}

TYPED_TEST(HttpContract, GivesHeaderNamesInLowerCase) {
    const auto answer = this->line.http().exchange(this->request("/a"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.at("x-word"), "Amt");
}

TYPED_TEST(HttpContract, GivesAnyStatusAsAValueAndFollowsNoRedirect) {
    for (const int status : {204, 302, 401, 404, 429, 500, 503}) {
        const auto answer =
            this->line.http().exchange(this->request("/status/" + std::to_string(status)));
        ASSERT_TRUE(answer) << status;
        EXPECT_EQ(answer->status, status);
    }
}

TYPED_TEST(HttpContract, RefusesAnAnswerThatIsLongerThanAllowed) {
    HttpRequest request = this->request("/large");
    request.largest_answer = 99'999;
    const auto answer = this->line.http().exchange(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_input);
    request.largest_answer = 100'000;
    EXPECT_TRUE(this->line.http().exchange(request));
}

TYPED_TEST(HttpContract, ALostAnswerIsATimeOut) {
    this->line.lose_next_answer();
    HttpRequest request = this->request("/a");
    request.limit = 200ms;
    const auto answer = this->line.http().exchange(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::timed_out);
}

TYPED_TEST(HttpContract, WithoutAConnectionNothingWasSent) {
    this->line.unplug();
    const auto answer = this->line.http().exchange(this->request("/a"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
}

TYPED_TEST(HttpContract, ServesSeveralThreadsAtOnce) {
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int n = 0; n < 5; ++n) {
                const auto answer = this->line.http().exchange(this->request("/a"));
                good += answer && answer->body == "GET /a " ? 1 : 0;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(good, 20);
}

TEST(CurlHttp, SendsNoCredentialsOverPlainHttpToAnotherMachine) {
    CurlHttp http;
    HttpRequest request;
    request.url = "http://portal.example/token";
    request.headers["Authorization"] = "Bearer x";
    EXPECT_EQ(http.exchange(request).error().kind, ErrorKind::refused);
    request.headers.clear();
    request.body = "client_secret=x";
    EXPECT_EQ(http.exchange(request).error().kind, ErrorKind::refused);
    request.url = "http://127.0.0.1.portal.example/token";
    EXPECT_EQ(http.exchange(request).error().kind, ErrorKind::refused);
}

// A port that hears one caller and hangs up.
class Listener {
  public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* place = reinterpret_cast<sockaddr*>(&address_);
        EXPECT_EQ(::bind(socket_, place, size), 0);
        EXPECT_EQ(::listen(socket_, 1), 0);
        EXPECT_EQ(::getsockname(socket_, place, &size), 0);
        thread_ = std::thread([this] {
            const int caller = ::accept(socket_, nullptr, nullptr);
            std::array<char, 512> bytes{};
            const ssize_t size_heard = ::read(caller, bytes.data(), bytes.size());
            heard_.assign(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size_heard)));
            ::close(caller);
        });
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(socket_); }
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port));
    }
    std::string heard() {
        thread_.join();
        return heard_;
    }

  private:
    const int socket_;
    sockaddr_in address_{};
    std::string heard_;
    std::thread thread_;
};

TEST(CurlHttp, GoesThroughTheProxyThatTheCityHas) {
    Listener proxy;
    CurlHttp http;
    http.go_through(proxy.url());
    HttpRequest request;
    request.url = "https://leitstelle.example.org/v1";
    request.limit = 5s;
    EXPECT_FALSE(http.exchange(request));
    EXPECT_TRUE(proxy.heard().starts_with("CONNECT leitstelle.example.org:443 HTTP/1.1\r\n"));
}

TEST(CurlHttp, PutsNoLineBreakIntoARequest) {
    CurlHttp http;
    HttpRequest request;
    request.url = "http://127.0.0.1:9/";
    request.headers["Authorization"] = "Bearer x\r\nX-Other: y";
    EXPECT_EQ(http.exchange(request).error().kind, ErrorKind::invalid_input);
}

}  // namespace
}  // namespace drivers
