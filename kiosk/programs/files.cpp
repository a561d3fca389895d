#include "kiosk/programs/files.h"

#include <fstream>
#include <iterator>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

bool sync_folder(const std::string& directory) {
    const int folder = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    return synced;
}

}  // namespace

Result<void> put_file(const std::string& directory, const std::string& name,
                      const std::string& text, mode_t mode) {
    const std::string path = directory + '/' + name;
    const std::string draft = path + ".new";
    ::unlink(draft.c_str());
    const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool written = file >= 0 && ::fchmod(file, mode) == 0 && write_all(file, text);
    if (file >= 0) ::close(file);
    if (!written || ::rename(draft.c_str(), path.c_str()) != 0 || !sync_folder(directory))
        return fail(ErrorKind::unavailable, name + ": cannot be written");
    return {};
}

Result<std::string> read_private(const std::string& directory, const std::string& name) {
    const std::string path = directory + '/' + name;
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || (found.st_mode & 077) != 0)
        return fail(ErrorKind::invalid_configuration, name + ": is missing, or others may read it");
    std::ifstream file(path);
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace kiosk::programs
