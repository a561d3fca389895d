// The PC/SC service and what it says of its readers. A restarted service, or a reader that is
// plugged in again, shows as an ordinary change.
#pragma once

#include "kiosk/ports/card_channel.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace drivers {

// SCARDCONTEXT; released when the last user is gone.
class PcscContext {
  public:
    // nullptr: there is no service.
    [[nodiscard]] static std::shared_ptr<PcscContext> establish();
    ~PcscContext();
    PcscContext(const PcscContext&) = delete;
    PcscContext& operator=(const PcscContext&) = delete;

    [[nodiscard]] long handle() const { return handle_; }

  private:
    explicit PcscContext(long handle) : handle_(handle) {}
    long handle_;
};

// One reader as the service sees it now.
struct ReaderSight {
    std::string name;
    kiosk::ReaderState state = kiosk::ReaderState::no_reader;
    unsigned long raw = 0;  // as SCardGetStatusChange wants it back
    // Counts cards laid and taken: a card that was swapped in between has another number.
    [[nodiscard]] unsigned long events() const { return raw >> 16U; }
};

// Of the readers whose name begins with `prefix` the first with a card, else the first. nullopt:
// the service has gone; the context does not come back with it, although PC/SC-lite calls it valid.
[[nodiscard]] std::optional<ReaderSight> look_at_readers(const PcscContext& context,
                                                         const std::string& prefix);
// Blocks until the service reports a change of this sight, or of the readers, or `limit` is over.
void await_event(const PcscContext& context, const ReaderSight& sight,
                 std::chrono::milliseconds limit);

}  // namespace drivers
