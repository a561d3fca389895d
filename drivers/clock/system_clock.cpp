#include "drivers/clock/system_clock.h"

namespace drivers {

using namespace std::chrono;

kiosk::Instant SystemClock::now() const {
    return floor<milliseconds>(system_clock::now());
}
milliseconds SystemClock::steady() const {
    return floor<milliseconds>(steady_clock::now().time_since_epoch());
}

}  // namespace drivers
