// What all parts of the control room share: one memory, used by one caller at a time, and the rule
// that a change and the rows that say who made it become durable together or not at all.
#pragma once

#include "kiosk/control/audit_chain.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/control_store.h"

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::control {

// Who acts, and how that is known.
struct Actor {
    std::string who;
    std::string origin;  // "local account"
};

// What somebody answers for: one row of the audit record.
struct Act {
    Actor by;
    std::string act;     // "enrol", "out_of_service"
    std::string object;  // "leipzig-042/17"
    std::string reason = {};
};
using Acts = std::vector<Act>;

class Records {
  public:
    Records(ControlStore& store, const Clock& clock) : store_(store), clock_(clock) {}

    // One transaction: all that `body` changes, and a row for each act that it returns. None, where
    // nobody decided anything (a terminal's report).
    [[nodiscard]] Result<void> change(const std::function<Result<Acts>(ControlStore&)>& body);

    // `body` reads only; not inside a change.
    template <class Body>
    [[nodiscard]] auto read(Body body) {
        const std::lock_guard alone(mutex_);
        return body(store_);
    }

    [[nodiscard]] Instant now() const { return clock_.now(); }

  private:
    [[nodiscard]] Result<void> write_down(Act act);

    std::mutex mutex_;  // the store's transactions are one thread's
    ControlStore& store_;
    const Clock& clock_;
};

}  // namespace kiosk::control
