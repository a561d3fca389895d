// The doors of the control room, as config/fleet/openapi.json describes them: what comes in is
// checked here, what goes out is JSON, and a problem is a code.
#pragma once

#include "kiosk/control/alarms.h"
#include "kiosk/control/control_room.h"
#include "kiosk/control/enrolment.h"
#include "kiosk/ports/http_server.h"
#include "kiosk/text/catalogue.h"

#include <string>
#include <utility>

namespace kiosk::control {

// For terminals, whose certificate nginx has checked: its name stands in X-Terminal. Who has none
// yet may only join, with a code.
class TerminalDesk : public HttpDesk {
  public:
    TerminalDesk(ControlRoom& room, Enrolment& enrolment) : room_(room), enrolment_(enrolment) {}
    [[nodiscard]] HttpAnswer answer(const HttpCall& call) override;

  private:
    [[nodiscard]] HttpAnswer join(const HttpCall& call);
    ControlRoom& room_;
    Enrolment& enrolment_;
};

// For staff on this machine, by the name of their account.
class StaffDesk : public HttpDesk {
  public:
    StaffDesk(ControlRoom& room, Alarms& alarms, Enrolment& enrolment)
        : room_(room), alarms_(alarms), enrolment_(enrolment) {}
    [[nodiscard]] HttpAnswer answer(const HttpCall& call) override;

  private:
    [[nodiscard]] Result<nlohmann::json> answer_about(const HttpCall& call, int& status);
    ControlRoom& room_;
    Alarms& alarms_;
    Enrolment& enrolment_;
};

// For looking on, without a power over anything: /status for people, /metrics (Prometheus) and
// /health (JSON) for the city's own monitoring.
class WatchDesk : public HttpDesk {
  public:
    struct Words {
        const text::Catalogue& texts;
        std::string style;  // CSS
    };
    WatchDesk(Records& records, ControlRoom& room, Alarms& alarms, Words words, std::string version)
        : records_(records),
          room_(room),
          alarms_(alarms),
          words_(std::move(words)),
          version_(std::move(version)) {}
    [[nodiscard]] HttpAnswer answer(const HttpCall& call) override;

  private:
    [[nodiscard]] Result<std::string> measure();
    [[nodiscard]] Result<std::string> page(const HttpCall& call);
    Records& records_;
    ControlRoom& room_;
    Alarms& alarms_;
    const Words words_;
    const std::string version_;
};

}  // namespace kiosk::control
