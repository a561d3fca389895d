// The control room's end of the bell.
#pragma once

#include "drivers/mqtt/bell_options.h"
#include "kiosk/ports/bell.h"

#include <functional>
#include <string>

namespace drivers {

class MqttBellTower : public kiosk::BellTower {
  public:
    // `presence` is called by a thread of its own when a terminal's line is there or gone, and for
    // all of them after each connection. Rings with one broker at a time: terminals that hang on
    // another one ask by themselves.
    MqttBellTower(const BellOptions& options, kiosk::Random& random,
                  std::function<void(const std::string& terminal, bool here)> presence);

    void ring(const std::string& terminal) override;
    void ring_all() override;

  private:
    MqttLine line_;
};

}  // namespace drivers
