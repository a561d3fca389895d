#include "kiosk/control/desk_answer.h"

#include "kiosk/base/log.h"

#include <algorithm>

namespace kiosk::control {
namespace {

bool is_code(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

int status_of(const Error& error) {
    const std::string& code = error.detail;
    if (error.kind == ErrorKind::invalid_input) return 400;
    if (error.kind != ErrorKind::refused) return 503;
    if (code.ends_with("_unknown") || code == "not_found") return 404;
    if (code == "not_your_name" || code == "not_your_report" || code == "revoked" ||
        code == "code_wrong")
        return 403;
    return is_code(code) ? 409 : 503;
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        if (path.front() != '/') return {};
        path.remove_prefix(1);
        const std::string_view part = path.substr(0, path.find('/'));
        if (part.empty()) return {};
        parts.push_back(part);
        path.remove_prefix(part.size());
    }
    return parts;
}

HttpAnswer json_answer(int status, const nlohmann::json& body) {
    // A row that was changed past every rule may hold anything; it is shown, not choked on.
    return {.status = status,
            .headers = {{"Cache-Control", "no-store"}},
            .body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

HttpAnswer problem(const Error& error) {
    const int status = status_of(error);
    if (status == 503) {
        log::write(log::Level::error, "store_failed", {log::id("kind", name_of(error.kind))});
        return json_answer(status, {{"problem", "store_failed"}});
    }
    if (is_code(error.detail)) return json_answer(status, {{"problem", error.detail}});
    return json_answer(status, {{"problem", "malformed"}, {"detail", error.detail}});
}

}  // namespace kiosk::control
