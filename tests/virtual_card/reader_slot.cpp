#include "tests/virtual_card/reader_slot.h"

#include <chrono>
#include <thread>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace virtual_card {

bool ReaderSlot::lay() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int attempt = 0; attempt < 250; ++attempt) {
        take_away();
        socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

void ReaderSlot::take_away() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
}

bool ReaderSlot::read_whole(Bytes& into) {
    // The reader writes length and body apart; without this its second write waits 40 ms for our
    // delayed acknowledgement. The kernel forgets the option after each use.
    const int on = 1;
    for (std::size_t have = 0; have < into.size();) {
        setsockopt(socket_, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
        const ssize_t got = recv(socket_, into.data() + have, into.size() - have, 0);
        if (got <= 0) return false;
        have += static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Bytes> ReaderSlot::receive() {
    Bytes length(2);
    if (!read_whole(length)) return {};
    Bytes body(std::size_t{length[0]} << 8 | length[1]);
    if (!read_whole(body)) return {};
    return body;
}

bool ReaderSlot::send(View message) {
    const Bytes length = {static_cast<std::uint8_t>(message.size() >> 8),
                          static_cast<std::uint8_t>(message.size())};
    const Bytes whole = length + message;
    for (std::size_t sent = 0; sent < whole.size();) {
        const ssize_t now = ::send(socket_, whole.data() + sent, whole.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) return false;
        sent += static_cast<std::size_t>(now);
    }
    return true;
}

}  // namespace virtual_card
