#include "kiosk/programs/kiosk_supervisor.h"

#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

Steady steady_now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::chrono::duration_cast<Steady>(std::chrono::seconds(time.tv_sec) +
                                              std::chrono::nanoseconds(time.tv_nsec));
}

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&signals, signal);
    return signals;
}

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments,
                         int line, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // the supervisor went before the line above
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    fcntl(line, F_SETFD, 0);
    const std::string number = std::to_string(line);
    std::vector<const char*> words{program.c_str()};
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    words.insert(words.end(), {"--line", number.c_str(), nullptr});
    execv(program.c_str(), const_cast<char* const*>(words.data()));  // NOLINT: execv's signature
    _exit(127);
}

}  // namespace

Supervisor::Supervisor(std::string program, std::vector<std::string> arguments, RosterLimits limits)
    : program_(std::move(program)), arguments_(std::move(arguments)), roster_(limits) {}

Supervisor::~Supervisor() {
    for (const auto& [child, process] : processes_) {
        kill(process.pid, SIGKILL);
        waitpid(process.pid, nullptr, 0);
        close(process.line);
    }
}

Result<void> Supervisor::run() {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    const int signal_line = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signal_line < 0) return fail(ErrorKind::internal, "signalfd");
    carry_out(roster_.time_passed(steady_now()));
    bool ending = false;
    while (!ending || !processes_.empty()) {
        wait_for_news(signal_line, steady_now());
        if (told_to_end(signal_line) && !ending) {
            ending = true;
            carry_out(roster_.close(steady_now()));
        }
        std::vector<ChildNumber> children;
        for (const auto& [child, process] : processes_) children.push_back(child);
        for (const ChildNumber child : children) listen(child, steady_now());
        bury(steady_now());
        carry_out(roster_.time_passed(steady_now()));
    }
    close(signal_line);
    return {};
}

void Supervisor::wait_for_news(int signals, Steady now) {
    std::vector<pollfd> lines{{.fd = signals, .events = POLLIN, .revents = 0}};
    for (const auto& [child, process] : processes_)
        if (process.line >= 0)
            lines.push_back({.fd = process.line, .events = POLLIN, .revents = 0});
    const auto limit = roster_.next_look(now) - now + Steady{1};
    poll(lines.data(), lines.size(), static_cast<int>(limit.count()));
}

bool Supervisor::told_to_end(int signals) {
    bool end = false;
    signalfd_siginfo news{};
    while (read(signals, &news, sizeof news) == sizeof news) end |= news.ssi_signo != SIGCHLD;
    return end;
}

void Supervisor::listen(ChildNumber child, Steady now) {
    char word = 0;
    while (true) {
        const auto found = processes_.find(child);
        if (found == processes_.end() || found->second.line < 0) return;
        const auto length = recv(found->second.line, &word, 1, MSG_DONTWAIT);
        if (length == 1) {
            carry_out(roster_.heard(child, Word{word}, now));
            continue;
        }
        if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
        // Hung up: it is leaving and may still be saving, or it fell silent; the roster knows how
        // long to wait.
        close(found->second.line);
        found->second.line = -1;
        return;
    }
}

void Supervisor::bury(Steady now) {
    int status = 0;
    for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG)) {
        for (auto process = processes_.begin(); process != processes_.end(); ++process) {
            if (process->second.pid != pid) continue;
            const ChildNumber child = process->first;
            if (process->second.line >= 0) close(process->second.line);
            processes_.erase(process);
            const bool clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
            log::write(clean ? log::Level::info : log::Level::error, "session_process_ended",
                       {log::count("status", WIFEXITED(status) ? WEXITSTATUS(status) : 0),
                        log::count("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0)});
            carry_out(roster_.died(child, now));
            break;
        }
    }
}

void Supervisor::carry_out(const std::vector<Deed>& deeds) {
    for (const Deed& deed : deeds) {
        std::visit(overloaded{
                       [&](const Start& d) { start(d.child); },
                       [&](const Tell& d) {
                           const auto found = processes_.find(d.child);
                           const char word = static_cast<char>(d.order);
                           if (found != processes_.end() && found->second.line >= 0)
                               send(found->second.line, &word, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
                       },
                       [&](const Kill& d) {
                           const auto found = processes_.find(d.child);
                           if (found == processes_.end()) return;
                           log::write(log::Level::error, "session_process_hangs");
                           kill(found->second.pid, SIGKILL);
                       },
                   },
                   deed);
    }
}

void Supervisor::start(ChildNumber child) {
    int pair[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        carry_out(roster_.died(child, steady_now()));
        return;
    }
    const pid_t self = getpid();
    const pid_t pid = fork();
    if (pid == 0) become(program_, arguments_, pair[1], self);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        carry_out(roster_.died(child, steady_now()));
        return;
    }
    processes_[child] = {.pid = pid, .line = pair[0]};
}

}  // namespace kiosk::programs
