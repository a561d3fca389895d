// Does the slow work at the journal in its own thread: seals and saves, takes the health, lists for
// staff. Every answer is a letter.
#pragma once

#include "kiosk/base/secret.h"
#include "kiosk/duty/closing.h"
#include "kiosk/duty/errand.h"
#include "kiosk/duty/standing.h"
#include "kiosk/orders/seal.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_setup.h"
#include "kiosk/programs/session_worker.h"

#include <functional>
#include <memory>
#include <optional>

namespace kiosk::programs {

class OrderDesk {
  public:
    using OpenJournal = std::function<Result<std::unique_ptr<Journal>>()>;

    OrderDesk(const Setup& setup, Clock& clock, Random& random, OpenJournal open, Mailbox& mailbox);

    // OrderSaved, or HealthChanged and SavingFailed.
    void save(visit::SaveOrder order);
    // HealthTaken; without a journal it is tried again to open.
    void take_health();
    void list_orders();
    void judge_code(SecretText code);
    void close_by_staff(bool closed);
    // For the control room: HealthTaken where somebody has closed or opened the terminal since the
    // last look, ErrandGiven while there is one,
    // ClosingPresses while staff cannot wait.
    void look_for_duties();
    void write_standing(duty::Standing standing);
    // ErrandBegun, unless it is begun already, too late, or that could not be written down.
    void begin_errand(duty::Errand errand);
    void report_errand(duty::ErrandDone done);
    // Whether an answer helped.
    void count(visit::CountAnswer judged);
    // Waits until what was given is done: a saving that was begun is never given up from here.
    void finish();

  private:
    [[nodiscard]] Journal* journal();
    [[nodiscard]] HealthTaken look();
    [[nodiscard]] Result<orders::Acknowledgement> seal(const visit::SaveOrder& order);

    const Setup& setup_;
    Clock& clock_;
    Random& random_;
    OpenJournal open_;
    Mailbox& mailbox_;
    std::unique_ptr<Journal> journal_;
    std::optional<duty::Closing> closed_by_room_;  // of the worker's thread: as it was last seen
    Worker worker_;                                // last: its thread uses all of the above
};

}  // namespace kiosk::programs
