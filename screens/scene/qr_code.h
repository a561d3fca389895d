// A QR code (ISO/IEC 18004) as a square of modules, for screen and paper alike.
// Level M and the lowest version that holds the text: few large modules survive old telephones and
// faded paper better than more redundancy in small ones.
#pragma once

#include "kiosk/base/result.h"

#include <string_view>
#include <vector>

namespace screens {

// White modules that must stay free on every side (ISO/IEC 18004 §6.3.8).
inline constexpr int qr_quiet_zone = 4;

struct QrCode {
    int size = 0;            // modules along one side, without the quiet zone
    std::vector<bool> dark;  // row by row from the top

    [[nodiscard]] bool at(int column, int row) const {
        return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
                    static_cast<std::size_t>(column)];
    }
};

// invalid_input when the text is empty, holds a NUL or is too long for any version.
[[nodiscard]] kiosk::Result<QrCode> encode_qr(std::string_view text);

}  // namespace screens
