// HTTP/1.1 on a socket of this machine, by cpp-httplib: for nginx, and for programs beside us.
// A caller is bounded in all it sends and in time, and asks one thing for each connection.
#pragma once

#include "drivers/http_server/local_door.h"
#include "kiosk/base/result.h"
#include "kiosk/ports/http_server.h"

#include <chrono>
#include <cstddef>
#include <memory>

namespace drivers {

struct HttpLimits {
    std::size_t head = 16U << 10U;  // bytes: request line and headers
    std::size_t body = 64U << 10U;
    std::chrono::milliseconds time{10'000};  // from the connection to the last byte of the answer
    std::size_t at_once = 8;                 // callers; others wait
};

class LocalHttpServer {
  public:
    // `desk` is asked until the server is gone.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<LocalHttpServer>> open(
        const LocalDoor& door, kiosk::HttpDesk& desk, HttpLimits limits = {});
    // Hangs up on who is still sending; who is being answered hears the end of it.
    ~LocalHttpServer();
    LocalHttpServer(const LocalHttpServer&) = delete;
    LocalHttpServer& operator=(const LocalHttpServer&) = delete;

    // False once it cannot take callers any more.
    [[nodiscard]] bool serves() const;

  private:
    struct Inside;
    explicit LocalHttpServer(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace drivers
