#include "drivers/mqtt/mqtt_bell_tower.h"

#include "drivers/mqtt/topics.h"

#include <utility>

namespace drivers {
namespace {

MqttOptions line_of(const BellOptions& options) {
    MqttOptions line = line_for(options);
    line.topics = {bell::anybodys_presence};
    return line;
}

// "leipzig-042" of "kiosk/leipzig-042/presence"; the broker has checked who may say so.
std::string terminal_of(std::string_view topic) {
    topic.remove_prefix(std::min(topic.size(), bell::prefix.size()));
    return std::string(topic.substr(0, topic.find('/')));
}

}  // namespace

MqttBellTower::MqttBellTower(const BellOptions& options, kiosk::Random& random,
                             std::function<void(const std::string&, bool)> presence)
    : line_(line_of(options), random,
            {.connected = [] {},
             .heard =
                 [presence = std::move(presence)](std::string_view topic, std::string_view text) {
                     presence(terminal_of(topic), text == bell::here);
                 }}) {}

void MqttBellTower::ring(const std::string& terminal) {
    line_.say(bell::of(terminal), "", false);
}

void MqttBellTower::ring_all() {
    line_.say(bell::for_all, "", false);
}

}  // namespace drivers
