#include "drivers/printer/printer_line.h"

#include "drivers/printer/cups_queue.h"
#include "drivers/printer/stream.h"

#include <array>
#include <chrono>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::Result;

namespace {

Result<int> listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return kiosk::fail(ErrorKind::invalid_configuration, "printing: socket path too long");
    path.copy(std::begin(address.sun_path), path.size());
    unlink(path.c_str());
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const auto* target = reinterpret_cast<const sockaddr*>(&address);
    constexpr mode_t owner_and_group = 0660;
    if (listener >= 0 && bind(listener, target, sizeof address) == 0 &&
        chmod(path.c_str(), owner_and_group) == 0 && listen(listener, 4) == 0)
        return listener;
    if (listener >= 0) close(listener);
    return kiosk::fail(ErrorKind::internal, "printing: cannot listen");
}

}  // namespace

Result<std::unique_ptr<PrinterLine>> PrinterLine::open(const std::string& socket,
                                                       std::string queue) {
    const int listener = TRY(listen_at(socket));
    const int bell = eventfd(0, EFD_CLOEXEC);
    return std::unique_ptr<PrinterLine>(new PrinterLine(listener, bell, std::move(queue)));
}

PrinterLine::PrinterLine(int listener, int bell, std::string queue)
    : listener_(listener), bell_(bell), queue_(std::move(queue)), thread_([this] { serve(); }) {}

PrinterLine::~PrinterLine() {
    (void)eventfd_write(bell_, 1);
    thread_.join();
    close(listener_);
    close(bell_);
}

void PrinterLine::serve() const {
    constexpr int for_ever = -1;
    for (;;) {
        std::array waiting{pollfd{.fd = listener_, .events = POLLIN, .revents = 0},
                           pollfd{.fd = bell_, .events = POLLIN, .revents = 0}};
        if (poll(waiting.data(), waiting.size(), for_ever) < 0) continue;
        if (waiting[1].revents != 0) return;
        answer_one();
    }
}

void PrinterLine::answer_one() const {
    constexpr std::chrono::milliseconds limit{1'200};  // the terminal waits 1.5 s
    const Deadline deadline = std::chrono::steady_clock::now() + limit;
    const auto terminal = Stream::accepted_from(listener_);
    if (!terminal || !hear_question(*terminal, deadline)) return;
    const auto queue = CupsQueue::find(queue_, deadline);
    if (!queue) return;
    const auto word = queue->printer_answer(deadline);
    if (word) (void)say_answer(*terminal, *word, deadline);
}

}  // namespace drivers
