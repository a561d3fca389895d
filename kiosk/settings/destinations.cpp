#include "kiosk/settings/destinations.h"

namespace kiosk {

std::string destination_of(const Portal& portal, const std::string& service) {
    const auto own = portal.destinations.find(service);
    if (own != portal.destinations.end()) return own->second;
    const auto rest = portal.destinations.find("default");
    return rest == portal.destinations.end() ? std::string{} : rest->second;
}

}  // namespace kiosk
