// How an eID card encodes what it tells of its holder (BSI TR-03110-4 §2.2 and annex): read
// strictly, text kept byte for byte.
#pragma once

#include "kiosk/eid/reading.h"
#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"

namespace kiosk::eid {

[[nodiscard]] constexpr int number_of(Field field) {
    return static_cast<int>(field);
}

// The content of a data group's file. Text must be UTF-8 without control characters, and short.
[[nodiscard]] Outcome<FieldValue> decode(Field field, ByteView file);

// Eight digits, unknown parts blank or zero.
[[nodiscard]] Outcome<CardDate> decode_date(ByteView digits);

}  // namespace kiosk::eid
