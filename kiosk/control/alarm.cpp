#include "kiosk/control/alarm.h"

#include "kiosk/base/json_object.h"

namespace kiosk::control {

using nlohmann::json;

std::string to_json(const Alarm& alarm) {
    json said{{"terminal", alarm.terminal},
              {"city", alarm.city},
              {"code", alarm.code},
              {"since", to_iso(alarm.since)},
              {"raised", to_iso(alarm.raised)},
              {"told", alarm.told},
              {"seen_to_by", alarm.seen_to_by}};
    if (alarm.ended) said["ended"] = to_iso(*alarm.ended);
    return said.dump();
}

Result<Alarm> parse_alarm(std::string_view text) {
    const json value = json::parse(text, nullptr, false);
    JsonObject object(value, "alarm");
    Alarm alarm;
    object.require("terminal", alarm.terminal);
    object.require("city", alarm.city);
    object.require("code", alarm.code);
    object.require("since", alarm.since);
    object.require("raised", alarm.raised);
    object.require("told", alarm.told);
    object.require("seen_to_by", alarm.seen_to_by);
    object.read("ended", alarm.ended);
    if (const auto read = object.finish(); !read)
        return fail(ErrorKind::corrupt, read.error().detail);
    return alarm;
}

}  // namespace kiosk::control
