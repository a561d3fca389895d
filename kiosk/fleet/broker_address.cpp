#include "kiosk/fleet/broker_address.h"

#include <algorithm>
#include <charconv>

namespace kiosk::fleet {

std::optional<BrokerAddress> parse_broker(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const std::string_view port = text.substr(colon + 1);
    const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (in_brackets) host = host.substr(1, host.size() - 2);
    const auto fits = [in_brackets](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || (in_brackets && c == ':');
    };
    if (!std::all_of(host.begin(), host.end(), fits)) return std::nullopt;
    BrokerAddress broker{.host = std::string(host)};
    const auto read = std::from_chars(port.data(), port.data() + port.size(), broker.port);
    const bool whole = read.ec == std::errc() && read.ptr == port.data() + port.size();
    if (!whole || broker.port < 1 || broker.port > 65535) return std::nullopt;
    return broker;
}

}  // namespace kiosk::fleet
