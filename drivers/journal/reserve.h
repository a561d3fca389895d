// A file that keeps room on the disk: given up when the disk is full, so that an order under way
// can still be saved and delivery goes on, and taken back when there is room again.
#pragma once

#include <cstdint>
#include <string>

namespace drivers {

class Reserve {
  public:
    Reserve(std::string file, std::int64_t bytes) : file_(std::move(file)), bytes_(bytes) {}
    // True when all of it is there, or could be taken just now.
    [[nodiscard]] bool hold() const;
    // True when there was something to give up.
    [[nodiscard]] bool give_up() const;
    // The reserve is whole and, besides, a sixteenth of its size is free.
    [[nodiscard]] bool has_margin() const;

  private:
    [[nodiscard]] bool whole() const;
    std::string file_;
    std::int64_t bytes_;
};

}  // namespace drivers
