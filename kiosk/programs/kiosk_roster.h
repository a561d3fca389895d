// Who is on duty: one session process serves, a fresh one stands by, the one before leaves.
// Decides only; the supervisor starts and ends processes as told. A session ends by the end of its
// process, so no memory outlives a citizen; the next first frame is up before the old window goes.
#pragma once

#include <chrono>
#include <cstdint>
#include <variant>
#include <vector>

namespace kiosk::programs {

using ChildNumber = std::uint64_t;
using Steady = std::chrono::milliseconds;  // a clock that never jumps

// What a session process says over its line, one byte each.
enum class Word : char {
    ready = 'r',  // everything is loaded, no window yet
    shown = 's',  // its first frame is up
    ended = 'e',  // the citizen is gone and all is wiped; relieve me
    alive = 'b',  // every heartbeat_every, also when idle
};
// What the supervisor says to it.
enum class Order : char {
    show = 'S',
    show_closed = 'C',  // the ones before kept failing: only say that the terminal is out of
                        // service, for a while
    leave = 'L',
};

inline constexpr Steady heartbeat_every{5'000};

// What the supervisor has to do.
struct Start {
    ChildNumber child = 0;
};
struct Tell {
    ChildNumber child = 0;
    Order order = Order::show;
};
struct Kill {
    ChildNumber child = 0;
};
using Deed = std::variant<Start, Tell, Kill>;

struct RosterLimits {
    Steady silence{15'000};  // three heartbeats missed: it hangs
    Steady loading{20'000};  // a slow disk, a sanitizer
    Steady leaving{
        10'000};  // off the screen already; a saving and the purge of the printer are finished
    Steady sound{60'000};           // after so long on duty a failure counts as the first
    int failures_until_closed = 5;  // in a row: the next one says "out of service"
    Steady longest_pause{30'000};
};

class Roster {
  public:
    explicit Roster(RosterLimits limits = {}) : limits_(limits) {}

    // Each answers with what is to be done now, in order.
    [[nodiscard]] std::vector<Deed> heard(ChildNumber child, Word word, Steady now);
    [[nodiscard]] std::vector<Deed> died(ChildNumber child, Steady now);
    [[nodiscard]] std::vector<Deed> time_passed(Steady now);
    // Clean end: everyone leaves.
    [[nodiscard]] std::vector<Deed> close(Steady now);

    // When time_passed() is next worth calling.
    [[nodiscard]] Steady next_look(Steady now) const;
    [[nodiscard]] bool empty() const { return children_.empty(); }
    [[nodiscard]] int failures() const { return failures_; }

  private:
    enum class Stage { loading, standing_by, showing, on_duty, covering, leaving, dying };
    struct Child {
        ChildNumber number = 0;
        Stage stage = Stage::loading;
        Steady since{0};  // of the stage
        Steady heard{0};
    };

    [[nodiscard]] std::vector<Deed> fill_posts(Steady now);
    [[nodiscard]] Child* find(ChildNumber number);
    [[nodiscard]] Child* in(Stage stage);
    [[nodiscard]] Steady deadline(const Child& child) const;
    static void enter(Child& child, Stage stage, Steady now);
    void count_failure(const Child& child, Steady now);

    RosterLimits limits_;
    std::vector<Child> children_;
    ChildNumber last_ = 0;
    int failures_ = 0;
    Steady not_before_{0};  // back-off after failures
    bool closing_ = false;
};

}  // namespace kiosk::programs
