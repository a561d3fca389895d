// What the control room does by itself, over and over: it looks at all terminals for alarms and
// sends the mails that wait, and keeps the list of revoked certificates fresh.
#pragma once

#include "kiosk/control/alarms.h"
#include "kiosk/control/control_room.h"
#include "kiosk/ports/mailer.h"
#include "kiosk/programs/fleet_revocations.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk::programs {

class FleetRounds {
  public:
    // Without a mailer the mails wait; there are none where nobody is to be told.
    FleetRounds(control::Records& records, control::ControlRoom& room, control::Alarms& alarms,
                Revocations& revocations, Mailer* mailer);
    ~FleetRounds();
    FleetRounds(const FleetRounds&) = delete;
    FleetRounds& operator=(const FleetRounds&) = delete;

  private:
    void go_round();
    void one_round();

    control::Records& records_;
    control::ControlRoom& room_;
    control::Alarms& alarms_;
    Revocations& revocations_;
    Mailer* mailer_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool told_to_end_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace kiosk::programs
