// That a terminal needs somebody, who was told, and who sees to it.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::control {

struct Alarm {
    std::string terminal = {};
    std::string city = {};
    std::string code = {};  // of a light's reason: "paper.paperOut"
    Instant since{};        // when it began, as far as anybody knows
    Instant raised{};
    int told = 0;                 // how many levels of staff have had mail
    std::string seen_to_by = {};  // whoever said so; nobody else is told then
    std::optional<Instant> ended{};
    friend bool operator==(const Alarm&, const Alarm&) = default;
};

[[nodiscard]] std::string to_json(const Alarm& alarm);
// corrupt: not as to_json writes it.
[[nodiscard]] Result<Alarm> parse_alarm(std::string_view text);

}  // namespace kiosk::control
