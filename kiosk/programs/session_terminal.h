// The one loop of a session: wait for an input, a letter or the next deadline; one event, its
// effects, one picture. Nothing moves while nothing happens.
#pragma once

#include "kiosk/ports/clock.h"
#include "kiosk/ports/display.h"
#include "kiosk/programs/session_answer_desk.h"
#include "kiosk/programs/session_card_desk.h"
#include "kiosk/programs/session_errands.h"
#include "kiosk/programs/session_line.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_order_desk.h"
#include "kiosk/programs/session_receipt_desk.h"
#include "kiosk/programs/session_setup.h"
#include "kiosk/programs/session_technician.h"
#include "screens/toolkit/toolkit.h"

#include <chrono>
#include <functional>
#include <optional>

namespace kiosk::programs {

struct TerminalParts {
    const Setup& setup;
    Clock& clock;
    Display& display;
    screens::Toolkit& toolkit;
    Mailbox& mailbox;
    Line& line;
    OrderDesk& orders;
    ReceiptDesk& receipts;
    CardDesk& cards;
    AnswerDesk& answers;
    Technician& technician;
    Errands& errands;
};

class Terminal {
  public:
    explicit Terminal(TerminalParts parts);

    // The first frame. `closed`: the sessions before kept failing; say so for a while, then be
    // relieved.
    void show(bool closed);
    // Until the supervisor lets it go; without a supervisor until the citizen has gone.
    void serve();

    [[nodiscard]] const visit::Visit& visit() const { return visit_; }

  private:
    using Steady = std::chrono::milliseconds;

    void take_input(const Input& input);
    void take_letters();
    void take_health(HealthTaken taken);
    [[nodiscard]] visit::House house() const;
    void apply(const visit::Event& event);
    void render();
    void carry_out(visit::Effect effect);
    void end_session();
    void pass_time();
    void dim();
    void tell_how_it_stands();
    void picture(bool everything = false);
    [[nodiscard]] bool somebody_there() const;
    [[nodiscard]] Steady until_next_deadline() const;

    TerminalParts parts_;
    visit::Visit visit_;
    std::shared_ptr<const answers::Answerer> knowledge_;  // once a question was wanted
    bool ended_ = false;  // wiped; covers the screen until the next session's first frame
    bool let_go_ = false;
    std::optional<Steady> closed_until_;
    Steady last_act_{0};
    Steady last_tick_{0};
    Steady last_heartbeat_{0};
    Steady last_health_{0};
};

}  // namespace kiosk::programs
