// What arrives in the mailbox of a session: everything that happens outside its one loop.
#pragma once

#include "kiosk/health/health.h"
#include "kiosk/ports/journal.h"
#include "kiosk/programs/kiosk_roster.h"
#include "kiosk/visit/event.h"

#include <variant>
#include <vector>

namespace kiosk::programs {

struct LineBroken {};  // the supervisor is gone
struct HealthTaken {
    health::Health health;
    health::Verdict verdict;
};
// For the service menu
struct OrdersListed {
    std::vector<OrderHeader> orders;
};
struct TestPrinted {
    PrintReport report;
};
struct CodeJudged {
    bool right = false;
    std::chrono::seconds locked_for{0};  // no code is looked at before
};

using Letter = std::variant<visit::Event, Order, LineBroken, HealthTaken, OrdersListed, TestPrinted,
                            CodeJudged>;

}  // namespace kiosk::programs
