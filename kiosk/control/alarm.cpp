#include "kiosk/control/alarm.h"

#include "kiosk/base/json_object.h"

namespace kiosk::control {
namespace {

using nlohmann::json;

void require(JsonObject& object, const char* name, Instant& into) {
    std::string text;
    object.require(name, text);
    if (const auto instant = parse_instant(text))
        into = *instant;
    else
        object.complain(name, "is no instant");
}

}  // namespace

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
    require(object, "since", alarm.since);
    require(object, "raised", alarm.raised);
    object.require("told", alarm.told);
    object.require("seen_to_by", alarm.seen_to_by);
    if (object.present("ended")) require(object, "ended", alarm.ended.emplace());
    if (const auto read = object.finish(); !read)
        return fail(ErrorKind::corrupt, read.error().detail);
    return alarm;
}

}  // namespace kiosk::control
