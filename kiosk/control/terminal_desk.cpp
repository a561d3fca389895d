#include "kiosk/control/desk.h"
#include "kiosk/control/desk_answer.h"

namespace kiosk::control {

HttpAnswer TerminalDesk::answer(const HttpCall& call) {
    const auto parts = parts_of(call.path);
    if (call.method != "PUT" || parts.size() != 4 || parts[0] != "v1" || parts[1] != "terminals" ||
        parts[3] != "reported")
        return problem({ErrorKind::refused, "not_found"});
    const std::string id(parts[2]);
    const auto proven = call.headers.find("x-terminal");
    if (proven == call.headers.end() || proven->second != id)
        return problem({ErrorKind::refused, "not_your_name"});
    const auto reply = room_.report(id, call.body);
    if (!reply) return problem(reply.error());
    return json_answer(200, {{"acknowledged", reply->acknowledged},
                             {"jobs", reply->jobs},
                             {"poll_seconds", reply->poll.count()}});
}

}  // namespace kiosk::control
