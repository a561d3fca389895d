#include "kiosk/programs/session_line.h"

#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::programs {

Line::Line(int descriptor, Mailbox& mailbox) : descriptor_(descriptor), mailbox_(mailbox) {
    if (supervised()) listener_ = std::thread([this] { listen(); });
}

Line::~Line() {
    if (!supervised()) return;
    shutdown(descriptor_, SHUT_RD);  // ends the listener; the supervisor sees the end by our end
    listener_.join();
    close(descriptor_);
}

void Line::say(Word word) const {
    const char byte = static_cast<char>(word);
    if (supervised()) send(descriptor_, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Line::listen() {
    char byte = 0;
    while (true) {
        const auto length = recv(descriptor_, &byte, 1, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length != 1) break;
        mailbox_.post(Order{byte});
    }
    mailbox_.post(LineBroken{});
}

}  // namespace kiosk::programs
