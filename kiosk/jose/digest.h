// SHA-2 digests as lower-case hex, the form that FIT-Connect's metadata and our journal use.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::jose {

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string sha512_hex(std::string_view bytes);

}  // namespace kiosk::jose
