#include "tests/duty/town.h"

#include "kiosk/duty/standing.h"

namespace tests {

using kiosk::HttpAnswer;
using kiosk::HttpCall;
using kiosk::HttpRequest;
using kiosk::Result;

namespace {

const std::string host = "https://leitstelle.example.org";
const kiosk::control::Actor erika{.who = "erika", .origin = "local account"};

}  // namespace

Town::Town()
    : http([this](const HttpRequest& request) -> Result<HttpAnswer> {
          HttpCall call{.method = request.method,
                        .path = request.url.substr(host.size()),
                        .headers = {{"x-terminal", id}},
                        .body = request.body};
          const HttpAnswer answer = desk.answer(call);
          return network ? network(answer) : answer;
      }) {
    if (!room.enrol(id, "leipzig", erika)) std::abort();
    stand(false);
    restart_agent();
}

void Town::restart_agent() {
    line.reset();
    reporter.reset();
    jobs.emplace(journal, clock);
    if (!jobs->open()) std::abort();
    reporter.emplace(kiosk::duty::ReporterParts{.journal = journal,
                                                .clock = clock,
                                                .terminal = id,
                                                .city = "leipzig",
                                                .software = "1.2.3",
                                                .printer = [this] { return printer; }});
    line.emplace(
        kiosk::duty::ControlLineParts{
            .http = http, .clock = clock, .random = random, .url = host, .addressee = addressee},
        *jobs, *reporter);
}

std::int64_t Town::issue(const kiosk::control::JobWish& wish) {
    return room.issue(id, wish, erika).value();
}

kiosk::IssuedJob Town::job(std::int64_t number) {
    return store.job(id, number).value().value();
}

std::string Town::outcome(std::int64_t number) {
    const kiosk::IssuedJob found = job(number);
    if (found.outcome.empty()) return "open";
    return found.outcome + (found.detail.empty() ? "" : '/' + found.detail);
}

void Town::stand(bool in_use, const std::string& closed_because) {
    const kiosk::duty::Standing standing{
        .at = clock.now(), .in_use = in_use, .closed_because = closed_because};
    if (!kiosk::duty::write(journal, standing)) std::abort();
}

}  // namespace tests
