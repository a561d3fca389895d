#include "drivers/card/pcsc_reader.h"

#include "drivers/card/pcsc_channel.h"
#include "drivers/card/within.h"

#include <algorithm>

namespace drivers {

using namespace std::chrono_literals;
using kiosk::ReaderState;

namespace {

// Without a service there are no events; and one that forgets to send them must not stop us.
constexpr auto longest_wait = 500ms;
constexpr auto without_service = 100ms;

struct Look {
    std::shared_ptr<PcscContext> context;
    ReaderSight sight;
};

// With the context there was, or with a new one where the service has been started again.
Look look_with(const std::shared_ptr<PcscContext>& known, const std::string& prefix) {
    if (known)
        if (const auto sight = look_at_readers(*known, prefix)) return {known, *sight};
    auto context = PcscContext::establish();
    if (!context) return {};
    auto sight = look_at_readers(*context, prefix);
    return {std::move(context), sight.value_or(ReaderSight{})};
}

}  // namespace

ReaderSight PcscReader::look() {
    auto seen = within(limits_.service, [context = context_, prefix = prefix_] {
        return look_with(context, prefix);
    });
    context_ = seen ? seen->context : nullptr;
    return seen ? seen->sight : ReaderSight{};
}

ReaderState PcscReader::wait_for_change(ReaderState known, std::chrono::milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (true) {
        const ReaderSight sight = look();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (sight.state != known || left <= 0ms) return sight.state;
        if (!context_) {
            std::this_thread::sleep_for(std::min(left, without_service));
            continue;
        }
        const auto patience = std::min(left, longest_wait);
        within(patience + limits_.service, [context = context_, sight, patience] {
            await_event(*context, sight, patience);
            return true;
        });
    }
}

tl::expected<std::unique_ptr<kiosk::CardChannel>, kiosk::ChannelTrouble> PcscReader::connect() {
    const ReaderSight sight = look();
    if (!context_ || sight.state == ReaderState::no_reader)
        return tl::unexpected(kiosk::ChannelTrouble::reader_lost);
    if (sight.state == ReaderState::no_card) return tl::unexpected(kiosk::ChannelTrouble::removed);
    return connect_card(context_, sight, limits_);
}

}  // namespace drivers
