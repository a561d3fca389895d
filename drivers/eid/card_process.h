// The process kiosk-card, as its parent has it: started over an inherited line and ended without
// asking. Nothing of it is waited for: a card that hangs holds a process until the kernel lets go.
#pragma once

#include "drivers/eid/card_line.h"

#include <memory>
#include <string>

#include <sys/types.h>

namespace drivers::card {

// The descriptor by which the process finds its line.
constexpr int inherited_line = 3;

class CardProcess {
  public:
    // unavailable when it cannot be started.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<CardProcess>> start(
        const std::string& program);
    ~CardProcess();  // killed
    CardProcess(const CardProcess&) = delete;
    CardProcess& operator=(const CardProcess&) = delete;

    [[nodiscard]] CardLine& line() { return line_; }
    // From any thread, while this object lives; whoever waits at the line finds it hung up.
    void kill() const;

  private:
    CardProcess(pid_t pid, int line) : pid_(pid), line_(line) {}

    pid_t pid_;
    CardLine line_;
};

}  // namespace drivers::card
