#include "kiosk/programs/kiosk_roster.h"

#include <algorithm>

namespace kiosk::programs {
namespace {

constexpr Steady first_pause{250};
constexpr int failures_without_pause = 2;

Steady pause_after(int failures, Steady longest) {
    if (failures <= failures_without_pause) return Steady{0};
    const int doublings = std::min(failures - failures_without_pause - 1, 10);
    return std::min(first_pause * (1 << doublings), longest);
}

}  // namespace

std::vector<Deed> Roster::heard(ChildNumber number, Word word, Steady now) {
    Child* child = find(number);
    if (child == nullptr) return {};
    child->heard = now;
    if (word == Word::ready && child->stage == Stage::loading)
        enter(*child, Stage::standing_by, now);
    if (word == Word::shown && child->stage == Stage::showing) enter(*child, Stage::on_duty, now);
    if (word == Word::ended && (child->stage == Stage::on_duty || child->stage == Stage::showing)) {
        enter(*child, Stage::covering, now);
        failures_ = 0;
    }
    return fill_posts(now);
}

std::vector<Deed> Roster::died(ChildNumber number, Steady now) {
    const Child* child = find(number);
    if (child == nullptr) return {};
    count_failure(*child, now);
    std::erase_if(children_, [&](const Child& c) { return c.number == number; });
    return fill_posts(now);
}

std::vector<Deed> Roster::time_passed(Steady now) {
    std::vector<Deed> deeds;
    for (Child& child : children_) {
        if (now < deadline(child)) continue;
        deeds.emplace_back(Kill{child.number});
        // Nobody waits for its end: on a busy machine the kernel may take seconds to bury it.
        count_failure(child, now);
        enter(child, Stage::dying, now);
    }
    for (const Deed& deed : fill_posts(now)) deeds.push_back(deed);
    return deeds;
}

std::vector<Deed> Roster::close(Steady now) {
    closing_ = true;
    std::vector<Deed> deeds;
    for (Child& child : children_) {
        if (child.stage == Stage::dying) continue;
        enter(child, Stage::leaving, now);
        deeds.emplace_back(Tell{child.number, Order::leave});
    }
    return deeds;
}

// The posts in their order: someone serves, then the one who covered may go, then someone stands
// by.
std::vector<Deed> Roster::fill_posts(Steady now) {
    std::vector<Deed> deeds;
    if (closing_) return deeds;
    Child* next = in(Stage::standing_by);
    if (next != nullptr && in(Stage::on_duty) == nullptr && in(Stage::showing) == nullptr) {
        enter(*next, Stage::showing, now);
        const bool failing = failures_ >= limits_.failures_until_closed;
        deeds.emplace_back(Tell{next->number, failing ? Order::show_closed : Order::show});
    }
    Child* covering = in(Stage::covering);
    if (covering != nullptr && in(Stage::on_duty) != nullptr) {
        enter(*covering, Stage::leaving, now);
        deeds.emplace_back(Tell{covering->number, Order::leave});
    }
    // Loading waits for the first frame of the one who serves: they must not compete for the
    // processor.
    const bool coming = in(Stage::loading) != nullptr || in(Stage::standing_by) != nullptr;
    if (!coming && in(Stage::showing) == nullptr && now >= not_before_) {
        children_.push_back(
            {.number = ++last_, .stage = Stage::loading, .since = now, .heard = now});
        deeds.emplace_back(Start{last_});
    }
    return deeds;
}

Steady Roster::next_look(Steady now) const {
    Steady next = now + limits_.silence;
    for (const Child& child : children_) next = std::min(next, deadline(child));
    if (not_before_ > now) next = std::min(next, not_before_);
    return std::max(next, now);
}

Steady Roster::deadline(const Child& child) const {
    switch (child.stage) {
        case Stage::loading:
            return child.since + limits_.loading;
        case Stage::leaving:
            return child.since + limits_.leaving;
        case Stage::standing_by:
        case Stage::showing:
        case Stage::on_duty:
        case Stage::covering:
            return child.heard + limits_.silence;
        case Stage::dying:
            return Steady::max();
    }
    return child.since;
}

void Roster::count_failure(const Child& child, Steady now) {
    if (closing_ || child.stage == Stage::leaving || child.stage == Stage::covering ||
        child.stage == Stage::dying)
        return;
    const bool was_sound = child.stage == Stage::on_duty && now - child.since >= limits_.sound;
    failures_ = was_sound ? 1 : failures_ + 1;
    not_before_ = now + pause_after(failures_, limits_.longest_pause);
}

void Roster::enter(Child& child, Stage stage, Steady now) {
    child.stage = stage;
    child.since = child.heard = now;
}

Roster::Child* Roster::find(ChildNumber number) {
    const auto found = std::ranges::find(children_, number, &Child::number);
    return found == children_.end() ? nullptr : &*found;
}

Roster::Child* Roster::in(Stage stage) {
    const auto found = std::ranges::find(children_, stage, &Child::stage);
    return found == children_.end() ? nullptr : &*found;
}

}  // namespace kiosk::programs
