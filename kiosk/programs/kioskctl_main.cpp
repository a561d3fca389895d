// kioskctl: the control room from the command line, for staff on its machine. Each verb is one
// question to kiosk-fleet's socket, where the kernel says whose account asks.
#include "drivers/clock/system_clock.h"
#include "drivers/http/curl_http.h"
#include "kiosk/base/log.h"
#include "kiosk/control/words.h"
#include "kiosk/programs/home.h"
#include "kiosk/programs/kioskctl_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

using nlohmann::json;

constexpr const char* usage =
    "usage: kioskctl [--socket PATH] [--json] VERB …\n"
    "  terminals                       each terminal and how it stands\n"
    "  show ID                         one terminal: parts, orders, jobs\n"
    "  out-of-service ID --reason TEXT [--until 18:00|2026-12-01T18:00]\n"
    "  in-service ID | restart ID | test-print ID | test-reader ID | report ID  [--reason TEXT]\n"
    "      a job waits until nobody uses the terminal; --now --reason TEXT does not;\n"
    "      --expires MINUTES (60): not begun later than that\n"
    "  enrol ID --city CITY            a new terminal; says the code that it joins with\n"
    "  invite ID                       another code, for a terminal that was set up anew\n"
    "  revoke ID --reason TEXT         its certificates are taken back: it is not heard any more\n"
    "  alarms                          what lasts, who sees to it, what is over\n"
    "  see-to ID                       you see to its alarms: nobody else is written to\n"
    "  accept-record ID --reason TEXT  its own record of jobs is the true one: after a loss that\n"
    "                                  was looked into\n"
    "  audit [--after N | --verify]    who did what, and whether the record is whole\n";

constexpr const char* default_socket = "/var/lib/kiosk-fleet/staff.sock";

struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::string, std::less<>> options;
    bool wrong = false;
    [[nodiscard]] bool has(std::string_view name) const { return options.contains(name); }
    [[nodiscard]] std::string option(std::string_view name, std::string otherwise = "") const {
        const auto found = options.find(name);
        return found == options.end() ? otherwise : found->second;
    }
};

Arguments read_arguments(int argc, char** argv) {
    static constexpr std::array<std::string_view, 6> valued{"--socket", "--reason", "--until",
                                                            "--city",   "--after",  "--expires"};
    static constexpr std::array<std::string_view, 4> flags{"--json", "--now", "--verify", "--help"};
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (std::find(flags.begin(), flags.end(), name) != flags.end())
            arguments.options[name] = "yes";
        else if (std::find(valued.begin(), valued.end(), name) != valued.end() && i + 1 < argc)
            arguments.options[name] = argv[++i];
        else if (name.starts_with("--"))
            arguments.wrong = true;
        else
            arguments.words.push_back(name);
    }
    return arguments;
}

struct Desk {
    const Arguments& arguments;
    drivers::CurlHttp& http;
    Instant now;
    Words words;
};

void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
}

int complain(const std::string& words) {
    std::fprintf(stderr, "kioskctl: %s\n", printable(words).c_str());
    return 1;
}

// `print` says the answer in words; with --json it is shown as it came.
template <class Print>
int ask(const Desk& desk, const std::string& method, const std::string& path, const json& body,
        Print print) {
    HttpRequest request;
    request.method = method;
    request.url = "http://localhost" + path;
    if (!body.is_null()) {
        request.headers["Content-Type"] = "application/json";
        request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    const auto answer = desk.http.exchange(request);
    if (!answer) return complain("the control room does not answer: " + answer.error().detail);
    const json said = json::parse(answer->body, nullptr, false);
    if (!said.is_object()) return complain("the control room's answer is not to be understood");
    if (desk.arguments.has("--json")) say(answer->body);
    if (answer->status >= 300) {
        const std::string detail = said.value("detail", "");
        return complain(desk.words(said.value("problem", "")) +
                        (detail.empty() ? "" : ": " + detail));
    }
    if (!desk.arguments.has("--json")) return print(said);
    return said.value("ok", true) ? 0 : 1;
}

std::string instant_in(const json& object, const char* name, Instant now) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return "";
    const auto instant = parse_instant(found->get<std::string>());
    return instant ? said_at(*instant, now) : "";
}

int terminals(const Desk& desk) {
    return ask(desk, "GET", "/v1/terminals", nullptr, [&](const json& said) {
        std::size_t width = 0;
        for (const json& terminal : said.at("terminals"))
            width = std::max(width, terminal.at("id").get<std::string>().size());
        for (const json& terminal : said.at("terminals"))
            say(line_for(terminal, width, desk.now, desk.words));
        return 0;
    });
}

void say_job(const json& job, Instant now) {
    std::string line = "  job " + std::to_string(job.at("number").get<std::int64_t>()) + "  " +
                       job.at("verb").get<std::string>() + "  " +
                       job.at("state").get<std::string>();
    const std::string detail = job.at("detail").get<std::string>();
    const std::string ended = instant_in(job, "ended", now);
    if (!detail.empty()) line += " (" + detail + ")";
    if (!ended.empty()) line += " at " + ended;
    line += "  by " + job.at("who").get<std::string>() + " at " + instant_in(job, "issued", now);
    if (ended.empty()) line += ", expires " + instant_in(job, "expires", now);
    const std::string reason = job.at("reason").get<std::string>();
    if (!reason.empty()) line += ": " + reason;
    say(printable(line));
}

int show(const Desk& desk, const std::string& id) {
    return ask(desk, "GET", "/v1/terminals/" + id, nullptr, [&](const json& said) {
        say(line_for(said, 0, desk.now, desk.words));
        const std::string heard = instant_in(said, "last_seen", desk.now);
        if (!heard.empty()) say("  last heard " + heard);
        const json& reported = said.at("reported");
        if (reported.is_object()) {
            say(printable("  software " + reported.at("software").get<std::string>()));
            for (const json& part : reported.at("parts"))
                say(printable("  " + part.at("part").get<std::string>() + "  " +
                              part.at("state").get<std::string>() + " since " +
                              instant_in(part, "since", desk.now)));
            say("  orders waiting  " +
                std::to_string(reported.at("journal").at("waiting").get<std::int64_t>()));
        }
        for (const json& job : said.at("jobs")) say_job(job, desk.now);
        return 0;
    });
}

int give_job(const Desk& desk, const std::string& id, const char* verb) {
    const Arguments& arguments = desk.arguments;
    json wish{{"verb", verb}, {"when", arguments.has("--now") ? "now" : "idle"}};
    if (arguments.has("--reason")) wish["reason"] = arguments.option("--reason");
    if (arguments.has("--until")) {
        const auto until = wall_time(arguments.option("--until"), desk.now);
        if (!until) return complain("--until is a time like 18:00 or 2026-12-01T18:00");
        wish["until"] = to_iso(*until);
    }
    const std::string minutes = arguments.option("--expires", "60");
    int number = 0;
    const char* end = minutes.data() + minutes.size();
    const auto read = std::from_chars(minutes.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return complain("--expires is in minutes");
    wish["expires_s"] = std::int64_t{number} * 60;
    return ask(desk, "POST", "/v1/terminals/" + id + "/jobs", wish, [&](const json& said) {
        say("job " + std::to_string(said.at("number").get<std::int64_t>()) + " for " + id);
        return 0;
    });
}

int say_code(const json& said) {
    const std::string id = said.at("id").get<std::string>();
    say(id + " may join within a day, at the terminal:");
    say("  sudo kiosk-agent --join " + said.at("code").get<std::string>() + " --terminal " + id +
        " --url https://…");
    return 0;
}

int enrol(const Desk& desk, const std::string& id) {
    const json terminal{{"id", id}, {"city", desk.arguments.option("--city")}};
    return ask(desk, "POST", "/v1/terminals", terminal, say_code);
}

int invite(const Desk& desk, const std::string& id) {
    return ask(desk, "POST", "/v1/terminals/" + id + "/invite", json::object(), say_code);
}

int do_for_a_reason(const Desk& desk, const std::string& id, const char* verb,
                    const std::string& done) {
    const json why{{"reason", desk.arguments.option("--reason")}};
    return ask(desk, "POST", "/v1/terminals/" + id + '/' + verb, why, [&](const json&) {
        say(id + done);
        return 0;
    });
}

void say_alarm(const Desk& desk, const json& alarm) {
    const std::string ended = instant_in(alarm, "ended", desk.now);
    const std::string by = alarm.at("seen_to_by").get<std::string>();
    say(printable("  " + alarm.at("terminal").get<std::string>() + "  " +
                  desk.words(alarm.at("code").get<std::string>()) + " since " +
                  instant_in(alarm, "since", desk.now) + (ended.empty() ? "" : " until " + ended) +
                  (by.empty() ? "" : ", seen to by " + by)));
}

int alarms(const Desk& desk) {
    return ask(desk, "GET", "/v1/alarms", nullptr, [&](const json& said) {
        say(said.at("open").empty() ? "no alarms" : "open");
        for (const json& alarm : said.at("open")) say_alarm(desk, alarm);
        if (!said.at("over").empty()) say("over");
        for (const json& alarm : said.at("over")) say_alarm(desk, alarm);
        return 0;
    });
}

int see_to(const Desk& desk, const std::string& id) {
    return ask(desk, "POST", "/v1/alarms/see-to", json{{"terminal", id}}, [&](const json& said) {
        say("you see to " + std::to_string(said.at("alarms").get<std::int64_t>()) +
            " of its alarms");
        return 0;
    });
}

int verify(const Desk& desk) {
    return ask(desk, "GET", "/v1/audit/verify", nullptr, [](const json& said) {
        if (!said.at("ok").get<bool>())
            return complain("row " + std::to_string(said.at("row").get<std::int64_t>()) +
                            " is not what was written, or one before it is missing");
        say("whole: " + std::to_string(said.at("rows").get<std::int64_t>()) + " rows, head " +
            said.at("head").get<std::string>());
        return 0;
    });
}

int audit(const Desk& desk) {
    if (desk.arguments.has("--verify")) return verify(desk);
    const std::string path = "/v1/audit?after=" + desk.arguments.option("--after", "0");
    return ask(desk, "GET", path, nullptr, [&](const json& said) {
        for (const json& row : said.at("entries")) {
            const std::string reason = row.at("reason").get<std::string>();
            say(printable(
                std::to_string(row.at("number").get<std::int64_t>()) + "  " +
                instant_in(row, "at", desk.now) + "  " + row.at("who").get<std::string>() + " (" +
                row.at("origin").get<std::string>() + ")  " + row.at("act").get<std::string>() +
                "  " + row.at("object").get<std::string>() +
                (reason.empty() ? "" : ": " + reason)));
        }
        return 0;
    });
}

int wrong_usage() {
    std::fputs(usage, stderr);
    return 2;
}

int run(const Desk& desk) {
    static const std::map<std::string, const char*, std::less<>> jobs{
        {"out-of-service", "out_of_service"},
        {"in-service", "in_service"},
        {"restart", "restart"},
        {"test-print", "test_print"},
        {"test-reader", "test_reader"},
        {"report", "report"}};
    const auto& words = desk.arguments.words;
    if (words.size() == 1 && words[0] == "terminals") return terminals(desk);
    if (words.size() == 1 && words[0] == "audit") return audit(desk);
    if (words.size() == 1 && words[0] == "alarms") return alarms(desk);
    if (words.size() != 2) return wrong_usage();
    const std::string& id = words[1];
    const bool is_name = id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
                         std::string::npos;  // it stands in an address
    if (id.empty() || !is_name) return complain("no terminal is called like that");
    if (words[0] == "show") return show(desk, id);
    if (words[0] == "enrol") return enrol(desk, id);
    if (words[0] == "invite") return invite(desk, id);
    if (words[0] == "revoke") return do_for_a_reason(desk, id, "revoke", " is not heard any more");
    if (words[0] == "accept-record")
        return do_for_a_reason(desk, id, "accept-record", ": its own record of jobs is taken");
    if (words[0] == "see-to") return see_to(desk, id);
    const auto job = jobs.find(words[0]);
    return job == jobs.end() ? wrong_usage() : give_job(desk, id, job->second);
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char** argv) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kioskctl");
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.has("--help")) {
        std::fputs(usage, stdout);
        return 0;
    }
    if (arguments.wrong || arguments.words.empty()) return wrong_usage();
    drivers::CurlHttp http;
    http.speak_over(arguments.option("--socket", default_socket));
    const auto texts = kiosk::text::Catalogue::load(default_home() + "/assets/control/text");
    if (!texts) return complain(texts.error().detail);
    const Words words = [&texts](const std::string& code) {
        return kiosk::control::words_for(code, *texts, "en");
    };
    try {
        return run({arguments, http, drivers::SystemClock().now(), words});
    } catch (const nlohmann::json::exception&) {  // another version of kiosk-fleet
        return complain("the control room's answer is not to be understood");
    }
}
