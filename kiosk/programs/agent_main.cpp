// kiosk-agent: the terminal's only door to the network. Delivers the journal, reads what became of
// each order, keeps the offices' checked keys fresh, and reports to the control room.
#include "drivers/clock/system_clock.h"
#include "drivers/eid/https_signer.h"
#include "drivers/eid/signing_line.h"
#include "drivers/http/curl_http.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/printer/printer_line.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/delivery/delivery.h"
#include "kiosk/programs/agent_fleet.h"
#include "kiosk/programs/agent_join.h"
#include "kiosk/programs/agent_wake.h"
#include "kiosk/programs/home.h"
#include "kiosk/settings/settings.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr const char* usage =
    "usage: kiosk-agent [--state DIR] [--home DIR] [--config FILE] [--once]\n"
    "       kiosk-agent --join CODE --terminal ID --url https://… [--authority FILE] [--into DIR]\n"
    "  --once   deliver what is due, print a summary as JSON, and end\n"
    "  --join   make a key, get a certificate from the control room, leave both in DIR "
    "(/etc/kiosk)\n";

struct Arguments {
    std::string state, home = default_home(), config;
    JoinWish join;
    bool once = false, help = false, wrong = false;
};

Arguments read_arguments(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        std::string* value = name == "--state"       ? &arguments.state
                             : name == "--home"      ? &arguments.home
                             : name == "--config"    ? &arguments.config
                             : name == "--join"      ? &arguments.join.code
                             : name == "--terminal"  ? &arguments.join.terminal
                             : name == "--url"       ? &arguments.join.url
                             : name == "--authority" ? &arguments.join.authority_file
                             : name == "--into"      ? &arguments.join.folder
                                                     : nullptr;
        if (value != nullptr && i + 1 < argc)
            *value = argv[++i];
        else if (name == "--once")
            arguments.once = true;
        else if (name == "--help")
            arguments.help = true;
        else
            arguments.wrong = true;
    }
    return arguments;
}

void say(const nlohmann::json& json) {
    std::printf("%s\n", json.dump().c_str());
    std::fflush(stdout);
}

int misconfigured(const std::string& detail) {
    say({{"error", "invalid_configuration"}, {"detail", detail}});
    return 2;
}

enum class Place { ours, taken, missing };

// One agent for each state directory: two would submit the same order side by side. The kernel
// lets the lock go however we end.
Place take_place(const std::string& state) {
    std::error_code ignored;  // opening says whether it is there
    std::filesystem::create_directories(state, ignored);
    const int file = open((state + "/agent.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return Place::missing;
    if (flock(file, LOCK_EX | LOCK_NB) == 0) return Place::ours;
    close(file);
    return Place::taken;
}

Result<std::unique_ptr<Journal>> open_journal(const std::string& state) {
    const drivers::JournalOptions options{.directory = state, .thorough = true};
    return TRY(drivers::SqliteJournal::open(options));
}

std::optional<std::string> read_secret(const std::string& path) {
    std::ifstream file(path);
    std::string secret;
    if (!std::getline(file, secret) || secret.empty()) return std::nullopt;
    return secret;
}

nlohmann::json summary_of(const delivery::Round& round) {
    nlohmann::json states = nlohmann::json::object();
    for (const auto& [state, count] : round.reached) states[std::string(name_of(state))] = count;
    return {{"carried", round.carried},
            {"states", states},
            {"problems", round.problems},
            {"events_refused", round.refused_events},
            {"portal", round.portal_problem.empty() ? "reached" : round.portal_problem},
            {"keys", round.key_problem.empty() ? "checked" : round.key_problem}};
}

void log_round(const delivery::Round& round) {
    if (round.carried == 0 && round.portal_problem.empty()) return;
    const bool well = round.portal_problem.empty();
    log::write(
        well ? log::Level::info : log::Level::warning, "round",
        {log::count("carried", round.carried), log::count("refused_events", round.refused_events),
         log::id("portal", well ? "reached" : round.portal_problem)});
}

// Lends the terminal the signer of its eID certificate, where the city has one.
class SignerOnLoan {
  public:
    SignerOnLoan(const Eid& eid, const std::string& state)
        : http_({.certificate_file = eid.signer_certificate_file,
                 .key_file = eid.signer_key_file,
                 .authority_file = eid.signer_authority_file}),
          signer_(http_, eid.signer_url) {
        if (eid.signer_url.empty()) return;
        auto line = drivers::SigningLine::open(state + "/signer.sock", signer_);
        if (line)
            line_ = std::move(*line);
        else
            log::write(log::Level::error, "no_signing_line");
    }

  private:
    drivers::CurlHttp http_;
    drivers::HttpsSigner signer_;
    std::unique_ptr<drivers::SigningLine> line_;  // last: its thread uses the signer
};

// Until the journal opens: its disk may come late, staff may be repairing it. Null when told to end
// before.
std::unique_ptr<Journal> wait_for_journal(const std::string& state, JournalWatch& watch) {
    std::chrono::milliseconds pause = 500ms;
    while (!told_to_end()) {
        auto journal = open_journal(state);
        if (journal) return std::move(*journal);
        log::write(log::Level::error, "journal_does_not_open",
                   {log::id("kind", name_of(journal.error().kind))});
        watch.forget();
        watch.sleep(pause);
        pause = std::min<std::chrono::milliseconds>(pause * 2, 1min);
    }
    return nullptr;
}

// Between our last look and the sleep the terminal may have committed: look once more before it.
void serve(delivery::Delivery& delivery, Journal& journal, const Clock& clock,
           JournalWatch& watch) {
    log::write(log::Level::info, "agent_started");
    while (!told_to_end()) {
        const delivery::Round round = delivery.round(told_to_end());
        log_round(round);
        watch.forget();
        const auto due = journal.due(clock.now(), 1);
        const bool more = due && !due->empty() && round.portal_problem.empty();
        if (!more && !told_to_end()) watch.sleep(delivery.rest());
    }
    log::write(log::Level::info, "agent_ended");
}

int work(const Arguments& arguments, const Settings& settings, const std::string& secret,
         Journal& journal, JournalWatch& watch) {
    drivers::CurlHttp http;
    const drivers::SystemClock clock;
    drivers::KernelRandom random;
    delivery::Delivery delivery({.journal = journal,
                                 .http = http,
                                 .clock = clock,
                                 .random = random,
                                 .portal = settings.portal,
                                 .client_secret = secret});
    if (!arguments.once) {
        serve(delivery, journal, clock, watch);
        return 0;
    }
    const delivery::Round round = delivery.round(told_to_end());
    say(summary_of(round));
    return round.portal_problem.empty() ? 0 : 1;
}

int run(const Arguments& arguments) {
    auto settings = load_settings(arguments.home, arguments.config);
    if (!settings) return misconfigured(settings.error().detail);
    if (!arguments.state.empty()) settings->state_directory = arguments.state;
    if (settings->state_directory.empty()) return misconfigured("no state directory");
    const Portal& portal = settings->portal;
    if (portal.token_url.empty() || portal.submission_api.empty() || portal.destination_api.empty())
        return misconfigured("/portal: no addresses");
    const auto secret = read_secret(portal.client_secret_file);
    if (!secret) return misconfigured("/portal/client_secret_file: cannot be read");

    const std::string& state = settings->state_directory;
    heed_the_end();
    JournalWatch watch(state);
    Place place = take_place(state);
    for (; place == Place::missing && !arguments.once && !told_to_end();
         place = take_place(state)) {
        log::write(log::Level::error, "no_state_directory");
        watch.sleep(5s);
    }
    if (place == Place::taken) {
        say({{"error", "another_agent_is_running"}});
        return 1;
    }
    if (!arguments.once) {
        const auto line = drivers::PrinterLine::open(state + "/printer.sock", settings->printer);
        if (!line) log::write(log::Level::error, "no_printer_line");
        const SignerOnLoan signer(settings->eid, state);
        const auto fleet = FleetLine::open(*settings);
        if (!fleet) return misconfigured(fleet.error().detail);
        const auto journal = wait_for_journal(state, watch);
        return journal ? work(arguments, *settings, *secret, *journal, watch) : 0;
    }
    const auto journal = open_journal(state);
    if (!journal) {
        say({{"error", name_of(journal.error().kind)}, {"detail", journal.error().detail}});
        return 1;
    }
    return work(arguments, *settings, *secret, **journal, watch);
}

int join_fleet(const JoinWish& wish) {
    drivers::CurlHttp http({.authority_file = wish.authority_file});
    if (const auto joined = join(wish, http); !joined) {
        say({{"error", name_of(joined.error().kind)}, {"detail", joined.error().detail}});
        return 1;
    }
    say({{"joined", wish.terminal},
         {"next",
          "systemctl restart kiosk kiosk-agent; the site's file says \"fleet_file\": "
          "\"fleet.json\""}});
    return 0;
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char** argv) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kiosk-agent");
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.help || arguments.wrong) {
        std::fputs(usage, arguments.help ? stdout : stderr);
        return arguments.help ? 0 : 2;
    }
    const rlimit no_core{0, 0};  // neither client secret nor key must end in a core file
    setrlimit(RLIMIT_CORE, &no_core);
    return arguments.join.code.empty() ? run(arguments) : join_fleet(arguments.join);
}
