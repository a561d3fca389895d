// The two doors of the control room, as config/fleet/openapi.json describes them: what comes in is
// checked here, what goes out is JSON, and a problem is a code.
#pragma once

#include "kiosk/control/alarms.h"
#include "kiosk/control/control_room.h"
#include "kiosk/ports/http_server.h"

namespace kiosk::control {

// For terminals, whose certificate nginx has checked: its name stands in X-Terminal.
class TerminalDesk : public HttpDesk {
  public:
    explicit TerminalDesk(ControlRoom& room) : room_(room) {}
    [[nodiscard]] HttpAnswer answer(const HttpCall& call) override;

  private:
    ControlRoom& room_;
};

// For staff on this machine, by the name of their account.
class StaffDesk : public HttpDesk {
  public:
    StaffDesk(ControlRoom& room, Alarms& alarms) : room_(room), alarms_(alarms) {}
    [[nodiscard]] HttpAnswer answer(const HttpCall& call) override;

  private:
    [[nodiscard]] Result<nlohmann::json> answer_about(const HttpCall& call, int& status);
    ControlRoom& room_;
    Alarms& alarms_;
};

}  // namespace kiosk::control
