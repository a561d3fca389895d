// The WebSocket to the AusweisApp, on libwebsockets: loopback only, each message bounded, nothing
// waited for longer than said. Used by one thread; wake() alone comes from others.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/base/secret.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace drivers::ausweisapp {

using Steady = std::chrono::steady_clock;

class Line {
  public:
    // refused: the app has another client (429), or speaks otherwise than a WebSocket.
    // unavailable: nobody there, or not ready yet (503). timed_out: silence.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Line>> open(std::uint16_t port,
                                                                   Steady::time_point until);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    // The text is masked in place in locked memory (RFC 6455 §5.3), and wiped when it is out.
    [[nodiscard]] kiosk::Result<void> send(const kiosk::SecretText& text, Steady::time_point until);
    // Nothing: the time is over, or somebody woke it. unavailable: hung up; invalid_input: more
    // than may be said at once.
    [[nodiscard]] kiosk::Result<std::optional<std::string>> receive(Steady::time_point until);
    // From any thread: who receives, now or next, stops waiting.
    void wake();

  private:
    struct Wire;
    explicit Line(std::unique_ptr<Wire> wire);
    std::unique_ptr<Wire> wire_;
};

}  // namespace drivers::ausweisapp
