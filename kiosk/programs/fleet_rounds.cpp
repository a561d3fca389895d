#include "kiosk/programs/fleet_rounds.h"

#include "kiosk/base/log.h"
#include "kiosk/control/outbox.h"

#include <chrono>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 15s;

template <class T>
void complain_unless(const Result<T>& done, std::string_view event) {
    if (!done) log::write(log::Level::error, event, {log::id("kind", name_of(done.error().kind))});
}

}  // namespace

FleetRounds::FleetRounds(control::Records& records, control::ControlRoom& room,
                         control::Alarms& alarms, Revocations& revocations, Mailer* mailer)
    : records_(records),
      room_(room),
      alarms_(alarms),
      revocations_(revocations),
      mailer_(mailer),
      thread_([this] { go_round(); }) {}

FleetRounds::~FleetRounds() {
    {
        const std::lock_guard lock(mutex_);
        told_to_end_ = true;
    }
    ended_.notify_all();
    thread_.join();
}

void FleetRounds::go_round() {
    std::unique_lock lock(mutex_);
    while (!told_to_end_) {
        lock.unlock();
        one_round();
        lock.lock();
        ended_.wait_for(lock, pause, [this] { return told_to_end_; });
    }
}

void FleetRounds::one_round() {
    complain_unless(revocations_.keep(), "revocations_not_written");
    if (const auto terminals = room_.terminals())
        complain_unless(alarms_.look(*terminals), "alarms_not_looked_at");
    else
        complain_unless(terminals, "alarms_not_looked_at");
    if (mailer_ != nullptr)
        complain_unless(control::empty_outbox(records_, *mailer_), "outbox_not_emptied");
}

}  // namespace kiosk::programs
