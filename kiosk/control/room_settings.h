// What a city decides about its control room: one file, JSON with comments.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/control/alarms.h"
#include "kiosk/fleet/broker_address.h"

#include <string>
#include <vector>

namespace kiosk::control {

struct MailSettings {
    std::string url;   // smtps://… or smtp://… (STARTTLS); empty: nobody is written to
    std::string from;  // the sender's address
    std::string user;
    std::string password_file;   // its first line
    std::string authority_file;  // PEM; empty: the system's
};

// Where mosquitto stands, and who the control room is to it; without a certificate of its own here,
// its authority gives it one.
struct BellSettings {
    std::vector<fleet::BrokerAddress> brokers;  // none: terminals poll
    std::string certificate_file, key_file, authority_file;
};

struct RoomSettings {
    std::string language = "de";    // of mails
    std::chrono::seconds poll{30};  // how often a terminal reports
    MailSettings mail;
    AlarmRules alarms;
    BellSettings bell;
};

// invalid_configuration with file, pointer and reason; unknown members are refused. Without a file
// (empty) alarms are raised, and nobody is written to.
[[nodiscard]] Result<RoomSettings> load_room_settings(const std::string& file);

}  // namespace kiosk::control
