// Who listens at a TCP port of this machine, as the kernel tells it (proc(5): /proc/net/tcp and the
// descriptors of a process).
#pragma once

#include <cstdint>

#include <sys/types.h>

namespace drivers::ausweisapp {

enum class PortOwner {
    nobody,
    that_process,  // it alone, and at loopback addresses only
    another,       // also where that process can be reached from elsewhere
};

[[nodiscard]] PortOwner owner_of(std::uint16_t port, pid_t process);

}  // namespace drivers::ausweisapp
