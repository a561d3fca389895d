#include "drivers/http_server/local_http_server.h"

#include "drivers/http_server/bounded_stream.h"
#include "kiosk/base/log.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <charconv>
#include <thread>

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drivers {

using kiosk::HttpAnswer;
using kiosk::HttpCall;
using kiosk::Result;

namespace {

// The library matches paths by regular expressions, whose depth grows with the text.
const std::string json_type = "application/json";
constexpr std::size_t longest_target = 512;

std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return std::tolower(letter); });
    return text;
}

void add(std::map<std::string, std::string>& to, const std::string& name,
         const std::string& value) {
    const auto [place, is_new] = to.emplace(name, value);
    if (!is_new) place->second += "," + value;
}

HttpCall as_ours(const httplib::Request& request) {
    HttpCall call{.method = request.method,
                  .path = request.path,
                  .query = {},
                  .headers = {},
                  .body = request.body,
                  .account = request.remote_addr};
    for (const auto& [name, value] : request.params) add(call.query, name, value);
    for (const auto& [name, value] : request.headers) add(call.headers, in_lower_case(name), value);
    return call;
}

void refuse(httplib::Response& response, int status, const char* problem) {
    response.status = status;
    response.set_content(std::string(R"({"problem":")") + problem + "\"}", "application/json");
}

bool is_longer(const std::string& length, std::size_t most) {
    std::size_t bytes = 0;
    const char* end = length.data() + length.size();
    const auto read = std::from_chars(length.data(), end, bytes);
    return !length.empty() && (read.ec != std::errc() || read.ptr != end || bytes > most);
}

// Before the body is read: the library would wait for all of it, even to refuse it. What it would
// unpack or take apart by itself is not wanted.
bool is_refused(const httplib::Request& request, httplib::Response& response, std::size_t most) {
    const std::string type = request.get_header_value("Content-Type");
    if (request.target.size() > longest_target)
        refuse(response, 414, "address_too_long");
    else if (is_longer(request.get_header_value("Content-Length"), most))
        refuse(response, 413, "body_too_large");
    else if (request.has_header("Content-Encoding") ||
             (!type.empty() && !type.starts_with("application/json")))
        refuse(response, 415, "not_plain_json");
    else if (request.has_header("Transfer-Encoding"))
        refuse(response, 411, "length_missing");
    else
        return false;
    return true;
}

void name_the_problem(const httplib::Request& /*request*/, httplib::Response& response) {
    if (!response.body.empty()) return;
    const char* problem = response.status == 404   ? "not_found"
                          : response.status >= 500 ? "internal"
                                                   : "malformed";
    refuse(response, response.status, problem);
}

class Server : public httplib::Server {
  public:
    Server(int listener, kiosk::HttpDesk& desk, HttpLimits limits)
        : bell_(eventfd(0, EFD_CLOEXEC)), limits_(limits) {
        svr_sock_ = listener;
        new_task_queue = [limits] { return new httplib::ThreadPool(limits.at_once); };
        set_payload_max_length(limits.body);
        set_pre_routing_handler([limits](const auto& request, auto& response) {
            return is_refused(request, response, limits.body) ? HandlerResponse::Handled
                                                              : HandlerResponse::Unhandled;
        });
        set_error_handler(Handler(name_the_problem));
        set_exception_handler([](const auto&, auto& response, std::exception_ptr) {
            kiosk::log::write(kiosk::log::Level::error, "answering_failed");
            refuse(response, 500, "internal");
        });
        const Handler answer = [&desk](const auto& request, auto& response) {
            const HttpAnswer answered = desk.answer(as_ours(request));
            response.status = answered.status;
            const auto type = answered.headers.find("Content-Type");
            for (const auto& [name, value] : answered.headers)
                if (name != "Content-Type") response.set_header(name, value);
            response.set_content(answered.body,
                                 type == answered.headers.end() ? json_type : type->second);
        };
        Get(".*", answer).Put(".*", answer).Post(".*", answer);
    }
    ~Server() override { close(bell_); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void ring() { static_cast<void>(eventfd_write(bell_, 1)); }

  private:
    bool process_and_close_socket(int connection) override {
        const std::string account = account_of(connection);
        BoundedStream stream(connection, bell_, limits_.head,
                             std::chrono::steady_clock::now() + limits_.time);
        bool closed = false;
        const bool answered = process_request(stream, true, closed, [&](httplib::Request& request) {
            stream.allow(limits_.body);
            request.remote_addr = account;
            for (const char* spare : {"Accept-Encoding", "Range", "Expect"})
                request.headers.erase(spare);
        });
        shutdown(connection, SHUT_RDWR);
        close(connection);
        return answered;
    }

    const int bell_;
    const HttpLimits limits_;
};

}  // namespace

struct LocalHttpServer::Inside {
    Inside(int listener, kiosk::HttpDesk& desk, HttpLimits limits)
        : server(listener, desk, limits), thread([this] {
              server.listen_after_bind();
              serves = false;
          }) {}
    ~Inside() {
        // stop() is heard only by a server that has begun.
        while (serves && !server.is_running()) std::this_thread::yield();
        server.ring();
        server.stop();
        thread.join();
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    Server server;
    std::atomic<bool> serves{true};
    std::thread thread;  // last: it uses the above
};

Result<std::unique_ptr<LocalHttpServer>> LocalHttpServer::open(const LocalDoor& door,
                                                               kiosk::HttpDesk& desk,
                                                               HttpLimits limits) {
    const int listener = TRY(listen_at(door));
    return std::unique_ptr<LocalHttpServer>(
        new LocalHttpServer(std::make_unique<Inside>(listener, desk, limits)));
}

LocalHttpServer::LocalHttpServer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
LocalHttpServer::~LocalHttpServer() = default;

bool LocalHttpServer::serves() const {
    return inside_->serves;
}

}  // namespace drivers
