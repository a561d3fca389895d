#include "drivers/http_server/local_door.h"

#include <array>
#include <cstdint>
#include <iterator>

#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

namespace {

constexpr int callers_that_wait = 128;

// Nobody can connect before the socket listens, so it has its owner and mode by then.
Result<void> open_to(const LocalDoor& door) {
    if (door.group.empty()) {
        if (chmod(door.path.c_str(), 0600) == 0) return {};
        return fail(ErrorKind::unavailable, "door: its mode cannot be set");
    }
    std::array<char, 16384> room{};
    group found{};
    group* known = nullptr;
    if (getgrnam_r(door.group.c_str(), &found, room.data(), room.size(), &known) != 0 ||
        known == nullptr)
        return fail(ErrorKind::invalid_configuration, "door: there is no group " + door.group);
    constexpr uid_t same_owner = -1;
    if (chown(door.path.c_str(), same_owner, known->gr_gid) != 0 ||
        chmod(door.path.c_str(), 0660) != 0)
        return fail(ErrorKind::invalid_configuration, "door: not ours to open to " + door.group);
    return {};
}

}  // namespace

Result<int> listen_at(const LocalDoor& door) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (door.path.empty() || door.path.size() >= sizeof address.sun_path)
        return fail(ErrorKind::invalid_configuration, "door: no path that fits");
    door.path.copy(std::begin(address.sun_path), door.path.size());
    unlink(door.path.c_str());
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) return fail(ErrorKind::unavailable, "door: no socket");
    Result<void> opened = fail(ErrorKind::unavailable, "door: cannot be made");
    if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        opened = open_to(door);
    if (opened && listen(listener, callers_that_wait) == 0) return listener;
    close(listener);
    if (!opened) return tl::unexpected(opened.error());
    return fail(ErrorKind::unavailable, "door: cannot listen");
}

std::string account_of(int connection) {
    ucred far{};
    socklen_t size = sizeof far;
    if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &far, &size) != 0) return {};
    std::array<char, 16384> room{};
    passwd found{};
    passwd* known = nullptr;
    if (getpwuid_r(far.uid, &found, room.data(), room.size(), &known) == 0 && known != nullptr)
        return known->pw_name;
    return "uid " + std::to_string(far.uid);
}

}  // namespace drivers
