// A PostgreSQL server of the test's own: an empty database in a scratch folder, on a socket there
// and on no port. It ends with the test, however the test ends.
#pragma once

#include "tests/contracts/scratch_folder.h"

#include <string>

#include <sys/types.h>

namespace tests {

class ScratchPostgres {
  public:
    ScratchPostgres();
    ~ScratchPostgres() { stop(); }
    ScratchPostgres(const ScratchPostgres&) = delete;
    ScratchPostgres& operator=(const ScratchPostgres&) = delete;

    // How libpq finds it.
    [[nodiscard]] std::string where() const;
    // As a power cut would end it: at once, in the midst of whatever it does.
    void stop();
    void start();  // returns when it answers

  private:
    ScratchFolder folder_;
    pid_t server_ = -1;
};

}  // namespace tests
