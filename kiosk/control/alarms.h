// Alarms: what goes on for some minutes is raised, staff are told by mail, level after level, until
// somebody says that they see to it or it is over.
#pragma once

#include "kiosk/control/alarm.h"
#include "kiosk/control/control_room.h"
#include "kiosk/ports/mailer.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::control {

struct AlarmLevel {
    std::chrono::seconds after{};  // an alarm was raised and nobody sees to it
    std::vector<std::string> to;   // addresses
    std::string city = {};         // of its terminals only; empty: of all
};

struct AlarmRules {
    std::chrono::seconds lasts{300};  // this long, before it is an alarm
    std::vector<AlarmLevel> levels;
};

// What one address is told in one mail.
struct Notice {
    enum class About { raised, goes_on, over };
    About about = About::raised;
    Alarm alarm;
};
// Subject and text of a mail; its id and its address are set by who asks.
using WriteMail = std::function<Mail(const std::vector<Notice>& notices)>;

// Red and grey reasons raise alarms; yellow ones can wait for the next round. One mail a look for
// each address, however many terminals fall silent at once. Used by one thread, but see_to and the
// lists by any.
class Alarms {
  public:
    Alarms(Records& records, AlarmRules rules, WriteMail write)
        : records_(records), rules_(std::move(rules)), write_(std::move(write)) {}

    // How long a state has lasted is counted from the first look that saw it: after the control
    // room itself was away, terminals have time to be heard.
    [[nodiscard]] Result<void> look(const std::vector<TerminalView>& terminals);

    // By terminal and code.
    [[nodiscard]] Result<std::vector<Alarm>> open();
    // Of the last 90 days, at most 200, the last one first.
    [[nodiscard]] Result<std::vector<Alarm>> over();
    // One alarm of a terminal, or all (an empty code) that nobody sees to yet; how many those were.
    // refused: alarm_unknown, where there is none.
    [[nodiscard]] Result<std::int64_t> see_to(const std::string& terminal, const std::string& code,
                                              const Actor& actor);

  private:
    using Letters = std::map<std::string, std::vector<Notice>>;  // by address

    [[nodiscard]] std::map<std::string, Alarm> lasting(const std::vector<TerminalView>& terminals,
                                                       Instant now);
    void tell(Alarm& alarm, Instant now, Letters& letters) const;
    void tell_of_end(const Alarm& alarm, Letters& letters) const;
    [[nodiscard]] Result<void> post(ControlStore& store, const Letters& letters, Instant now) const;

    Records& records_;
    const AlarmRules rules_;
    const WriteMail write_;
    std::map<std::string, Instant> first_seen_;
};

}  // namespace kiosk::control
