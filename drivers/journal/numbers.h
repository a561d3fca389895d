// The counter behind order numbers. It must not repeat when the state directory is restored from a
// backup, which the database alone cannot notice. So a file beside it, `numbers`, is written before
// every reservation, and the database keeps its inode and change time (which no copy can carry
// over) and what it said. Where they differ, here is a copy, and the counter leaps ahead by a
// random 10,000–19,999. An image of the whole disk carries even those over: then the floor that the
// caller derives from the calendar keeps the numbers apart (kiosk/orders/order_number.h).
#pragma once

#include "drivers/sqlite/database.h"
#include "kiosk/base/result.h"
#include "kiosk/ports/random.h"

#include <cstdint>
#include <string>

namespace drivers {

class Numbers {
  public:
    // `random` gives the leap; nullptr: the kernel does.
    Numbers(std::string file, kiosk::Random* random) : file_(std::move(file)), random_(random) {}
    // Durable before it returns. Reserves a few at once: most orders then cost no extra write.
    [[nodiscard]] kiosk::Result<std::int64_t> next(Database& database, std::int64_t at_least);
    // What is left of a reservation is not used when the database is opened anew.
    void forget() { next_ = end_ = 0; }

  private:
    [[nodiscard]] std::int64_t leap() const;
    [[nodiscard]] kiosk::Result<void> reserve(Database& database, std::int64_t at_least);

    std::string file_;
    kiosk::Random* random_;
    std::int64_t next_ = 0;
    std::int64_t end_ = 0;
};

}  // namespace drivers
