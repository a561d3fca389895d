#include "tests/portal/server.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace stand_in {

namespace {

constexpr std::size_t largest_request = 64U << 20U;
constexpr int threads = 12;

// The library has no way to hang up without an answer: find the connection by its far end.
void hang_up(int far_port) {
    for (int fd = 3; fd < 1024; ++fd) {
        sockaddr_in far{};
        socklen_t size = sizeof far;
        if (getpeername(fd, reinterpret_cast<sockaddr*>(&far), &size) != 0) continue;
        if (far.sin_family == AF_INET && ntohs(far.sin_port) == far_port) ::shutdown(fd, SHUT_RDWR);
    }
}

kiosk::HttpRequest as_ours(const httplib::Request& request) {
    kiosk::HttpRequest ours;
    ours.method = request.method;
    ours.url = request.target;
    ours.body = request.body;
    for (const auto& [name, value] : request.headers) ours.headers[name] = value;
    return ours;
}

void send(const Reply& reply, const httplib::Request& request, httplib::Response& response) {
    if (reply.delay_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(reply.delay_ms));
    if (reply.dropped) return hang_up(request.remote_port);
    response.status = reply.status;
    std::string type;
    for (const auto& [name, value] : reply.headers) {
        if (name == "Content-Type")
            type = value;
        else
            response.set_header(name, value);
    }
    if (!reply.truncated) return response.set_content(reply.body, type);
    const std::string half = reply.body.substr(0, reply.body.size() / 2);
    response.set_content_provider(reply.body.size() + 1, type,
                                  [half](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                      if (offset > 0 || half.empty()) return false;
                                      return sink.write(half.data(), half.size());
                                  });
}

}  // namespace

struct Server::Inside {
    httplib::Server http;
    int port = 0;
};

Server::Server(int port) : inside_(std::make_unique<Inside>()) {
    httplib::Server& http = inside_->http;
    http.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    http.set_keep_alive_max_count(1'000'000);
    http.set_payload_max_length(largest_request);
    http.set_tcp_nodelay(true);
    inside_->port = port == 0                              ? http.bind_to_any_port("127.0.0.1")
                    : http.bind_to_port("127.0.0.1", port) ? port
                                                           : -1;
    if (inside_->port <= 0) throw std::runtime_error("no port");
}

Server::~Server() = default;

std::string Server::url() const {
    return "http://127.0.0.1:" + std::to_string(inside_->port);
}

void Server::serve(StandIn& stand_in) {
    const auto handle = [&](const httplib::Request& request, httplib::Response& response) {
        send(stand_in.answer(as_ours(request)), request, response);
    };
    inside_->http.Get(".*", handle).Post(".*", handle).Put(".*", handle).Delete(".*", handle);
    inside_->http.listen_after_bind();
}

void Server::stop() {
    inside_->http.stop();
}

}  // namespace stand_in
