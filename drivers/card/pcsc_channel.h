// One card in a PC/SC reader, held exclusively.
#pragma once

#include "drivers/card/pcsc_reader.h"

namespace drivers {

[[nodiscard]] tl::expected<std::unique_ptr<kiosk::CardChannel>, kiosk::ChannelTrouble> connect_card(
    const std::shared_ptr<PcscContext>& context, const ReaderSight& sight, PcscLimits limits);

}  // namespace drivers
