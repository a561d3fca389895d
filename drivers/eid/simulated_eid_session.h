// A citizen's card without a card or a reader: it keeps its PIN, its tries and its state as a real
// one does, and mishaps are verbs. Answers at once unless told to take its time.
#pragma once

#include "kiosk/ports/eid_session.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

namespace drivers {

class SimulatedEidSession : public kiosk::EidSession {
  public:
    static constexpr const char* can = "500540";
    static constexpr const char* puk = "9876543210";

    // What the citizen does. A card that is laid has a PIN of its own and three tries.
    void lay_card(kiosk::eid::Reading on_it, std::string pin = "123456");
    void lay_foreign_card();
    void pull_card();
    // With the next request that comes to this stage.
    void pull_during(kiosk::EidStage stage);

    // What became of the card before: of the one that lies there.
    void set_tries_left(int tries);  // 1: suspended, 0: blocked
    void deactivate();
    void transport_pin(std::string digits);

    // What the terminal has to do with.
    void unplug_reader();
    void plug_in_reader();
    void grow_keypad(bool there, std::string typed_on_it = "123456");
    void let_take(std::chrono::milliseconds each_stage);
    // The next request ends so: a hostile or foreign document, a refused terminal, a reader that
    // hangs.
    void fail_next(kiosk::eid::TroubleKind kind);
    // The terminal's certificates allow reading by CAN alone, as they must beside staff.
    void entitle_to_can_alone();
    // The terminal's certificates do not allow this.
    void do_not_grant(kiosk::eid::Field field);

    [[nodiscard]] kiosk::CardLook look(const std::optional<kiosk::CardLook>& known,
                                       std::chrono::milliseconds limit) override;
    [[nodiscard]] kiosk::eid::Outcome<kiosk::eid::Reading> read(
        const kiosk::eid::ReadRequest& request, const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> change_pin(const kiosk::eid::Secrets& secrets,
                                                       const kiosk::SecretText& new_pin,
                                                       const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> unblock(const kiosk::SecretText& puk_given,
                                                    const kiosk::EidProgress& progress) override;
    void cancel() override;

  private:
    struct Card {
        bool eid = true;
        kiosk::eid::Reading data;
        kiosk::SecretText pin;
        int tries = kiosk::eid::all_tries;
        bool deactivated = false;
    };
    // Of one request; the lock is let go while a stage takes its time.
    struct Turn;

    void change(const std::function<void()>& how);
    void change_card(const std::function<void(Card&)>& how);
    [[nodiscard]] kiosk::CardLook seen() const;
    [[nodiscard]] kiosk::eid::Outcome<void> begin(Turn& turn);
    [[nodiscard]] kiosk::eid::Outcome<void> come_to(kiosk::EidStage stage, Turn& turn);
    [[nodiscard]] kiosk::eid::Outcome<void> still_there(const Turn& turn) const;
    [[nodiscard]] kiosk::eid::Outcome<void> take_pin(const kiosk::eid::Secrets& secrets);
    [[nodiscard]] kiosk::eid::Outcome<void> may_spend_last_try(
        const kiosk::eid::Secrets& secrets) const;
    [[nodiscard]] kiosk::eid::Outcome<void> take_can(const kiosk::eid::Secrets& secrets,
                                                     Turn& turn);
    [[nodiscard]] kiosk::eid::Outcome<void> take_secrets(const kiosk::eid::Secrets& secrets,
                                                         Turn& turn);
    [[nodiscard]] kiosk::eid::Reading answer_to(const kiosk::eid::ReadRequest& request) const;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Card> card_;
    int laid_ = 0;  // counts what was laid and taken
    bool plugged_ = true;
    bool keypad_ = false;
    kiosk::SecretText typed_on_keypad_;
    int cancelled_ = 0;
    std::chrono::milliseconds each_stage_{0};
    std::optional<kiosk::EidStage> pull_in_;
    std::optional<kiosk::eid::TroubleKind> fail_with_;
    bool entitled_to_can_alone_ = false;
    std::set<kiosk::eid::Field> not_granted_;
};

}  // namespace drivers
