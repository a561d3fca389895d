// Our icons (assets/icons/*.svg) as masks, in the size that is asked for. An icon has one colour,
// that of the text beside it.
#pragma once

#include "screens/toolkit/mask.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace screens {

class Icons {
  public:
    explicit Icons(std::string directory) : directory_(std::move(directory)) {}

    // `size` pixels square. An icon that does not exist is an empty mask; a test names them all.
    [[nodiscard]] const Mask& at(std::string_view name, int size);

  private:
    std::string directory_;
    std::map<std::pair<std::string, int>, Mask, std::less<>> masks_;
};

}  // namespace screens
