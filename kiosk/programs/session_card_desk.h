// Does the slow work at the citizen's card in its own thread. Every answer is a letter.
#pragma once

#include "kiosk/ports/clock.h"
#include "kiosk/ports/eid_session.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_worker.h"
#include "kiosk/visit/visit.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace kiosk::programs {

// How cards are held at this terminal.
struct CardWay {
    std::unique_ptr<EidSession> session;                    // nullptr: not at all
    std::function<bool()> may_read = [] { return false; };  // besides setting PINs
    bool attended = false;                                  // staff may unlock reading by CAN alone
};

class CardDesk {
  public:
    CardDesk(CardWay& way, const Clock& clock, Mailbox& mailbox);
    ~CardDesk();
    CardDesk(const CardDesk&) = delete;
    CardDesk& operator=(const CardDesk&) = delete;

    // CardReaderReported when that is another than before; while the reader is watched that comes
    // by itself, and nothing while a card is being used.
    void look_after_reader();
    // ReaderTested.
    void test_reader();
    // Reading by CAN alone, for the next card that is read and for five minutes at most; never
    // where the terminal stands unattended. Whether it is unlocked now.
    void unlock_can_alone(bool unlocked);
    [[nodiscard]] bool can_alone() const;
    // CardSeen at once and at each change. What is asked for next ends it.
    void watch(visit::WatchCard order);
    void stop_watching();
    // CardStaged at each stage, then CardDone; once, whatever happens to the card.
    void read(visit::ReadCard order);
    void change_pin(visit::ChangePin order);
    void unblock(visit::Unblock order);
    // What is under way ends soon, and what waits is not begun.
    void cancel();

  private:
    void watch_until_told(visit::WorkNumber work);
    void report_reader(const CardLook& look);
    template <class Act>
    void carry_out(visit::WorkNumber work, Act act);

    CardWay& way_;
    const Clock& clock_;
    Mailbox& mailbox_;
    std::atomic<std::chrono::milliseconds> can_alone_until_{std::chrono::milliseconds{0}};
    std::atomic<visit::WorkNumber> watched_{0};  // 0: nobody looks on
    std::atomic<bool> in_use_{false};
    std::optional<CardLook> idle_look_;  // of the worker's thread, as is the next
    std::optional<visit::CardReaderReported> reported_;
    Worker worker_;  // last: its thread uses all of the above
};

}  // namespace kiosk::programs
