// May this terminal serve? One pure function decides from what is known about its parts.
// A broken printer alone never closes the terminal; the citizen is told before typing.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/ports/printer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::health {

// Whether orders for a service can be sealed: the office's key as the agent last checked it.
struct ServiceKey {
    std::string service;
    bool present = false;
    Instant checked{};      // last revocation check
    Instant valid_until{};  // end of the certificate
};

// What is known about the parts; taken at the start of a session, each minute, and before saving.
struct Health {
    Instant now{};
    Instant built{};                         // the software cannot be older than the present
    std::optional<Instant> last_known_time;  // the latest time this terminal has been sure of
    std::optional<std::chrono::milliseconds>
        clock_off;  // by the portal's Date header; absent: not known
    bool journal_opens = false;
    bool journal_has_space = false;
    int configuration_problems = 0;  // settings, services, tariffs; the log says which
    bool tariff_for_today = false;
    std::vector<ServiceKey> services;
    bool closed_by_staff = false;  // on site
    bool closed_by_control_room = false;
    std::optional<Instant> closed_until = {};  // by them; absent: until further notice
    bool keeps_failing = false;  // the terminal's process has ended by itself again and again
    PrinterStatus printer;       // shown to staff, never decides
};

struct Verdict {
    std::string closed_because;              // text id "closed.…"; empty: open
    std::optional<Instant> closed_until{};   // absent: not known
    std::vector<std::string> not_orderable;  // services whose office has no usable key
    [[nodiscard]] bool open() const { return closed_because.empty(); }
};

// A revocation check older than 7 days, or a certificate that ends within 7 days, makes a key
// unusable for new orders: sealed orders may wait, and the office must still be able to open them.
[[nodiscard]] bool usable(const ServiceKey& key, Instant now);

// Before the build date, behind the last known time, more than 400 days ahead of it, or more than
// 24 h off by the portal's word: orders would carry a wrong date and fee.
[[nodiscard]] bool plausible(const Health& health);

// The first reason of a fixed order, staff's word first.
[[nodiscard]] Verdict judge(const Health& health);
// Whether an order may still be saved: who began before somebody closed the terminal may finish.
[[nodiscard]] bool may_save(Health health);

// All reasons that judge() can give, for texts and tests.
[[nodiscard]] const std::vector<std::string>& all_reasons();

}  // namespace kiosk::health
