#include "drivers/http_server/bounded_stream.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace drivers {

// An answer is still written when the bell rings, a question is not read any more.
bool BoundedStream::wait_for(short events) const {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline_ - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        std::array waits{pollfd{connection_, events, 0}, pollfd{bell_, POLLIN, 0}};
        const nfds_t count = events == POLLIN ? 2 : 1;
        const int ready = poll(waits.data(), count, static_cast<int>(left.count()));
        if (ready < 0 && errno == EINTR) continue;
        return ready > 0 && waits[1].revents == 0;
    }
}

bool BoundedStream::is_readable() const {
    return next_ < end_ || wait_for(POLLIN);
}

bool BoundedStream::is_writable() const {
    return wait_for(POLLOUT);
}

ssize_t BoundedStream::read(char* into, std::size_t size) {
    if (allowance_ == 0) return -1;
    if (next_ == end_) {
        if (!wait_for(POLLIN)) return -1;
        const ssize_t size_now = recv(connection_, received_.data(), received_.size(), 0);
        if (size_now <= 0) return size_now;
        next_ = 0;
        end_ = static_cast<std::size_t>(size_now);
    }
    const std::size_t given = std::min({size, end_ - next_, allowance_});
    std::copy_n(received_.data() + next_, given, into);
    next_ += given;
    allowance_ -= given;
    return static_cast<ssize_t>(given);
}

ssize_t BoundedStream::write(const char* bytes, std::size_t size) {
    if (!wait_for(POLLOUT)) return -1;
    return send(connection_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace drivers
