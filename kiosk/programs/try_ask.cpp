// kiosk-try ask: questions in, one answer a line out, by the same engine as the terminal.
#include "drivers/clock/system_clock.h"
#include "kiosk/answers/answerer.h"
#include "kiosk/programs/try_verb.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

using answers::Answerer;
using answers::Reply;
using Json = nlohmann::ordered_json;

constexpr int worked = 0;
constexpr int refused = 1;
constexpr int misused = 2;

// "2026-11-24T10:00", and 10:00 where only the day is given; now where nothing is.
std::optional<answers::LocalTime> time_of(const std::string& at) {
    constexpr int minutes_of_hour = 60;
    if (at.empty()) return answers::wall_clock(drivers::SystemClock().now());
    const auto date = parse_date(at.substr(0, 10));
    if (!date) return std::nullopt;
    if (at.size() == 10) return answers::LocalTime{*date, 10 * minutes_of_hour};
    int hour = 0;
    int minute = 0;
    if (std::sscanf(at.c_str() + 10, "T%2d:%2d", &hour, &minute) != 2 || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59)
        return std::nullopt;
    return answers::LocalTime{*date, hour * minutes_of_hour + minute};
}

// What keeps directions apart on a screen has no place in a line of JSON.
std::string without_isolates(std::string text) {
    for (const std::string_view mark : {"\u2066", "\u2067", "\u2068", "\u2069"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.erase(at, mark.size());
    return text;
}

Json to_json(const Reply& reply) {
    Json services = Json::array();
    for (const answers::Candidate& each : reply.candidates)
        services.push_back({{"id", each.id}, {"title", each.title}, {"score", each.score}});
    Json told = nullptr;
    if (reply.told)
        told = {{"text", without_isolates(reply.told->text())},
                {"source", reply.told->source.name},
                {"url", reply.told->source.url},
                {"as_of", reply.told->as_of.ok() ? to_iso(reply.told->as_of) : ""}};
    Json line = {{"lang", reply.language},          {"decision", name_of(reply.decision)},
                 {"confidence", reply.confidence},  {"services", services},
                 {"aspect", name_of(reply.aspect)}, {"answer", told}};
    if (reply.slots) line["slots"] = answers::to_json(*reply.slots);
    if (reply.decision == answers::Decision::courses) line["courses"] = reply.courses;
    if (!reply.say.empty()) line["say"] = reply.say;
    if (reply.masked) line["masked"] = true;
    return line;
}

// A line that is no question is answered all the same, so that lines stay together.
Json answer_line(const Answerer& answerer, const std::string& line, answers::LocalTime now,
                 const std::string& language) {
    const Json asked = Json::parse(line, nullptr, false);
    if (!asked.is_object() || !asked.contains("q") || !asked["q"].is_string())
        return {{"q", nullptr}, {"problem", "no object with a text q"}};
    const auto question = asked["q"].get<std::string>();
    const auto begun = std::chrono::steady_clock::now();
    const Reply reply = answerer.ask(question, now, language);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    Json answer = {{"q", question}};
    answer.update(to_json(reply));
    answer["ms"] = std::round(took.count() * 100) / 100;
    return answer;
}

}  // namespace

int try_ask(const TryContext& context, TryArguments arguments) {
    const auto now = time_of(option(arguments, "--at"));
    if (!now) {
        std::fputs("kiosk-try ask: --at 2026-11-24T10:00\n", stderr);
        return misused;
    }
    const auto answerer =
        Answerer::load(option(arguments, "--knowledge", context.home + "/assets/knowledge"));
    if (!answerer) {
        std::fprintf(stderr, "kiosk-try ask: %s\n", answerer.error().detail.c_str());
        return misused;
    }
    const std::string language = option(arguments, "--lang", "auto");
    int status = worked;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty()) continue;
        const Json answer = answer_line(*answerer, line, *now, language);
        if (answer.contains("problem")) status = refused;
        std::printf("%s\n", answer.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    }
    return status;
}

}  // namespace kiosk::programs
