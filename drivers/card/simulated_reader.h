// A reader without a reader: the card is a function from command to answer, and mishaps are verbs.
#pragma once

#include "kiosk/ports/card_channel.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace drivers {

class SimulatedReader : public kiosk::CardReader {
  public:
    // Plays the card. Fewer than two bytes are no answer: the channel is broken then.
    using SimulatedCard = std::function<kiosk::Bytes(kiosk::ByteView command)>;
    // Makes a card that has just got power.
    using PowerUp = std::function<SimulatedCard()>;

    void lay(PowerUp card);
    void lay_mute_card();
    void take();
    void unplug();
    void plug();  // with what lay on it

    // The mishap comes with the nth exchange from now on, 1 being the next.
    void pull_card_at(int exchange);
    void hang_at(int exchange);

    [[nodiscard]] kiosk::ReaderState state() override;
    [[nodiscard]] kiosk::ReaderState wait_for_change(kiosk::ReaderState known,
                                                     std::chrono::milliseconds limit) override;
    [[nodiscard]] tl::expected<std::unique_ptr<kiosk::CardChannel>, kiosk::ChannelTrouble> connect()
        override;

    [[nodiscard]] int exchanges() const { return exchanges_; }

  private:
    class Channel;
    // What a channel may learn and do; `laid` tells whether its card is still the one.
    [[nodiscard]] std::optional<kiosk::ChannelTrouble> trouble_now(int laid);
    [[nodiscard]] kiosk::ReaderState state_now() const;
    void change(const std::function<void()>& how);

    std::mutex mutex_;
    std::condition_variable changed_;
    bool plugged_ = true;
    bool mute_ = false;
    PowerUp card_;
    int laid_ = 0;  // counts what was laid
    int exchanges_ = 0;
    std::optional<int> pull_in_;
    std::optional<int> hang_in_;
};

}  // namespace drivers
