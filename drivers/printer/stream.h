// A connected socket whose every wait ends at a deadline.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

#include <chrono>
#include <string>

namespace drivers {

class Stream {
  public:
    using Deadline = std::chrono::steady_clock::time_point;

    [[nodiscard]] static kiosk::Result<Stream> to_socket(const std::string& path,
                                                         Deadline deadline);
    // Names are looked up within the deadline too.
    [[nodiscard]] static kiosk::Result<Stream> to_host(const std::string& host, int port,
                                                       Deadline deadline);

    // unavailable: whoever was there has gone.
    [[nodiscard]] static kiosk::Result<Stream> accepted_from(int listener);

    Stream(Stream&& other) noexcept;
    Stream& operator=(Stream&& other) noexcept;
    ~Stream();

    [[nodiscard]] kiosk::Result<void> send(kiosk::ByteView bytes, Deadline deadline) const;
    // What has arrived, at least one byte; empty: the other side has closed.
    [[nodiscard]] kiosk::Result<std::string> receive(Deadline deadline) const;

  private:
    explicit Stream(int descriptor) : descriptor_(descriptor) {}
    [[nodiscard]] static kiosk::Result<Stream> connect(int family, const void* address,
                                                       std::size_t size, Deadline deadline);
    [[nodiscard]] kiosk::Result<void> wait(short events, Deadline deadline) const;
    int descriptor_;
};

}  // namespace drivers
