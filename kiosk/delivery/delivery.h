// The post room: everything that is due is carried now, several orders at once; office keys are
// checked every quarter of an hour. One bad order blocks no other; a portal that nobody can get
// through to ends the round.
#pragma once

#include "kiosk/delivery/courier.h"
#include "kiosk/delivery/guarded_journal.h"
#include "kiosk/settings/settings.h"

#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace kiosk::delivery {

struct Desk {  // owned by the program
    Journal& journal;
    Http& http;
    const Clock& clock;
    Random& random;
    const Portal& portal;
    std::string client_secret;
    int couriers = 4;  // orders carried at once
};

struct Round {
    int carried = 0;
    std::map<OrderState, int> reached;    // where the carried orders stand now
    std::map<std::string, int> problems;  // by code
    int refused_events = 0;
    std::string portal_problem;  // why nobody got through; empty: the portal answers
    std::string key_problem;     // why an office's key may not be used for new orders
};

class Delivery {
  public:
    explicit Delivery(const Desk& desk);

    // Carries what is due, and returns when nothing is or the portal lets nobody through. `stop` is
    // looked at between orders.
    [[nodiscard]] Round round(const std::atomic<bool>& stop);
    // When there is something to do again without a new order: by the steady clock, from now.
    [[nodiscard]] std::chrono::milliseconds rest();

  private:
    void refresh_keys(Round& round);
    void erase_what_was_accepted();
    void forget_what_is_long_settled();
    void wake_sleepers();
    [[nodiscard]] bool throttled();
    void carry_batch(const std::vector<OrderHeader>& batch, const std::atomic<bool>& stop,
                     Round& round);
    void leave_note(const Round& round);

    GuardedJournal journal_;
    const Clock& clock_;
    Random& random_;
    const Portal portal_;
    Trust trust_;  // read again with every check of the keys: lists lie there as files
    PortalLine line_;
    Offices offices_;
    RefusedTokens refused_tokens_;
    std::set<std::string> destinations_;
    const int couriers_;

    bool first_round_ = true;
    std::chrono::milliseconds keys_due_{0};  // steady
    int rounds_without_portal_ = 0;
    std::optional<Instant> throttled_until_;
    std::int64_t refused_events_ = 0;
    Instant reached_{};
    std::string last_note_;
    std::chrono::milliseconds sign_of_life_due_{0};
};

}  // namespace kiosk::delivery
