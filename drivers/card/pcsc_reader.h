// Card readers by PC/SC-lite. Two things that its manual does not say: SCardTransmit has no time
// limit, and it may report success with less than a status word.
#pragma once

#include "drivers/card/pcsc_service.h"

namespace drivers {

struct PcscLimits {
    std::chrono::milliseconds exchange{
        2500};                                // one command; the slowest of a real chip takes 0.6 s
    std::chrono::milliseconds service{2000};  // any other question to the service
    std::chrono::milliseconds keypad{70000};  // until the citizen has typed on the reader's keys
    std::chrono::milliseconds leaving{450};   // how long a failed exchange may turn out a removal
};

class PcscReader : public kiosk::CardReader {
  public:
    // Empty prefix: any reader. The first one with a card counts.
    explicit PcscReader(std::string name_prefix, PcscLimits limits = {})
        : prefix_(std::move(name_prefix)), limits_(limits) {}

    [[nodiscard]] kiosk::ReaderState state() override { return look().state; }
    [[nodiscard]] kiosk::ReaderState wait_for_change(kiosk::ReaderState known,
                                                     std::chrono::milliseconds limit) override;
    [[nodiscard]] tl::expected<std::unique_ptr<kiosk::CardChannel>, kiosk::ChannelTrouble> connect()
        override;

  private:
    [[nodiscard]] ReaderSight look();

    std::string prefix_;
    PcscLimits limits_;
    std::shared_ptr<PcscContext> context_;
};

}  // namespace drivers
