// What stands around the control room, as its settings have it: memory, mail server, bell.
#pragma once

#include "drivers/mail/smtp_mailer.h"
#include "drivers/mqtt/mqtt_bell_tower.h"
#include "kiosk/control/control_room.h"
#include "kiosk/control/room_settings.h"

#include <memory>
#include <string>

namespace kiosk::programs {

// `database` as libpq has it; empty: a file in the state directory.
[[nodiscard]] Result<std::unique_ptr<ControlStore>> open_store(const std::string& state,
                                                               const std::string& database);
[[nodiscard]] Result<drivers::MailServer> mail_server(const control::MailSettings& mail);
// Hung in the room, which must outlive it. Null where terminals poll.
[[nodiscard]] std::unique_ptr<drivers::MqttBellTower> hang_bell(
    const control::BellSettings& settings, control::ControlRoom& room, Random& random);

}  // namespace kiosk::programs
