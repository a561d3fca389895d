#include "drivers/eid/card_process.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace drivers::card {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;

// Where the reader service is, and what a sanitizer was told; nothing else of ours.
std::vector<std::string> small_environment() {
    std::vector<std::string> environment;
    for (const char* name : {"PCSCLITE_CSOCK_NAME", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
        // NOLINTNEXTLINE(concurrency-mt-unsafe): written only before the threads start
        if (const char* value = getenv(name))
            environment.push_back(std::string(name) + '=' + value);
    return environment;
}

// A session blocks signals that end the child's own threads otherwise.
class Attributes {
  public:
    Attributes() {
        sigset_t none;
        sigset_t usual;
        sigemptyset(&none);
        sigfillset(&usual);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &usual);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Attributes() { posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

// dup2 to the same number would keep it closed on exec, so the child's end is put elsewhere first.
kiosk::Result<pid_t> spawn(const std::string& program, int line) {
    const int aside = fcntl(line, F_DUPFD_CLOEXEC, inherited_line + 1);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, aside, inherited_line);
    const Attributes attributes;
    std::vector<std::string> environment = small_environment();
    std::vector<char*> variables;
    for (std::string& variable : environment) variables.push_back(variable.data());
    variables.push_back(nullptr);
    std::string name = "kiosk-card";
    std::array<char*, 2> words{name.data(), nullptr};
    pid_t pid = -1;
    const int problem = posix_spawn(&pid, program.c_str(), &actions, attributes.get(), words.data(),
                                    variables.data());
    posix_spawn_file_actions_destroy(&actions);
    close(aside);
    if (problem != 0) return fail(ErrorKind::unavailable, program + ": cannot be started");
    return pid;
}

}  // namespace

kiosk::Result<std::unique_ptr<CardProcess>> CardProcess::start(const std::string& program) {
    std::array<int, 2> pair{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return fail(ErrorKind::unavailable, "socketpair");
    const auto pid = spawn(program, pair[1]);
    close(pair[1]);
    if (pid) return std::unique_ptr<CardProcess>(new CardProcess(*pid, pair[0]));
    close(pair[0]);
    return tl::unexpected(pid.error());
}

void CardProcess::kill() const {
    ::kill(pid_, SIGKILL);
}

// A process that a reader's driver holds in the kernel dies late.
CardProcess::~CardProcess() {
    kill();
    std::thread([pid = pid_] { waitpid(pid, nullptr, 0); }).detach();
}

}  // namespace drivers::card
