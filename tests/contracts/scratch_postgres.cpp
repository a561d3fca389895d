#include "tests/contracts/scratch_postgres.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

const std::string programs = "/usr/lib/postgresql/15/bin/";

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "PostgreSQL: %s\n", what);
    std::abort();
}

// PostgreSQL refuses to run as root; its Debian package brings an account.
const passwd* its_account() {
    if (geteuid() != 0) return nullptr;
    const passwd* account = getpwnam("postgres");
    if (account == nullptr) give_up("no account of its own");
    return account;
}

pid_t begin(const std::string& program, std::vector<std::string> arguments) {
    const std::string path = programs + program;
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    const passwd* account = its_account();
    const pid_t child = fork();
    if (child != 0) return child;
    if (account != nullptr && (setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0))
        _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);  // after the change of account, which clears it
    const int silence = open("/dev/null", O_WRONLY);
    dup2(silence, STDOUT_FILENO);
    dup2(silence, STDERR_FILENO);
    execv(path.c_str(), words.data());
    _exit(127);
}

bool ended_well(pid_t child) {
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

ScratchPostgres::ScratchPostgres() {
    if (const passwd* account = its_account();
        account != nullptr && chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0)
        give_up("the folder cannot be its own");
    const pid_t made = begin("initdb", {"-D", folder_.path() + "/data", "-U", "kiosk", "-A",
                                        "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"});
    if (!ended_well(made)) give_up("initdb failed");
    start();
}

std::string ScratchPostgres::where() const {
    return "host=" + folder_.path() + " user=kiosk dbname=postgres";
}

void ScratchPostgres::start() {
    server_ = begin("postgres", {"-D", folder_.path() + "/data", "-k", folder_.path(), "-c",
                                 "listen_addresses=", "-c", "max_connections=10"});
    for (int tries = 0; tries < 300; ++tries) {
        if (PQping(where().c_str()) == PQPING_OK) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    give_up("it does not answer");
}

void ScratchPostgres::stop() {
    if (server_ < 0) return;
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
    server_ = -1;
}

}  // namespace tests
