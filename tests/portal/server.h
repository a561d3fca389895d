// The stand-in on a loopback port.
#pragma once

#include "tests/portal/stand_in.h"

#include <memory>
#include <string>

namespace stand_in {

class Server {
  public:
    // Port 0: any free one. Throws when none can be had.
    explicit Server(int port);
    ~Server();
    [[nodiscard]] std::string url() const;
    void serve(StandIn& stand_in);  // until stop()
    void stop();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace stand_in
