#include "drivers/journal/reserve.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace drivers {
namespace {

constexpr std::int64_t stat_block_bytes = 512;  // st_blocks counts in these, stat(2)

}  // namespace

// Counted in blocks: a file with holes keeps no room.
bool Reserve::whole() const {
    struct stat found {};
    return ::stat(file_.c_str(), &found) == 0 && found.st_blocks * stat_block_bytes >= bytes_;
}

bool Reserve::hold() const {
    if (whole()) return true;
    const int file = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (file < 0) return false;
    const bool held = ::posix_fallocate(file, 0, bytes_) == 0;
    const bool cleared =
        held || ::ftruncate(file, 0) == 0;  // half a reserve would only be in the way
    ::close(file);
    return held && cleared;
}

bool Reserve::give_up() const {
    struct stat found {};
    if (::stat(file_.c_str(), &found) != 0 || found.st_blocks == 0) return false;
    return ::truncate(file_.c_str(), 0) == 0;
}

bool Reserve::has_margin() const {
    struct statvfs disk {};
    if (!hold() || ::statvfs(file_.c_str(), &disk) != 0) return false;
    return static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize) >= bytes_ / 16;
}

}  // namespace drivers
