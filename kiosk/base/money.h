// Money is whole cents; there is no floating point near it.
#pragma once

#include <cstdint>

namespace kiosk {

using Cents = std::int64_t;

}  // namespace kiosk
