// kiosk-fleet: the control room. Hears the terminals through nginx, takes orders from staff on this
// machine, and answers nothing before it is on the disk. It has no port of its own: two sockets.
#include "drivers/clock/system_clock.h"
#include "drivers/control_store/postgres_control_store.h"
#include "drivers/control_store/sqlite_control_store.h"
#include "drivers/http_server/local_http_server.h"
#include "drivers/mail/smtp_mailer.h"
#include "drivers/mqtt/mqtt_bell_tower.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/control/alarm_mail.h"
#include "kiosk/control/alarms.h"
#include "kiosk/control/control_room.h"
#include "kiosk/control/desk.h"
#include "kiosk/control/room_settings.h"
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

Result<std::unique_ptr<ControlStore>> open_store(const Arguments& arguments) {
    if (arguments.database.empty())
        return drivers::open_sqlite_control_store(arguments.state + "/control.sqlite");
    return drivers::open_postgres_control_store(arguments.database);
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::invalid_configuration, path + ": cannot be read");
    return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<drivers::MailServer> mail_server(const control::MailSettings& mail) {
    std::string password;
    std::ifstream file(mail.password_file);
    if (!mail.password_file.empty() && !std::getline(file, password))
        return fail(ErrorKind::invalid_configuration, "/mail/password_file: cannot be read");
    return drivers::MailServer{.url = mail.url,
                               .from = mail.from,
                               .user = mail.user,
                               .password = password,
                               .authority_file = mail.authority_file};
}

// Null where terminals poll.
std::unique_ptr<drivers::MqttBellTower> hang_bell(const control::BellSettings& settings,
                                                  control::ControlRoom& room, Random& random) {
    if (settings.brokers.empty()) return nullptr;
    drivers::BellOptions options{.brokers = {},
                                 .name = "control_room",
                                 .certificate_file = settings.certificate_file,
                                 .key_file = settings.key_file,
                                 .authority_file = settings.authority_file};
    for (const auto& broker : settings.brokers)
        options.brokers.push_back({broker.host, broker.port});
    auto bell = std::make_unique<drivers::MqttBellTower>(
        options, random,
        [&room](const std::string& id, bool is_there) { room.hear_of_line(id, is_there); });
    room.hang(*bell);
    return bell;
}

Result<int> serve(const Arguments& arguments) {
    const auto settings = TRY(control::load_room_settings(arguments.config));
    const auto texts = TRY(text::Catalogue::load(arguments.home + "/assets/control/text"));
    drivers::SmtpMailer mailer(TRY(mail_server(settings.mail)));
    const std::string& state = arguments.state;
    TRY_VOID(make_folder(state));
    TRY_VOID(take_place(state));
    const auto store = TRY(open_store(arguments));
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
    auto bell_settings = settings.bell;
    if (!bell_settings.brokers.empty() && bell_settings.certificate_file.empty()) {
        TRY_VOID(make_bell_certificate(state, ours, clock.now()));
        bell_settings.certificate_file = state + "/bell.pem";
        bell_settings.key_file = state + "/bell.key";
    }
    const auto bell = hang_bell(bell_settings, room, random);
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
