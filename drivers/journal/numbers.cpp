#include "drivers/journal/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace drivers {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

constexpr std::int64_t reserved_at_once = 4;
constexpr std::int64_t shortest_leap = 10'000;
constexpr std::chrono::milliseconds longest_tick{3000};  // two seconds on the coarsest file systems

// The marker file: who it is, and the last number it was told.
class Marker {
  public:
    explicit Marker(const std::string& file)
        : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660)) {}
    Marker(const Marker&) = delete;
    Marker& operator=(const Marker&) = delete;
    ~Marker() {
        if (file_ >= 0) ::close(file_);
    }

    [[nodiscard]] std::int64_t last() const {
        std::array<char, 20> text{};
        std::int64_t number = 0;
        const ssize_t size = ::pread(file_, text.data(), text.size(), 0);
        if (size > 0) std::from_chars(text.data(), text.data() + size, number);
        return std::max<std::int64_t>(number, 0);
    }

    // The change time moves in the kernel's ticks of some milliseconds. A copy put back within the
    // tick of an earlier telling would look like the original, so each telling has its own.
    [[nodiscard]] Result<void> tell(std::int64_t last) const {
        const std::string before = identity();
        TRY_VOID(write(last));
        for (std::chrono::milliseconds waited{0}; identity() == before; ++waited) {
            if (waited == longest_tick)
                return fail(ErrorKind::unavailable, "journal: numbers keep no change time");
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            TRY_VOID(write(last));
        }
        if (::fsync(file_) != 0) return fail(ErrorKind::unavailable, "journal: numbers not synced");
        return {};
    }

    [[nodiscard]] std::string identity() const {
        struct stat found {};
        if (::fstat(file_, &found) != 0) return {};
        return std::to_string(found.st_ino) + ' ' + std::to_string(found.st_ctim.tv_sec) + '.' +
               std::to_string(found.st_ctim.tv_nsec);
    }

  private:
    [[nodiscard]] Result<void> write(std::int64_t last) const {
        std::string text = std::to_string(last);
        text.resize(20, '\n');
        if (::pwrite(file_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
            return fail(errno == ENOSPC ? ErrorKind::no_space : ErrorKind::unavailable,
                        "journal: numbers not written");
        return {};
    }

    int file_;
};

}  // namespace

std::int64_t Numbers::leap() const {
    std::array<std::uint8_t, 4> bytes{};
    if (random_ != nullptr)
        random_->fill(bytes);
    else
        while (::getrandom(bytes.data(), bytes.size(), 0) != std::ssize(bytes)) continue;
    std::int64_t chance = 0;
    for (const std::uint8_t byte : bytes) chance = chance * 256 + byte;
    return shortest_leap + chance % shortest_leap;
}

Result<void> Numbers::reserve(Database& database, std::int64_t at_least) {
    std::int64_t last = 0;
    const Marker marker(file_);
    TRY_VOID(database.transaction([&]() -> Result<void> {
        auto known = database.statement("SELECT last, marker FROM numbers");
        TRY_VOID(known.step());
        last = known.next_number();
        const bool original = known.next_text() == marker.identity() && marker.last() == last;
        last = std::max({last, marker.last(), at_least - 1});
        if (!original) last += leap();
        TRY_VOID(marker.tell(last + reserved_at_once));
        const std::string identity = marker.identity();
        return database.statement("UPDATE numbers SET last = ?, marker = ?")
            .with(last + reserved_at_once)
            .with(identity)
            .run();
    }));
    next_ = last + 1;
    end_ = next_ + reserved_at_once;
    return {};
}

Result<std::int64_t> Numbers::next(Database& database, std::int64_t at_least) {
    next_ = std::max(next_, at_least);
    if (next_ >= end_) TRY_VOID(reserve(database, at_least));
    return next_++;
}

}  // namespace drivers
