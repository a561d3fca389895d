#include "drivers/printer/stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::Result;

namespace {

struct Address {
    sockaddr_storage bytes{};
    socklen_t size = 0;
};

std::vector<Address> look_up(const std::string& host, int port, int flags) {
    addrinfo wish{};
    wish.ai_socktype = SOCK_STREAM;
    wish.ai_flags = flags;
    addrinfo* found = nullptr;
    std::vector<Address> addresses;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wish, &found) != 0)
        return addresses;
    for (const addrinfo* next = found; next != nullptr; next = next->ai_next) {
        Address& address = addresses.emplace_back();
        std::memcpy(&address.bytes, next->ai_addr, next->ai_addrlen);
        address.size = next->ai_addrlen;
    }
    freeaddrinfo(found);
    return addresses;
}

// getaddrinfo knows no time limit: a lookup that takes too long is left to a thread of its own,
// which ends when the resolver gives up.
std::vector<Address> look_up_within(const std::string& host, int port, Stream::Deadline deadline) {
    if (auto literal = look_up(host, port, AI_NUMERICHOST | AI_NUMERICSERV); !literal.empty())
        return literal;
    struct Lookup {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<std::vector<Address>> addresses;
    };
    const auto lookup = std::make_shared<Lookup>();
    std::thread([lookup, host, port] {
        auto addresses = look_up(host, port, AI_NUMERICSERV);
        const std::lock_guard lock(lookup->mutex);
        lookup->addresses = std::move(addresses);
        lookup->done.notify_all();
    }).detach();
    std::unique_lock lock(lookup->mutex);
    lookup->done.wait_until(lock, deadline, [&] { return lookup->addresses.has_value(); });
    return lookup->addresses.value_or(std::vector<Address>{});
}

}  // namespace

Stream::Stream(Stream&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Stream& Stream::operator=(Stream&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

Stream::~Stream() {
    if (descriptor_ >= 0) close(descriptor_);
}

Result<Stream> Stream::to_socket(const std::string& path, Deadline deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return kiosk::fail(ErrorKind::invalid_configuration, "printing: socket path too long");
    std::copy(path.begin(), path.end(), std::begin(address.sun_path));
    return connect(AF_UNIX, &address, sizeof address, deadline);
}

Result<Stream> Stream::to_host(const std::string& host, int port, Deadline deadline) {
    Result<Stream> stream = kiosk::fail(ErrorKind::unavailable, "printing: host not found");
    for (const Address& address : look_up_within(host, port, deadline)) {
        stream = connect(address.bytes.ss_family, &address.bytes, address.size, deadline);
        if (stream) break;
    }
    return stream;
}

Result<Stream> Stream::accepted_from(int listener) {
    Stream stream(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (stream.descriptor_ < 0) return kiosk::fail(ErrorKind::unavailable, "printing: nobody");
    return stream;
}

Result<Stream> Stream::connect(int family, const void* address, std::size_t size,
                               Deadline deadline) {
    Stream stream(socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (stream.descriptor_ < 0) return kiosk::fail(ErrorKind::internal, "printing: no socket");
    const auto* target = static_cast<const sockaddr*>(address);
    if (::connect(stream.descriptor_, target, static_cast<socklen_t>(size)) == 0) return stream;
    // A Unix socket whose server takes no more connections says EAGAIN at once and never later.
    if (errno != EINPROGRESS) return kiosk::fail(ErrorKind::unavailable, "printing: refused");
    if (!stream.wait(POLLOUT, deadline))
        return kiosk::fail(ErrorKind::unavailable, "printing: no connection");
    int problem = 0;
    socklen_t length = sizeof problem;
    getsockopt(stream.descriptor_, SOL_SOCKET, SO_ERROR, &problem, &length);
    if (problem != 0) return kiosk::fail(ErrorKind::unavailable, "printing: refused");
    return stream;
}

Result<void> Stream::wait(short events, Deadline deadline) const {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return kiosk::fail(ErrorKind::timed_out, "printing: no answer");
        pollfd waiting{.fd = descriptor_, .events = events, .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
        if (ready > 0) return {};
        if (ready < 0 && errno != EINTR) return kiosk::fail(ErrorKind::internal, "printing: poll");
    }
}

Result<void> Stream::send(kiosk::ByteView bytes, Deadline deadline) const {
    while (!bytes.empty()) {
        TRY_VOID(wait(POLLOUT, deadline));
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return kiosk::fail(ErrorKind::timed_out, "printing: connection lost");
        if (sent > 0) bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<std::string> Stream::receive(Deadline deadline) const {
    std::array<char, 16384> piece{};
    for (;;) {
        TRY_VOID(wait(POLLIN, deadline));
        const ssize_t got = recv(descriptor_, piece.data(), piece.size(), 0);
        if (got >= 0) return std::string(piece.data(), static_cast<std::size_t>(got));
        if (errno != EAGAIN && errno != EINTR)
            return kiosk::fail(ErrorKind::timed_out, "printing: connection lost");
    }
}

}  // namespace drivers
