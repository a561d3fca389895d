#include "drivers/eid/local_socket.h"

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;

namespace {

constexpr int callers_that_wait = 4;

kiosk::Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return fail(ErrorKind::invalid_configuration, "socket: no path that fits");
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* plain(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

int new_socket() {
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

}  // namespace

kiosk::Result<int> connect_to_local(const std::string& path) {
    const sockaddr_un address = TRY(address_of(path));
    const int descriptor = new_socket();
    if (descriptor >= 0 && connect(descriptor, plain(address), sizeof address) == 0)
        return descriptor;
    if (descriptor >= 0) close(descriptor);
    return fail(ErrorKind::unavailable, "socket: nobody answers");
}

kiosk::Result<int> listen_on_local(const std::string& path) {
    const sockaddr_un address = TRY(address_of(path));
    unlink(path.c_str());
    const int descriptor = new_socket();
    if (descriptor >= 0 && bind(descriptor, plain(address), sizeof address) == 0 &&
        listen(descriptor, callers_that_wait) == 0)
        return descriptor;
    if (descriptor >= 0) close(descriptor);
    return fail(ErrorKind::unavailable, "socket: cannot be made");
}

}  // namespace drivers
