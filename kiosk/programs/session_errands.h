// What the session does for the control room: it writes down how the terminal stands, and runs the
// errands that only it can do, while nobody is there. Nothing where no control room is configured.
#pragma once

#include "kiosk/duty/standing.h"
#include "kiosk/programs/session_card_desk.h"
#include "kiosk/programs/session_order_desk.h"
#include "kiosk/programs/session_receipt_desk.h"

#include <chrono>
#include <optional>
#include <string>

namespace kiosk::programs {

class Errands {
  public:
    Errands(const Setup& setup, const Clock& clock, OrderDesk& orders, ReceiptDesk& receipts,
            CardDesk& cards);

    // With every heartbeat: whether there is an errand, or the control room has closed the
    // terminal.
    void look();
    // How the terminal stands; written when it is news, and every few minutes.
    void stand(bool in_use, const std::string& closed_because, bool reader_is_there);

    void hear(const ErrandGiven& given);
    void hear(const ErrandBegun& begun);
    void hear(const TestPrinted& printed);
    void hear(const ReaderTested& tested);
    // This session is to end as soon as nobody is there, and the next one to take its place.
    [[nodiscard]] bool wants_restart() const;
    void hear_that_it_ended();

  private:
    void end(std::string outcome, std::string detail);

    const bool wanted_;
    const bool has_reader_;
    const Clock& clock_;
    OrderDesk& orders_;
    ReceiptDesk& receipts_;
    CardDesk& cards_;
    std::optional<duty::Errand> running_;
    std::optional<duty::Standing> written_;
};

}  // namespace kiosk::programs
