#include "kiosk/programs/fleet_key.h"

#include <fstream>
#include <iterator>

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

// Whole or not at all, whenever the power fails.
Result<void> put(const std::string& directory, const std::string& name, const std::string& text,
                 mode_t mode) {
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

Result<jose::SigningKey> read(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || (found.st_mode & 077) != 0)
        return fail(ErrorKind::invalid_configuration, "signing.pem: others may read it");
    std::ifstream file(path);
    const std::string pem{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    auto key = jose::SigningKey::from_pem(pem);
    if (!key) return fail(ErrorKind::invalid_configuration, "signing.pem: no Ed25519 key");
    return key;
}

}  // namespace

Result<jose::SigningKey> signing_key(const std::string& directory, bool is_first) {
    const std::string path = directory + "/signing.pem";
    if (::access(path.c_str(), F_OK) != 0) {
        if (!is_first) return fail(ErrorKind::invalid_configuration, "signing.pem: is missing");
        const auto made = TRY(jose::SigningKey::generate());
        const std::string pem = TRY(made.to_pem());
        TRY_VOID(put(directory, "signing.pem", pem, 0600));
    }
    auto key = TRY(read(path));
    const auto shown_key = TRY(key.verifying_key());
    const std::string shown = TRY(shown_key.to_pem());
    TRY_VOID(put(directory, "signing.pub.pem", shown, 0644));
    return key;
}

}  // namespace kiosk::programs
