// Starts, watches and ends the session processes as the roster decides. Holds no text, no font and
// no window; it links little enough that it cannot fail with what the sessions fail with.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/programs/kiosk_roster.h"

#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kiosk::programs {

class Supervisor {
  public:
    // `program` is started once for each session with `arguments` and "--line FD" (a SOCK_SEQPACKET
    // pair).
    Supervisor(std::string program, std::vector<std::string> arguments, RosterLimits limits = {});
    ~Supervisor();  // ends every child
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    // Until SIGTERM or SIGINT; every child has ended when it returns. Blocks these signals and
    // SIGCHLD.
    [[nodiscard]] Result<void> run();

  private:
    struct Process {
        pid_t pid = -1;
        int line = -1;
    };

    void carry_out(const std::vector<Deed>& deeds);
    void start(ChildNumber child);
    void listen(ChildNumber child, Steady now);
    void bury(Steady now);
    void wait_for_news(int signals, Steady now);
    [[nodiscard]] bool told_to_end(int signals);

    std::string program_;
    std::vector<std::string> arguments_;
    Roster roster_;
    std::map<ChildNumber, Process> processes_;
};

}  // namespace kiosk::programs
