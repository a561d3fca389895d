#include "kiosk/base/log.h"

#include "kiosk/base/date.h"

#include <chrono>
#include <string>

#include <unistd.h>

namespace kiosk::log {
namespace {

std::string program = "kiosk";

std::string safe(std::string_view identifier) {
    constexpr std::size_t longest = 80;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == ':' || c == '/' || c == '-';
    };
    for (const char c : identifier)
        if (!allowed(c)) return "?";
    return std::string(identifier.substr(0, longest));
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "error";
}

}  // namespace

void set_program(std::string_view name) {
    program = name;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    std::string line = R"({"at":")" + to_iso(now) + R"(","program":")" + safe(program) +
                       R"(","level":")" + std::string(name_of(level)) + R"(","event":")" +
                       safe(event) + '"';
    for (const Field& field : fields) {
        line += ",\"" + safe(field.name) + "\":";
        line += field.is_number ? std::to_string(field.number) : '"' + safe(field.identifier) + '"';
    }
    line += "}\n";
    // One write: lines of several processes do not mix. A full or closed log must not stop the
    // terminal.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace kiosk::log
