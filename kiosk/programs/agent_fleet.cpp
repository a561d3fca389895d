#include "kiosk/programs/agent_fleet.h"

#include "drivers/clock/system_clock.h"
#include "drivers/http/curl_http.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/mqtt/terminal_bell.h"
#include "drivers/printer/cups_printer.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/duty/control_line.h"
#include "kiosk/fleet/broker_address.h"
#include "kiosk/fleet/terminal_name.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr auto look_while_jobs_wait = 1s;  // for the terminal to be idle, or an errand to be done
constexpr auto before_opening_again = 10s;

tl::unexpected<Error> wrong(const std::string& what) {
    return fail(ErrorKind::invalid_configuration, "/fleet/" + what);
}

Result<fleet::Addressee> addressee_of(const Fleet& fleet) {
    if (!fleet::is_terminal_name(fleet.terminal)) return wrong("terminal: is no name");
    if (!fleet::is_terminal_name(fleet.city)) return wrong("city: is no name");
    std::ifstream file(fleet.job_key_file);
    const std::string pem{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    auto key = jose::VerifyingKey::from_pem(pem);
    if (!key) return wrong("job_key_file: no Ed25519 key");
    return fleet::Addressee{fleet.city, fleet.terminal, std::move(*key)};
}

Result<drivers::BellOptions> bell_options(const Fleet& fleet) {
    drivers::BellOptions options{.brokers = {},
                                 .name = fleet.terminal,
                                 .certificate_file = fleet.certificate_file,
                                 .key_file = fleet.key_file,
                                 .authority_file = fleet.authority_file};
    for (const std::string& text : fleet.brokers) {
        const auto broker = fleet::parse_broker(text);
        if (!broker) return wrong("brokers: names none, like \"host:8883\"");
        options.brokers.push_back({broker->host, broker->port});
    }
    return options;
}

}  // namespace

struct FleetLine::Inside {
    Settings settings;
    fleet::Addressee addressee;
    drivers::BellOptions bell;
    drivers::SystemClock clock;
    drivers::KernelRandom random;
    drivers::CurlHttp http;
    std::unique_ptr<drivers::TerminalBell> terminal_bell;
};

Result<std::unique_ptr<FleetLine>> FleetLine::open(const Settings& settings) {
    const Fleet& fleet = settings.fleet;
    if (fleet.url.empty()) return nullptr;
    auto addressee = TRY(addressee_of(fleet));
    auto bell = TRY(bell_options(fleet));
    std::unique_ptr<Inside> inside(
        new Inside{.settings = settings,
                   .addressee = std::move(addressee),
                   .bell = std::move(bell),
                   .clock = {},
                   .random = {},
                   .http = drivers::CurlHttp({.certificate_file = fleet.certificate_file,
                                              .key_file = fleet.key_file,
                                              .authority_file = fleet.authority_file}),
                   .terminal_bell = nullptr});
    inside->http.go_through(fleet.proxy);
    return std::unique_ptr<FleetLine>(new FleetLine(std::move(inside)));
}

FleetLine::FleetLine(std::unique_ptr<Inside> inside)
    : inside_(std::move(inside)), thread_([this] { serve(); }) {}

FleetLine::~FleetLine() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    rung_.notify_all();
    thread_.join();
}

void FleetLine::ring() {
    {
        const std::lock_guard lock(mutex_);
        if (has_rung_ || !rings_.admits(inside_->clock.steady())) return;
        has_rung_ = true;
    }
    rung_.notify_all();
}

// True when it rang, or all is to end.
bool FleetLine::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    const bool something = rung_.wait_for(lock, longest, [this] { return has_rung_ || ends_; });
    has_rung_ = false;
    return something;
}

// Until the next round is due, it rings, or a job has ended.
void FleetLine::rest(std::chrono::milliseconds longest, duty::JobDesk& jobs) {
    const auto until = inside_->clock.steady() + longest;
    for (;;) {
        const auto left = until - inside_->clock.steady();
        if (left <= 0ms) return;
        const bool look_soon = jobs.ledger().next() != nullptr;
        if (wait(look_soon ? std::min<std::chrono::milliseconds>(left, look_while_jobs_wait)
                           : left))
            return;
        if (const auto ended = jobs.work(); !ended || *ended) return;
    }
}

void FleetLine::serve() {
    const Settings& settings = inside_->settings;
    std::unique_ptr<Journal> journal;
    const auto ends = [this] {
        const std::lock_guard lock(mutex_);
        return ends_;
    };
    while (!journal && !ends()) {
        // The agent's other thread says why it does not open.
        if (auto opened = drivers::SqliteJournal::open(settings.state_directory))
            journal = std::move(*opened);
        else
            static_cast<void>(wait(before_opening_again));
    }
    duty::JobDesk jobs(*journal, inside_->clock);
    while (!ends() && !jobs.open()) static_cast<void>(wait(before_opening_again));
    drivers::CupsPrinter printer(settings.printer);
    duty::Reporter reporter({.journal = *journal,
                             .clock = inside_->clock,
                             .terminal = settings.fleet.terminal,
                             .city = settings.fleet.city,
                             .software = KIOSK_VERSION,
                             .printer = [&printer] { return printer.status(); }});
    duty::ControlLine line({.http = inside_->http,
                            .clock = inside_->clock,
                            .random = inside_->random,
                            .url = settings.fleet.url,
                            .addressee = inside_->addressee},
                           jobs, reporter);
    if (!inside_->bell.brokers.empty())
        inside_->terminal_bell = std::make_unique<drivers::TerminalBell>(
            inside_->bell, inside_->random, [this] { ring(); });
    while (!ends()) rest(line.round(), jobs);
    inside_->terminal_bell.reset();
}

}  // namespace kiosk::programs
