#include "drivers/mqtt/terminal_bell.h"

#include "drivers/mqtt/topics.h"

#include <utility>

namespace drivers {
namespace {

MqttOptions line_of(const BellOptions& options) {
    MqttOptions line = line_for(options);
    line.topics = {bell::of(options.name), bell::for_all};
    line.will = MqttWill{bell::presence_of(options.name), bell::gone, bell::grace};
    return line;
}

}  // namespace

TerminalBell::TerminalBell(const BellOptions& options, kiosk::Random& random,
                           std::function<void()> rings)
    : line_(line_of(options), random,
            {.connected =
                 [this, rings, name = options.name] {
                     line_.say(bell::presence_of(name), bell::here, true);
                     rings();
                 },
             .heard = [rings](std::string_view, std::string_view) { rings(); }}) {}

}  // namespace drivers
