// A folder for one run of the AusweisApp to write its settings in: private, empty at first, and
// removed at the end. A session ends by the end of its process and removes nothing then, so what
// such sessions left is removed by the next one.
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace drivers::ausweisapp {

class Home {
  public:
    // unavailable where no folder can be made.
    [[nodiscard]] static kiosk::Result<Home> make();
    Home(Home&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
    Home& operator=(Home&&) = delete;
    ~Home();

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    explicit Home(std::string path) : path_(std::move(path)) {}
    std::string path_;  // empty: moved from
};

}  // namespace drivers::ausweisapp
