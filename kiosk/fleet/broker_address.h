// Where a broker of the bell stands, as settings name it: "bell.leipzig.de:8883".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::fleet {

struct BrokerAddress {
    std::string host;
    int port = 8883;
    friend bool operator==(const BrokerAddress&, const BrokerAddress&) = default;
};

// A name or an address (IPv6 in brackets), and a port from 1 to 65535.
[[nodiscard]] std::optional<BrokerAddress> parse_broker(std::string_view text);

}  // namespace kiosk::fleet
