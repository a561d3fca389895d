// Carries one order to the office: the order of the FIT-Connect protocol, top to bottom in go().
// The one commit point is the submit; from the moment before it is sent until a signed event says
// what became of it, the order is in doubt, and only the same bytes are ever sent again.
#pragma once

#include "kiosk/delivery/destination.h"
#include "kiosk/delivery/events.h"
#include "kiosk/delivery/portal_line.h"
#include "kiosk/delivery/refused_tokens.h"
#include "kiosk/ports/journal.h"
#include "kiosk/ports/random.h"

#include <functional>
#include <string>
#include <vector>

namespace kiosk::delivery {

// What came of one trip.
struct Report {
    OrderHeader order;  // as stored
    Setback problem;    // code empty: it came as far as it could
    int refused_events = 0;
};

class Courier {
  public:
    Courier(Journal& journal, PortalLine& line, Offices& offices, RefusedTokens& refused,
            const Clock& clock, Random& random)
        : journal_(journal),
          line_(line),
          offices_(offices),
          refused_(refused),
          clock_(clock),
          random_(random) {}

    // Takes the order as far as it goes now, and stores where it stands and when to try again.
    [[nodiscard]] Report carry(OrderHeader order);

  private:
    struct Trip {
        OrderHeader order;
        SealedOrder sealed;
        bool not_found = false;  // the portal says that it does not know the submission
        bool tampered = false;
        std::string distrusted;  // code of the last event that was refused
        int refused_events = 0;
        std::vector<Event> seen;
        std::vector<std::string> of_others;  // tokens of destinations that we did not send it to
    };

    [[nodiscard]] Outcome<void> go(Trip& trip);
    [[nodiscard]] Outcome<SealedOrder> content_of(const OrderHeader& order);
    [[nodiscard]] Outcome<void> announce(Trip& trip);
    [[nodiscard]] Outcome<void> upload(Trip& trip);
    [[nodiscard]] Outcome<void> enter_doubt(Trip& trip);
    [[nodiscard]] Outcome<void> submit(Trip& trip);
    [[nodiscard]] Outcome<void> resolve_by_log(Trip& trip, const Outcome<void>& sent);

    [[nodiscard]] Outcome<void> read_log(Trip& trip);
    [[nodiscard]] Outcome<std::vector<std::string>> log_of(Trip& trip);
    [[nodiscard]] Outcome<std::vector<std::string>> pages(
        const std::function<std::string(std::size_t offset)>& url);
    [[nodiscard]] Outcome<void> judge(Trip& trip, const std::vector<std::string>& tokens);
    [[nodiscard]] Outcome<void> judge_one(Trip& trip, const std::string& token,
                                          const Expected& expected);
    [[nodiscard]] Outcome<void> believe(Trip& trip, const Event& event, const std::string& token);
    void refuse(Trip& trip, const std::string& token, const std::string& code);
    [[nodiscard]] Outcome<void> conclude(Trip& trip);
    [[nodiscard]] Outcome<void> forget_if_purged(Trip& trip);
    [[nodiscard]] Outcome<void> announce_again(Trip& trip);

    [[nodiscard]] Outcome<void> store(const OrderHeader& order);
    void plan_next(Trip& trip, const Outcome<void>& progress, OrderState before);

    Journal& journal_;
    PortalLine& line_;
    Offices& offices_;
    RefusedTokens& refused_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace kiosk::delivery
