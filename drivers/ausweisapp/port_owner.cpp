#include "drivers/ausweisapp/port_owner.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace drivers::ausweisapp {
namespace {

namespace fs = std::filesystem;

struct Listener {
    std::string inode;
    bool loopback = false;
};

// Addresses are hexadecimal words in the machine's own order.
bool is_loopback(const std::string& address) {
    return address == "0100007F" || address == "00000000000000000000000001000000";
}

// "  0: 0100007F:6097 00000000:0000 0A …": local, remote, state; the inode is the tenth word.
std::vector<Listener> listeners_in(const char* table, std::uint16_t port) {
    constexpr const char* listening = "0A";
    char wanted[8];
    std::snprintf(wanted, sizeof wanted, "%04X", unsigned{port});
    std::vector<Listener> found;
    std::ifstream file(table);
    std::string line;
    std::getline(file, line);  // its heading
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string number, local, remote, state, skipped, inode;
        words >> number >> local >> remote >> state;
        for (int i = 0; i < 5; ++i) words >> skipped;
        words >> inode;
        const auto colon = local.find(':');
        if (state == listening && colon != std::string::npos && local.substr(colon + 1) == wanted)
            found.push_back({.inode = inode, .loopback = is_loopback(local.substr(0, colon))});
    }
    return found;
}

std::set<std::string> sockets_of(pid_t process) {
    std::set<std::string> sockets;
    std::error_code ignored;
    for (const auto& entry :
         fs::directory_iterator("/proc/" + std::to_string(process) + "/fd", ignored))
        sockets.insert(fs::read_symlink(entry.path(), ignored).string());
    return sockets;
}

}  // namespace

PortOwner owner_of(std::uint16_t port, pid_t process) {
    std::vector<Listener> listeners = listeners_in("/proc/net/tcp", port);
    const auto six = listeners_in("/proc/net/tcp6", port);
    listeners.insert(listeners.end(), six.begin(), six.end());
    if (listeners.empty()) return PortOwner::nobody;
    const auto sockets = sockets_of(process);
    for (const Listener& listener : listeners)
        if (!listener.loopback || !sockets.contains("socket:[" + listener.inode + "]"))
            return PortOwner::another;
    return PortOwner::that_process;
}

}  // namespace drivers::ausweisapp
