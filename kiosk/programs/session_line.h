// The session's end of the line to its supervisor: one byte each way is a word.
#pragma once

#include "kiosk/programs/kiosk_roster.h"
#include "kiosk/programs/session_mailbox.h"

#include <thread>

namespace kiosk::programs {

class Line {
  public:
    // Takes over `descriptor`; orders, and the end of the line, come as letters. -1: nobody
    // supervises.
    Line(int descriptor, Mailbox& mailbox);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    void say(Word word) const;
    [[nodiscard]] bool supervised() const { return descriptor_ >= 0; }

  private:
    void listen();

    int descriptor_;
    Mailbox& mailbox_;
    std::thread listener_;
};

}  // namespace kiosk::programs
