// The live line between control room and terminals: a bell, and no more. What it rings about is
// asked for by HTTPS, so nothing is lost with a bell that nobody heard.
#pragma once

#include <string>

namespace kiosk {

// In the control room.
class BellTower {
  public:
    virtual ~BellTower() = default;
    // "Ask now": to one terminal, if it is there. By any thread; does not wait.
    virtual void ring(const std::string& terminal) = 0;
    virtual void ring_all() = 0;
};

}  // namespace kiosk
