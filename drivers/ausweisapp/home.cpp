#include "drivers/ausweisapp/home.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

namespace drivers::ausweisapp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "kiosk-ausweisapp-home-";  // the maker's process, six letters

bool belongs_to_us(const fs::path& path) {
    struct stat about {};
    return lstat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid();
}

bool maker_is_gone(std::string_view name) {
    pid_t maker = 0;
    const auto digits = name.substr(prefix.size());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), maker);
    return read.ec == std::errc() && !fs::exists("/proc/" + std::to_string(maker));
}

void remove_what_was_left(const fs::path& directory) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && maker_is_gone(name) && belongs_to_us(entry.path()))
            fs::remove_all(entry.path(), ignored);
    }
}

}  // namespace

kiosk::Result<Home> Home::make() {
    std::error_code problem;
    const fs::path directory = fs::temp_directory_path(problem);
    remove_what_was_left(directory);
    std::string pattern =
        (directory / prefix).string() + std::to_string(getpid()) + "-XXXXXX";  // mode 0700
    if (problem || mkdtemp(pattern.data()) == nullptr)
        return kiosk::fail(kiosk::ErrorKind::unavailable, "ausweisapp: no folder for it");
    return Home(pattern);
}

Home::~Home() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace drivers::ausweisapp
