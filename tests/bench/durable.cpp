// How long an order takes to be durable, beside the least a disk can do: a write and an fdatasync
// of the same size into a preallocated file. Both take turns, so that both meet the same disk.
//   durable FOLDER [COUNT]  →  {"bytes":…,"raw_us":…,"journal_us":…}   medians, sealing excluded
#include "tests/crash/journal_at.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace {

using std::chrono::steady_clock;

double us_since(steady_clock::time_point start) {
    return std::chrono::duration<double, std::micro>(steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::string bytes_of(const kiosk::SealedOrder& order) {
    std::string bytes;
    for (const kiosk::SealedPart& part : order.parts) bytes += part.jwe;
    return bytes;
}

// Blocks that were written once: the file system has nothing left to decide.
int preallocated(const std::string& path, std::size_t bytes) {
    const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
    const std::string zeros(1 << 20, '\0');
    for (std::size_t at = 0; at < bytes; at += zeros.size())
        if (pwrite(file, zeros.data(), zeros.size(), static_cast<off_t>(at)) < 0) return -1;
    return fsync(file) == 0 ? file : -1;
}

double raw_us(int file, const std::string& bytes, off_t at) {
    const auto start = steady_clock::now();
    if (pwrite(file, bytes.data(), bytes.size(), at) < 0 || fdatasync(file) != 0) std::exit(1);
    return us_since(start);
}

double journal_us(kiosk::Journal& journal, const kiosk::SealedOrder& order) {
    const auto start = steady_clock::now();
    if (!journal.commit(order)) std::exit(1);
    return us_since(start);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string folder = argv[1];
    const int count = argc > 2 ? std::atoi(argv[2]) : 500;
    std::filesystem::create_directories(folder);
    auto journal = tests::journal_at(folder + "/journal");
    const std::size_t size = bytes_of(tests::sample_order(0)).size();
    const int file =
        preallocated(folder + "/raw", size * static_cast<std::size_t>(count) + (1U << 20U));
    if (!journal || file < 0) return 1;
    std::vector<double> raw;
    std::vector<double> committed;
    for (int i = 0; i < count; ++i) {
        const kiosk::SealedOrder order = tests::sample_order(i);
        raw.push_back(raw_us(file, bytes_of(order), static_cast<off_t>(size) * i));
        committed.push_back(journal_us(**journal, order));
    }
    close(file);
    std::printf("{\"bytes\":%zu,\"raw_us\":%.1f,\"journal_us\":%.1f}\n", size, median(raw),
                median(committed));
    return 0;
}
