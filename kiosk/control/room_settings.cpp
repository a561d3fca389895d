#include "kiosk/control/room_settings.h"

#include "kiosk/base/json_object.h"
#include "kiosk/fleet/broker_address.h"
#include "kiosk/fleet/terminal_name.h"

#include <algorithm>

namespace kiosk::control {
namespace {

using nlohmann::json;

constexpr int longest_minutes = 7 * 24 * 60;

void read_minutes(JsonObject& object, const char* name, std::chrono::seconds& into) {
    auto minutes = static_cast<int>(into.count() / 60);
    object.read(name, minutes);
    if (minutes < 0 || minutes > longest_minutes) object.complain(name, "is not 0 to 10080");
    into = std::chrono::minutes(minutes);
}

Result<MailSettings> mail_of(const json& value, const std::string& file) {
    JsonObject object(value, file, "/mail");
    MailSettings mail;
    object.require("url", mail.url);
    object.require("from", mail.from);
    object.read("user", mail.user);
    object.read("password_file", mail.password_file);
    object.read("authority_file", mail.authority_file);
    if (!mail.url.starts_with("smtps://") && !mail.url.starts_with("smtp://"))
        object.complain("url", "begins neither with smtps:// nor with smtp://");
    if (mail.user.empty() != mail.password_file.empty())
        object.complain("user", "and password_file belong together");
    TRY_VOID(object.finish());
    return mail;
}

Result<AlarmLevel> level_of(const json& value, const std::string& file,
                            const std::string& pointer) {
    JsonObject object(value, file, pointer);
    AlarmLevel level;
    read_minutes(object, "after_minutes", level.after);
    object.require("to", level.to);
    object.read("city", level.city);
    if (level.to.empty()) object.complain("to", "names nobody");
    if (!level.city.empty() && !fleet::is_terminal_name(level.city))
        object.complain("city", "is no name");
    TRY_VOID(object.finish());
    return level;
}

Result<AlarmRules> alarms_of(const json& value, const std::string& file) {
    JsonObject object(value, file, "/alarms");
    AlarmRules rules;
    read_minutes(object, "lasts_minutes", rules.lasts);
    if (const json* levels = object.member("levels")) {
        if (!levels->is_array()) object.complain("levels", "must be a list");
        for (std::size_t i = 0; levels->is_array() && i < levels->size(); ++i)
            rules.levels.push_back(
                TRY(level_of((*levels)[i], file, "/alarms/levels/" + std::to_string(i))));
    }
    TRY_VOID(object.finish());
    const auto sooner = [](const AlarmLevel& a, const AlarmLevel& b) { return a.after < b.after; };
    std::stable_sort(rules.levels.begin(), rules.levels.end(), sooner);
    return rules;
}

Result<BellSettings> bell_of(const json& value, const std::string& file) {
    JsonObject object(value, file, "/bell");
    BellSettings bell;
    std::vector<std::string> brokers;
    object.require("brokers", brokers);
    object.read("certificate_file", bell.certificate_file);
    object.read("key_file", bell.key_file);
    object.require("authority_file", bell.authority_file);
    if (bell.certificate_file.empty() != bell.key_file.empty())
        object.complain("certificate_file", "and key_file belong together");
    for (const std::string& broker : brokers)
        if (const auto place = fleet::parse_broker(broker))
            bell.brokers.push_back(*place);
        else
            object.complain("brokers", "names none: \"host:8883\"");
    TRY_VOID(object.finish());
    return bell;
}

}  // namespace

Result<RoomSettings> load_room_settings(const std::string& file) {
    RoomSettings settings;
    if (file.empty()) return settings;
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    object.read("language", settings.language);
    int poll_s = static_cast<int>(settings.poll.count());
    object.read("poll_seconds", poll_s);
    if (poll_s < 1 || poll_s > 60) object.complain("poll_seconds", "is not 1 to 60");
    settings.poll = std::chrono::seconds(poll_s);
    if (const json* mail = object.member("mail")) settings.mail = TRY(mail_of(*mail, file));
    if (const json* alarms = object.member("alarms"))
        settings.alarms = TRY(alarms_of(*alarms, file));
    if (const json* bell = object.member("bell")) settings.bell = TRY(bell_of(*bell, file));
    if (!settings.alarms.levels.empty() && settings.mail.url.empty())
        object.complain("alarms", "somebody is to be told, but there is no mail");
    TRY_VOID(object.finish());
    return settings;
}

}  // namespace kiosk::control
