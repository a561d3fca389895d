#include "kiosk/duty/control_line.h"

#include "kiosk/base/log.h"
#include "kiosk/jose/json.h"

#include <algorithm>
#include <array>

namespace kiosk::duty {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto limit = 15s;
constexpr std::size_t largest_answer = 512U << 10U;
constexpr std::size_t most_jobs = 100;
constexpr std::int64_t soonest_poll_s = 1;
constexpr std::int64_t latest_poll_s = 3600;
constexpr std::chrono::milliseconds first_wait = 1s;
constexpr std::chrono::milliseconds longest_wait = 60s;

struct Reply {
    std::int64_t acknowledged = 0;
    std::vector<std::string> jobs;
    std::chrono::seconds poll{30};
};

// A network that answers everything itself, until somebody signs in, says 200 and HTML. Members
// that are not known here are a newer control room's.
Result<Reply> reply_of(const HttpAnswer& answer) {
    if (answer.status != 200)
        return fail(ErrorKind::refused, "status_" + std::to_string(answer.status));
    const auto not_ours = [] { return fail(ErrorKind::invalid_input, "not_the_control_room"); };
    const auto said = jose::parse_object(answer.body, largest_answer);
    if (!said) return not_ours();
    const auto number = [&](const char* name) -> std::optional<std::int64_t> {
        const auto member = said->find(name);
        if (member == said->end() || !member->is_number_integer()) return std::nullopt;
        return member->get<std::int64_t>();
    };
    const auto acknowledged = number("acknowledged"), poll = number("poll_seconds");
    const auto jobs = said->find("jobs");
    if (!acknowledged || *acknowledged < 0 || *acknowledged > fleet::highest_number || !poll ||
        jobs == said->end() || !jobs->is_array() || jobs->size() > most_jobs)
        return not_ours();
    Reply reply;
    reply.acknowledged = *acknowledged;
    reply.poll = std::chrono::seconds(std::clamp(*poll, soonest_poll_s, latest_poll_s));
    for (const json& job : *jobs) {
        if (!job.is_string()) return not_ours();
        reply.jobs.push_back(job.get<std::string>());
    }
    return reply;
}

}  // namespace

Result<bool> ControlLine::exchange() {
    // What was waiting for the terminal to be idle is in this report. A disk that stops the jobs
    // does not stop the report, which says so.
    if (!jobs_.work()) log::write(log::Level::warning, "jobs_not_noted");
    const fleet::Reported reported = reporter_.report(jobs_.ledger());
    HttpRequest request{.method = "PUT",
                        .url = parts_.url + "/v1/terminals/" + reported.terminal + "/reported",
                        .headers = {{"Content-Type", "application/json"}},
                        .body = to_json(reported),
                        .limit = limit,
                        .largest_answer = largest_answer};
    const HttpAnswer answer = TRY(parts_.http.exchange(request));
    const Reply reply = TRY(reply_of(answer));
    TRY_VOID(jobs_.take(reply.jobs, reply.acknowledged, parts_.addressee));
    poll_ = reply.poll;
    return jobs_.work();
}

std::chrono::milliseconds ControlLine::at_random(std::chrono::milliseconds least,
                                                 std::chrono::milliseconds most) {
    std::array<std::uint8_t, 4> bytes{};
    parts_.random.fill(bytes);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8U | byte;
    return least + std::chrono::milliseconds(number % (most - least + 1ms).count());
}

std::chrono::milliseconds ControlLine::round() {
    const auto done = exchange();
    if (done) {
        if (failures_ > 0) log::write(log::Level::info, "control_room_reached");
        failures_ = 0;
        if (*done) return 0ms;
        const auto poll = std::chrono::milliseconds(poll_);
        return at_random(poll * 9 / 10, poll * 11 / 10);
    }
    const Error& error = done.error();
    // The detail is a code of ours or the library's words for one.
    if (failures_ == 0)
        log::write(log::Level::warning, "control_room_not_reached",
                   {log::id("kind", name_of(error.kind))});
    const std::chrono::milliseconds most =
        std::min(longest_wait, first_wait * (1 << std::min(failures_, 6U)));
    ++failures_;
    return at_random(0ms, most);
}

}  // namespace kiosk::duty
