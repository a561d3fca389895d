// Bytes that are keys or a citizen's: locked into memory and wiped when they go.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/secret.h"

#include <vector>

namespace kiosk::eid {

using SecretBytes = std::vector<std::uint8_t, LockedAllocator<std::uint8_t>>;

template <class Container>
void append(Container& into, ByteView bytes) {
    into.insert(into.end(), bytes.begin(), bytes.end());
}

}  // namespace kiosk::eid
