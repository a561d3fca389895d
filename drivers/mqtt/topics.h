// What the bell's topics are called, the same in config/fleet/mosquitto.acl.
#pragma once

#include <chrono>
#include <string>

namespace drivers::bell {

inline const std::string prefix = "kiosk/";
inline const std::string for_all = prefix + "all/bell";
// Whether a terminal's line is there: "here" or "gone", kept by the broker.
inline const std::string anybodys_presence = prefix + "+/presence";
inline const std::string here = "here", gone = "gone";
// So long a terminal may be away before it counts as gone: a reconnect is no news.
inline constexpr std::chrono::seconds grace{10};

[[nodiscard]] inline std::string of(const std::string& terminal) {
    return prefix + terminal + "/bell";
}
[[nodiscard]] inline std::string presence_of(const std::string& terminal) {
    return prefix + terminal + "/presence";
}

}  // namespace drivers::bell
