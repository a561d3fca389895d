#include "kiosk/staff/lock.h"

#include "kiosk/staff/code.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kiosk::staff {
namespace {

using namespace std::chrono_literals;

constexpr auto note_name = "staff_lock";
constexpr std::chrono::seconds first_lock = 1min;
constexpr std::chrono::seconds longest_lock = 24h;

struct Record {
    int failures = 0;
    Instant last{};
};

Result<Record> read(Journal& journal) {
    const auto text = TRY(journal.note(note_name));
    if (!text) return Record{};
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    const auto last = json.is_object() && json.contains("last") && json["last"].is_string()
                          ? parse_instant(json["last"].get<std::string>())
                          : std::nullopt;
    if (!last || !json.contains("failures") || !json["failures"].is_number_integer())
        return fail(ErrorKind::corrupt, note_name);
    return Record{std::clamp(json["failures"].get<int>(), 0, 1000), *last};
}

Result<void> write(Journal& journal, const Record& record) {
    const nlohmann::ordered_json json{{"failures", record.failures}, {"last", to_iso(record.last)}};
    return journal.set_note(note_name, json.dump());
}

// A clock that was set back must not lengthen the lock, nor one set ahead end it for more than it
// is.
std::chrono::seconds left_of(const Record& record, Instant now) {
    const auto gone = std::max(std::chrono::floor<std::chrono::seconds>(now - record.last), 0s);
    return std::max(lock_after(record.failures) - gone, 0s);
}

}  // namespace

std::chrono::seconds lock_after(int failures) {
    if (failures < free_tries) return 0s;
    const int doublings = std::min(failures - free_tries, 12);
    return std::min(first_lock * (1 << doublings), longest_lock);
}

Admission admit(const SecretText& code, const std::string& hash, Journal& journal,
                const Clock& clock) {
    if (hash.empty()) return {};
    auto record = read(journal);
    if (!record) return {.right = false, .locked_for = first_lock};
    const auto left = left_of(*record, clock.now());
    if (left > 0s) return {.right = false, .locked_for = left};
    const Record counted{record->failures + 1, clock.now()};
    if (!write(journal, counted)) return {.right = false, .locked_for = first_lock};
    if (!matches(code, hash)) return {.right = false, .locked_for = lock_after(counted.failures)};
    // Should this write fail, the right code of today only costs one try of tomorrow.
    (void)write(journal, Record{0, clock.now()});
    return {.right = true};
}

}  // namespace kiosk::staff
