// What arrives in the mailbox of a session: everything that happens outside its one loop.
#pragma once

#include "kiosk/answers/answerer.h"
#include "kiosk/duty/errand.h"
#include "kiosk/health/health.h"
#include "kiosk/ports/journal.h"
#include "kiosk/programs/kiosk_roster.h"
#include "kiosk/visit/event.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace kiosk::programs {

struct LineBroken {};  // the supervisor is gone
struct HealthTaken {
    health::Health health;
    health::Verdict verdict;
};
struct KnowledgeRead {
    std::shared_ptr<const answers::Answerer> answerer;  // nullptr: nothing fit is there
    std::string problem;  // why it is not the knowledge as it is written; empty: it is
};
// For the service menu
struct OrdersListed {
    std::vector<OrderHeader> orders;
};
struct TestPrinted {
    PrintReport report;
};
// For the control room
struct ErrandGiven {
    duty::Errand errand;
};
struct ClosingPresses {};
// Written down: it is this session's now.
struct ErrandBegun {
    duty::Errand errand;
};
struct ReaderTested {
    bool is_there = false;
};
// For the service menu
struct CodeJudged {
    bool right = false;
    std::chrono::seconds locked_for{0};  // no code is looked at before
};

using Letter =
    std::variant<visit::Event, Order, LineBroken, HealthTaken, KnowledgeRead, OrdersListed,
                 TestPrinted, CodeJudged, ErrandGiven, ErrandBegun, ClosingPresses, ReaderTested>;

}  // namespace kiosk::programs
