#include "kiosk/orders/identifiers.h"

#include "kiosk/base/bytes.h"
#include "kiosk/base/secret.h"

#include <array>

namespace kiosk::orders {

std::string make_order_id(Instant now, Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 6; i-- > 0; milliseconds >>= 8U)
        bytes.at(i) = static_cast<std::uint8_t>(milliseconds);
    bytes[6] = static_cast<std::uint8_t>(0x70U | (bytes[6] & 0x0fU));  // version 7
    bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3fU));  // variant of RFC 9562
    std::string text = to_hex(bytes);
    for (const std::size_t place : {20U, 16U, 12U, 8U}) text.insert(place, 1, '-');
    return text;
}

std::string make_status_token(Random& random) {
    std::array<std::uint8_t, 20> bytes{};
    random.fill(bytes);
    std::string token = to_base32(bytes);
    wipe(bytes.data(), bytes.size());
    return token;
}

}  // namespace kiosk::orders
