// Two keys, made once for each test program: 2048 bit, so that making them costs little.
#pragma once

#include "kiosk/jose/key.h"

namespace tests {

inline const kiosk::jose::PrivateKey& office_key() {
    static const auto key = kiosk::jose::PrivateKey::generate(2048).value();
    return key;
}

inline const kiosk::jose::PrivateKey& signing_key() {
    static const auto key = kiosk::jose::PrivateKey::generate(2048).value();
    return key;
}

}  // namespace tests
