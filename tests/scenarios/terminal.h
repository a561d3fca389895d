// A terminal in a town hall without glass: the real visit, pages, forms, tariffs, seal and
// delivery, with simulated journal, printer, clock and line. It is operated by what can be read on
// it.
#pragma once

#include "drivers/clock/simulated_clock.h"
#include "drivers/eid/simulated_eid_session.h"
#include "drivers/http/simulated_http.h"
#include "drivers/journal/simulated_journal.h"
#include "drivers/printer/simulated_printer.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/delivery/delivery.h"
#include "kiosk/orders/seal.h"
#include "kiosk/visit/visit.h"
#include "screens/scene/node.h"
#include "tests/portal/stand_in.h"
#include "tests/scenarios/town_hall.h"
#include "tests/text/as_read.h"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace scenes {

// The registry office beyond the line, shared by all scenarios of a process: its keys take long to
// make.
class Portal {
  public:
    explicit Portal(const drivers::SimulatedClock& clock);
    ~Portal();

    [[nodiscard]] std::size_t orders();
    [[nodiscard]] std::vector<std::string> order_numbers();

    std::string directory;
    std::unique_ptr<stand_in::StandIn> stand_in;
    drivers::SimulatedHttp line;
    kiosk::Portal access;
};

class Terminal {
  public:
    explicit Terminal(std::uint64_t seed = 1);
    ~Terminal();

    // What is seen
    [[nodiscard]] screens::Scene scene() const;
    [[nodiscard]] std::string all_words() const;  // of every node, without the marks of isolation
    [[nodiscard]] bool says(std::string_view words) const;
    [[nodiscard]] const kiosk::visit::Visit& visit() const { return visit_; }
    [[nodiscard]] kiosk::visit::House house() const;

    // What a citizen does. False: there is no such thing within reach.
    bool tap(std::string_view label);
    bool type(std::string_view text);
    bool press(std::string_view key);  // of the keypad: "down", "up", "action", "back", "help"
    [[nodiscard]] std::string focused() const;
    void send(const kiosk::visit::Event& event);  // and everything that follows from it
    // Fills in whatever is asked, until the answers are to be checked.
    bool fill_in_everything() { return fill_in({}); }
    // Until the screen says this.
    bool fill_in(std::string_view until);

    // What the world does
    void let_pass(std::chrono::seconds time);
    void cut_power();
    void hold_the_disk() { disk_held_ = true; }
    void release_the_disk();
    void hear(kiosk::visit::HealthChanged health) { send(health); }
    void look_at_the_printer();
    void deliver();
    // The terminal has a reader; what lies on it is looked at.
    void report_reader(bool present, bool can_alone = false);
    void look_at_the_card();
    // Erika Mustermann's card, with other values in some fields.
    void lay(const std::map<kiosk::eid::Field, kiosk::eid::FieldValue>& other);
    void hold_the_card() { card_held_ = true; }
    void release_the_card();
    // Waits for what the printer's thread reports, at most two seconds.
    bool wait_until_says(std::string_view words);
    void settle();

    [[nodiscard]] std::vector<kiosk::OrderHeader> orders();
    [[nodiscard]] std::size_t delivered();

    drivers::SimulatedClock clock;
    drivers::SimulatedJournal journal;
    drivers::SimulatedPrinter printer;
    drivers::SimulatedEidSession card;
    std::unique_ptr<Portal> portal;
    kiosk::Settings settings = town_hall().settings;
    int tones = 0;
    int sessions_ended = 0;
    int cards_cancelled = 0;
    int refusals = 0;
    std::vector<std::string> acknowledged;  // order numbers that a citizen has been shown

  private:
    void apply(const kiosk::visit::Event& event);
    void perform(const kiosk::visit::Effect& effect);
    void save(const kiosk::visit::SaveOrder& order);
    void print(kiosk::visit::WorkNumber work, const std::string& document);
    void count(const kiosk::visit::CountAnswer& judged);
    void stop_printing();
    void use_card(
        kiosk::visit::WorkNumber work,
        std::function<kiosk::eid::Outcome<kiosk::eid::Reading>(const kiosk::EidProgress& progress)>
            request);
    void watch_card(kiosk::visit::WorkNumber work);
    void notice_card();
    void stop_card();
    void next_citizen();
    void post(kiosk::visit::Event event);
    void drain();
    [[nodiscard]] std::vector<const screens::Node*> within_reach(const screens::Scene& scene) const;

    kiosk::visit::Visit visit_;
    drivers::SimulatedRandom random_;
    std::unique_ptr<kiosk::delivery::Delivery> agent_;
    bool disk_held_ = false;
    std::optional<kiosk::visit::SaveOrder> saving_;
    bool reader_ = false;
    std::optional<kiosk::visit::WorkNumber> watch_;
    std::optional<kiosk::CardLook> seen_;
    bool knowledge_open_ = false;
    bool card_held_ = false;
    std::function<void()> card_work_;
    std::chrono::milliseconds last_act_{0};
    bool by_keypad_ = false;
    std::string focus_;

    std::mutex mailbox_lock_;
    std::deque<kiosk::visit::Event> mailbox_;
    std::thread printing_;
    std::atomic<bool> stop_printing_{false};
};

using tests::as_read;

}  // namespace scenes
