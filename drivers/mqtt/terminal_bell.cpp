#include "drivers/mqtt/terminal_bell.h"

#include "drivers/mqtt/topics.h"

#include <utility>

namespace drivers {
namespace {

MqttOptions line_options(const BellOptions& options) {
    return {.brokers = options.brokers,
            .client_id = options.name,
            .certificate_file = options.certificate_file,
            .key_file = options.key_file,
            .authority_file = options.authority_file,
            .topics = {bell::of(options.name), bell::for_all},
            .will = MqttWill{bell::presence_of(options.name), bell::gone, bell::grace}};
}

}  // namespace

TerminalBell::TerminalBell(const BellOptions& options, kiosk::Random& random,
                           std::function<void()> rings)
    : line_(line_options(options), random,
            {.connected =
                 [this, rings, name = options.name] {
                     line_.say(bell::presence_of(name), bell::here, true);
                     rings();
                 },
             .heard = [rings](std::string_view, std::string_view) { rings(); }}) {}

}  // namespace drivers
