#include "screens/scene/qr_code.h"

#include <cerrno>
#include <memory>
#include <string>

#include <qrencode.h>

namespace screens {

kiosk::Result<QrCode> encode_qr(std::string_view text) {
    if (text.empty() || text.find('\0') != std::string_view::npos)
        return kiosk::fail(kiosk::ErrorKind::invalid_input, "qr: no text");
    constexpr int lowest_version = 0;
    constexpr int case_sensitive = 1;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> encoded(
        QRcode_encodeString(std::string(text).c_str(), lowest_version, QR_ECLEVEL_M, QR_MODE_8,
                            case_sensitive),
        &QRcode_free);
    if (!encoded) {
        const bool too_long = errno == ERANGE;
        return kiosk::fail(too_long ? kiosk::ErrorKind::invalid_input : kiosk::ErrorKind::internal,
                           too_long ? "qr: the text is too long" : "qr: libqrencode failed");
    }
    QrCode code{.size = encoded->width, .dark = {}};
    const auto modules =
        static_cast<std::size_t>(encoded->width) * static_cast<std::size_t>(encoded->width);
    code.dark.reserve(modules);
    for (std::size_t i = 0; i < modules; ++i) code.dark.push_back((encoded->data[i] & 1U) != 0);
    return code;
}

}  // namespace screens
