#include "drivers/ausweisapp/process.h"

#include "drivers/ausweisapp/home.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace drivers::ausweisapp {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;
using namespace std::chrono_literals;

constexpr int standard_streams = 3;
constexpr auto patience_with_its_death = 1s;

// All that the child needs, made before the fork: between fork and exec nothing may be allocated.
class Launch {
  public:
    Launch(const std::string& program, const std::string& home, std::uint16_t port)
        : words_{program,      "--ui",      "websocket", "--no-logfile", "--no-loghandler",
                 "--no-proxy", "--address", "127.0.0.1", "--port",       std::to_string(port)},
          variables_{"HOME=" + home,
                     "TMPDIR=" + home,
                     "XDG_CONFIG_HOME=" + home,
                     "XDG_CACHE_HOME=" + home,
                     "XDG_DATA_HOME=" + home,
                     "XDG_RUNTIME_DIR=" + home,
                     "QT_QPA_PLATFORM=offscreen",
                     "LANG=C.UTF-8",
                     "PATH=/usr/bin:/bin"} {
        for (const char* name : {"PCSCLITE_CSOCK_NAME", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
            if (const char* value = getenv(name))  // NOLINT: nobody sets one meanwhile
                variables_.push_back(std::string(name) + '=' + value);
        argv_ = pointers_to(words_);
        envp_ = pointers_to(variables_);
    }

    // A citizen's PIN passes through the program: no core file of it, and nothing it might print.
    [[noreturn]] void become(pid_t parent) const {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(1);  // the parent went before the line above
        constexpr rlimit no_core{0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        for (int number = 1; number < NSIG; ++number) std::signal(number, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        pthread_sigmask(SIG_SETMASK, &none, nullptr);
        const int nowhere = open("/dev/null", O_RDWR);
        for (int stream = 0; stream < standard_streams; ++stream) dup2(nowhere, stream);
        close_range(standard_streams, ~0U, 0);
        execve(argv_[0], argv_.data(), envp_.data());
        _exit(127);
    }

  private:
    static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
        std::vector<char*> pointers;
        for (std::string& text : texts) pointers.push_back(text.data());
        pointers.push_back(nullptr);
        return pointers;
    }
    std::vector<std::string> words_;
    std::vector<std::string> variables_;
    std::vector<char*> argv_;
    std::vector<char*> envp_;
};

}  // namespace

// Shared with the thread that waits for the end: that may outlive the one who wanted it ended.
struct Process::Life {
    std::mutex mutex;
    std::condition_variable changed;
    pid_t pid = -1;  // of a process that is not buried yet; 0: none could be made
    bool over = false;

    void end() {
        std::unique_lock lock(mutex);
        if (!over) ::kill(pid, SIGKILL);
        changed.wait_for(lock, patience_with_its_death, [this] { return over; });
    }

    // The kernel kills with the thread that forked, not with the process: so that one stays.
    void live(const Launch& launch) {
        const pid_t parent = getpid();
        const pid_t child = fork();
        if (child == 0) launch.become(parent);
        {
            const std::lock_guard lock(mutex);
            pid = child < 0 ? 0 : child;
            over = child < 0;
        }
        changed.notify_all();
        if (child < 0) return;
        siginfo_t how{};
        waitid(P_PID, static_cast<id_t>(child), &how, WEXITED | WNOWAIT);
        const std::lock_guard lock(mutex);  // nobody kills a number that is given anew
        waitpid(child, nullptr, 0);
        over = true;
    }
};

kiosk::Result<std::unique_ptr<Process>> Process::start(const std::string& program,
                                                       std::uint16_t port) {
    Home home = TRY(Home::make());
    auto life = std::make_shared<Life>();
    std::thread([life, program, port, place = std::move(home)]() mutable {
        {
            const Home until_the_end = std::move(place);
            life->live(Launch(program, until_the_end.path(), port));
        }
        life->changed.notify_all();
    }).detach();
    std::unique_lock lock(life->mutex);
    life->changed.wait(lock, [&] { return life->pid >= 0; });
    if (life->pid == 0) return fail(ErrorKind::unavailable, "ausweisapp: no process for it");
    return std::unique_ptr<Process>(new Process(life));
}

Process::~Process() {
    life_->end();
}

pid_t Process::id() const {
    const std::lock_guard lock(life_->mutex);
    return life_->pid;
}

bool Process::alive() const {
    const std::lock_guard lock(life_->mutex);
    return !life_->over;
}

}  // namespace drivers::ausweisapp
