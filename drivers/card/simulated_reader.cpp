#include "drivers/card/simulated_reader.h"

namespace drivers {

using kiosk::ChannelTrouble;
using kiosk::ReaderState;

class SimulatedReader::Channel : public kiosk::CardChannel {
  public:
    Channel(SimulatedReader& reader, SimulatedCard card, int laid)
        : reader_(reader), card_(std::move(card)), laid_(laid) {}

    [[nodiscard]] tl::expected<kiosk::Bytes, ChannelTrouble> transmit(
        kiosk::ByteView command) override {
        if (!dead_) dead_ = reader_.trouble_now(laid_);
        if (dead_) return tl::unexpected(*dead_);
        kiosk::Bytes answer = card_(command);
        if (answer.size() >= 2) return answer;
        dead_ = ChannelTrouble::broken;
        return tl::unexpected(*dead_);
    }

  private:
    SimulatedReader& reader_;
    SimulatedCard card_;
    int laid_;
    std::optional<ChannelTrouble> dead_;
};

void SimulatedReader::change(const std::function<void()>& how) {
    {
        const std::lock_guard lock(mutex_);
        how();
    }
    changed_.notify_all();
}

void SimulatedReader::lay(PowerUp card) {
    change([&] {
        card_ = std::move(card);
        mute_ = false;
        ++laid_;
    });
}

void SimulatedReader::lay_mute_card() {
    change([&] {
        card_ = nullptr;
        mute_ = true;
        ++laid_;
    });
}

void SimulatedReader::take() {
    change([&] {
        card_ = nullptr;
        mute_ = false;
        ++laid_;
    });
}

void SimulatedReader::unplug() {
    change([&] {
        plugged_ = false;
        ++laid_;
    });
}

void SimulatedReader::plug() {
    change([&] { plugged_ = true; });
}

void SimulatedReader::pull_card_at(int exchange) {
    change([&] { pull_in_ = exchange; });
}

void SimulatedReader::hang_at(int exchange) {
    change([&] { hang_in_ = exchange; });
}

std::optional<ChannelTrouble> SimulatedReader::trouble_now(int laid) {
    const std::lock_guard lock(mutex_);
    ++exchanges_;
    if (pull_in_ && --*pull_in_ == 0) {
        pull_in_.reset();
        card_ = nullptr;
        ++laid_;
        changed_.notify_all();
    }
    if (hang_in_ && --*hang_in_ == 0) {
        hang_in_.reset();
        return ChannelTrouble::timed_out;
    }
    if (!plugged_) return ChannelTrouble::reader_lost;
    if (laid != laid_) return ChannelTrouble::removed;
    return std::nullopt;
}

ReaderState SimulatedReader::state_now() const {
    if (!plugged_) return ReaderState::no_reader;
    if (mute_) return ReaderState::mute_card;
    return card_ ? ReaderState::card : ReaderState::no_card;
}

ReaderState SimulatedReader::state() {
    const std::lock_guard lock(mutex_);
    return state_now();
}

ReaderState SimulatedReader::wait_for_change(ReaderState known, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, limit, [&] { return state_now() != known; });
    return state_now();
}

tl::expected<std::unique_ptr<kiosk::CardChannel>, ChannelTrouble> SimulatedReader::connect() {
    const std::lock_guard lock(mutex_);
    switch (state_now()) {
        case ReaderState::no_reader:
            return tl::unexpected(ChannelTrouble::reader_lost);
        case ReaderState::no_card:
            return tl::unexpected(ChannelTrouble::removed);
        case ReaderState::mute_card:
            return tl::unexpected(ChannelTrouble::broken);
        case ReaderState::card:
            break;
    }
    return std::make_unique<Channel>(*this, card_(), laid_);
}

}  // namespace drivers
