// A mosquitto of the test's own with the configuration that is shipped, on loopback, with
// certificates made for it. It ends with the test, however the test ends.
#pragma once

#include "tests/contracts/scratch_folder.h"
#include "tests/pki/authority.h"

#include <string>

#include <sys/types.h>

namespace tests {

class ScratchBroker {
  public:
    ScratchBroker();
    ~ScratchBroker() { kill(); }
    ScratchBroker(const ScratchBroker&) = delete;
    ScratchBroker& operator=(const ScratchBroker&) = delete;

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] const std::string& folder() const { return folder_.path(); }
    [[nodiscard]] const Authority& authority() const { return authority_; }
    void start();                     // returns when somebody can connect
    void kill();                      // at once
    void revoke(const Party& party);  // from here on, for who connects anew

  private:
    ScratchFolder folder_;
    Authority authority_;
    Party server_;
    int port_ = 0;
    pid_t broker_ = -1;
};

}  // namespace tests
