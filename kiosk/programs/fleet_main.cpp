// kiosk-fleet: the control room. Hears the terminals through nginx, takes orders from staff on this
// machine, and answers nothing before it is on the disk. It has no port of its own: sockets.
#include "drivers/clock/system_clock.h"
#include "drivers/http_server/local_http_server.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/control/alarm_mail.h"
#include "kiosk/control/alarms.h"
#include "kiosk/control/control_room.h"
#include "kiosk/control/desk.h"
#include "kiosk/control/room_settings.h"
#include "kiosk/programs/fleet_around.h"
#include "kiosk/programs/fleet_key.h"
#include "kiosk/programs/fleet_rounds.h"
#include "kiosk/programs/home.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr const char* usage =
    "usage: kiosk-fleet --state DIR [--config FILE] [--database WHERE] [--home DIR]\n"
    "                   [--terminals-group GROUP] [--staff-group GROUP]\n"
    "  FILE                 whom to tell of alarms, and by which mail server\n"
    "  WHERE                PostgreSQL, as libpq has it: \"service=kiosk_fleet\"; a password\n"
    "                       belongs in ~/.pgpass. Without it: DIR/control.sqlite\n"
    "  DIR/terminals.sock   for nginx; --terminals-group may open it too (www-data)\n"
    "  DIR/staff.sock       for kioskctl; --staff-group may open it too\n"
    "  DIR/watch.sock       /status for people, /metrics and /health for monitoring\n"
    "  DIR/signing.pub.pem  the key that terminals must be given\n";

constexpr auto time_to_finish = 700ms;

struct Arguments {
    std::string state, config, database, home = default_home(), terminals_group, staff_group;
    bool help = false, wrong = false;
};

Arguments read_arguments(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        std::string* value = name == "--state"             ? &arguments.state
                             : name == "--config"          ? &arguments.config
                             : name == "--database"        ? &arguments.database
                             : name == "--home"            ? &arguments.home
                             : name == "--terminals-group" ? &arguments.terminals_group
                             : name == "--staff-group"     ? &arguments.staff_group
                                                           : nullptr;
        if (value != nullptr && i + 1 < argc)
            *value = argv[++i];
        else if (name == "--help")
            arguments.help = true;
        else
            arguments.wrong = true;
    }
    arguments.wrong |= arguments.state.empty() && !arguments.help;
    return arguments;
}

int failed(const Error& error) {
    const nlohmann::json said{{"error", name_of(error.kind)}, {"detail", error.detail}};
    std::printf("%s\n", said.dump().c_str());
    return error.kind == ErrorKind::invalid_configuration ? 2 : 1;
}

// Whoever may open a socket must get through the folder, but need not see what is in it.
Result<void> make_folder(const std::string& state) {
    std::error_code problem;
    if (std::filesystem::create_directories(state, problem)) ::chmod(state.c_str(), 0711);
    if (problem) return fail(ErrorKind::unavailable, "no state directory");
    return {};
}

// Two control rooms on one folder would take each other's callers. The kernel lets the lock go
// however we end.
Result<void> take_place(const std::string& state) {
    const int file = ::open((state + "/fleet.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return fail(ErrorKind::unavailable, "the state directory cannot be written");
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorKind::refused, "another control room is running");
    return {};
}

sigset_t the_end() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT}) sigaddset(&signals, signal);
    return signals;
}

// True when told to end, false when a door has closed by itself.
bool wait_for_the_end(const drivers::LocalHttpServer& terminals,
                      const drivers::LocalHttpServer& staff) {
    const sigset_t signals = the_end();
    const timespec look_again{1, 0};
    while (terminals.serves() && staff.serves())
        if (sigtimedwait(&signals, nullptr, &look_again) > 0) return true;
    return false;
}

// What is still under way later is cut off, which the store survives like a power cut.
void end_soon(int status) {
    std::thread([status] {
        std::this_thread::sleep_for(time_to_finish);
        _exit(status);
    }).detach();
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::invalid_configuration, path + ": cannot be read");
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<int> serve(const Arguments& arguments) {
    auto settings = TRY(control::load_room_settings(arguments.config));
    const auto texts = TRY(text::Catalogue::load(arguments.home + "/assets/control/text"));
    drivers::SmtpMailer mailer(TRY(mail_server(settings.mail)));
    const std::string& state = arguments.state;
    TRY_VOID(make_folder(state));
    TRY_VOID(take_place(state));
    const auto store = TRY(open_store(state, arguments.database));
    const bool is_first = !TRY(store->last_audit());
    auto key = TRY(signing_key(state, is_first));
    const drivers::SystemClock clock;
    control::Records records(*store, clock);
    const auto shown_key = TRY(key.verifying_key());
    const std::string job_key = TRY(shown_key.to_pem());
    const bool has_issued = TRY(control::has_issued(records));
    const auto ours = TRY(authority(state, has_issued, clock.now()));
    control::ControlRoom room(records, std::move(key), settings.poll);
    drivers::KernelRandom random;
    control::Enrolment enrolment(records, ours, random, job_key);
    Revocations revocations(enrolment, ours, clock, state);
    TRY_VOID(revocations.keep());
    if (!settings.bell.brokers.empty() && settings.bell.certificate_file.empty()) {
        TRY_VOID(make_bell_certificate(state, ours, clock.now()));
        settings.bell.certificate_file = state + "/bell.pem";
        settings.bell.key_file = state + "/bell.key";
    }
    const auto bell = hang_bell(settings.bell, room, random);
    control::TerminalDesk terminal_desk(room, enrolment);
    control::Alarms alarms(records, settings.alarms, [&](const auto& notices) {
        return control::mail_about(notices, texts, settings.language);
    });
    control::StaffDesk staff_desk(room, alarms, enrolment);
    const auto terminals = TRY(drivers::LocalHttpServer::open(
        {.path = state + "/terminals.sock", .group = arguments.terminals_group}, terminal_desk));
    const auto staff = TRY(drivers::LocalHttpServer::open(
        {.path = state + "/staff.sock", .group = arguments.staff_group}, staff_desk));
    control::WatchDesk watch_desk(
        records, room, alarms,
        {texts, TRY(read_file(arguments.home + "/assets/control/status.css"))}, KIOSK_VERSION);
    const auto watch = TRY(drivers::LocalHttpServer::open(
        {.path = state + "/watch.sock", .group = arguments.terminals_group}, watch_desk));
    const FleetRounds rounds(records, room, alarms, revocations,
                             settings.mail.url.empty() ? nullptr : &mailer);
    log::write(log::Level::info, "fleet_started");
    const int status = wait_for_the_end(*terminals, *staff) ? 0 : 1;
    log::write(status == 0 ? log::Level::info : log::Level::error, "fleet_ended");
    end_soon(status);
    return status;
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char** argv) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kiosk-fleet");
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.help || arguments.wrong) {
        std::fputs(usage, arguments.help ? stdout : stderr);
        return arguments.help ? 0 : 2;
    }
    const rlimit no_core{0, 0};  // the signing key must not end in a core file
    setrlimit(RLIMIT_CORE, &no_core);
    const sigset_t signals = the_end();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread is started
    const auto served = serve(arguments);
    return served ? *served : failed(served.error());
}
