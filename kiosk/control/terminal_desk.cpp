#include "kiosk/base/json_object.h"
#include "kiosk/control/desk.h"
#include "kiosk/control/desk_answer.h"
#include "kiosk/jose/json.h"

namespace kiosk::control {
namespace {

constexpr std::size_t largest_wish = 16U << 10U;

struct Wish {
    std::string terminal, code, request;
};
Result<Wish> wish_of(std::string_view body) {
    const auto value = TRY(jose::parse_object(body, largest_wish));
    JsonObject object(value, "join");
    Wish wish;
    object.require("terminal", wish.terminal);
    object.require("code", wish.code);
    object.require("request", wish.request);
    if (const auto read = object.finish(); !read)
        return fail(ErrorKind::invalid_input, read.error().detail);
    return wish;
}

}  // namespace

HttpAnswer TerminalDesk::join(const HttpCall& call) {
    const auto wish = wish_of(call.body);
    if (!wish) return problem(wish.error());
    const auto joined = enrolment_.join(wish->terminal, wish->code, wish->request);
    if (!joined) return problem(joined.error());
    return json_answer(200, {{"city", joined->city},
                             {"certificate", joined->certificate},
                             {"job_key", joined->job_key}});
}

HttpAnswer TerminalDesk::answer(const HttpCall& call) {
    if (call.method == "POST" && call.path == "/v1/join") return join(call);
    const auto parts = parts_of(call.path);
    if (call.method != "PUT" || parts.size() != 4 || parts[0] != "v1" || parts[1] != "terminals" ||
        parts[3] != "reported")
        return problem({ErrorKind::refused, "not_found"});
    const std::string id(parts[2]);
    const auto proven = call.headers.find("x-terminal");
    if (proven == call.headers.end() || proven->second != id)
        return problem({ErrorKind::refused, "not_your_name"});
    // nginx may not have read the newest list yet, or keep a connection from before.
    const auto revoked = enrolment_.is_revoked(id);
    if (!revoked) return problem(revoked.error());
    if (*revoked) return problem({ErrorKind::refused, "revoked"});
    const auto reply = room_.report(id, call.body);
    if (!reply) return problem(reply.error());
    return json_answer(200, {{"acknowledged", reply->acknowledged},
                             {"jobs", reply->jobs},
                             {"poll_seconds", reply->poll.count()}});
}

}  // namespace kiosk::control
