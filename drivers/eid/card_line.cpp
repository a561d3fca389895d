#include "drivers/eid/card_line.h"

#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drivers::card {

using kiosk::ErrorKind;
using kiosk::fail;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr auto patience = 1s;
constexpr std::size_t length_size = 4;

bool ready(int descriptor, short what, Steady::time_point until) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now());
        pollfd line{descriptor, what, 0};
        const int count = poll(&line, 1, static_cast<int>(std::max(left, 0ms).count()));
        if (count > 0) return true;
        if (count == 0 || errno != EINTR) return false;
    }
}

kiosk::Result<void> send_all(int descriptor, kiosk::ByteView bytes, Steady::time_point until) {
    while (!bytes.empty()) {
        if (!ready(descriptor, POLLOUT, until)) return fail(ErrorKind::unavailable, "card line");
        const auto sent = send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent < 0) return fail(ErrorKind::unavailable, "card line");
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return {};
}

kiosk::Result<void> receive_all(int descriptor, std::span<std::uint8_t> into,
                                Steady::time_point until) {
    while (!into.empty()) {
        if (!ready(descriptor, POLLIN, until)) return fail(ErrorKind::timed_out, "card line");
        const auto got = recv(descriptor, into.data(), into.size(), MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (got <= 0) return fail(ErrorKind::unavailable, "card line");
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

}  // namespace

CardLine::~CardLine() {
    close(descriptor_);
}

kiosk::Result<void> CardLine::send(const SecretBytes& message) {
    const auto until = Steady::now() + patience;
    std::array<std::uint8_t, length_size> length{};
    for (std::size_t i = 0; i < length_size; ++i)
        length[i] = static_cast<std::uint8_t>(message.size() >> (8 * (length_size - 1 - i)));
    TRY_VOID(send_all(descriptor_, length, until));
    return send_all(descriptor_, message, until);
}

kiosk::Result<SecretBytes> CardLine::receive(std::chrono::milliseconds limit) {
    const auto until = Steady::now() + limit;
    std::array<std::uint8_t, length_size> length{};
    TRY_VOID(receive_all(descriptor_, length, until));
    std::size_t size = 0;
    for (const std::uint8_t byte : length) size = size << 8U | byte;
    if (size > longest_message) return fail(ErrorKind::invalid_input, "card line");
    SecretBytes message(size);
    TRY_VOID(receive_all(descriptor_, message, until));
    return message;
}

bool CardLine::rings(std::chrono::milliseconds limit) const {
    return ready(descriptor_, POLLIN, Steady::now() + limit);
}

}  // namespace drivers::card
