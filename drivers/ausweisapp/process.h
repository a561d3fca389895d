// The AusweisApp as its parent has it: without window, log or traces, and never without its parent:
// the kernel kills it when the session ends, however that ends, since the next session's needs the
// same port.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

#include <sys/types.h>

namespace drivers::ausweisapp {

class Process {
  public:
    // unavailable when it cannot be started; a program that is not there ends at once instead.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Process>> start(const std::string& program,
                                                                       std::uint16_t port);
    // Killed. Waited for, but not where a reader's driver holds it in the kernel.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t id() const;
    [[nodiscard]] bool alive() const;

  private:
    struct Life;
    explicit Process(std::shared_ptr<Life> life) : life_(std::move(life)) {}
    std::shared_ptr<Life> life_;
};

}  // namespace drivers::ausweisapp
