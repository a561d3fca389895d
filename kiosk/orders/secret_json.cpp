#include "kiosk/orders/secret_json.h"

namespace kiosk::orders {

SecretJson& SecretJson::name(std::string_view member) {
    separate();
    quote(member);
    text_ += ':';
    needs_comma_ = false;
    return *this;
}

SecretJson& SecretJson::text(std::string_view value) {
    separate();
    quote(value);
    return *this;
}

SecretJson& SecretJson::number(std::int64_t value) {
    separate();
    text_ += std::string_view(std::to_string(value));
    return *this;
}

SecretJson& SecretJson::truth(bool value) {
    separate();
    text_ += value ? "true" : "false";
    return *this;
}

SecretJson& SecretJson::open(char bracket) {
    separate();
    text_ += bracket;
    needs_comma_ = false;
    return *this;
}

SecretJson& SecretJson::close(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
    return *this;
}

void SecretJson::separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
}

// RFC 8259 §7: quotation mark, backslash and control characters are escaped, all else is UTF-8 as
// it is.
void SecretJson::quote(std::string_view value) {
    constexpr std::string_view hex = "0123456789abcdef";
    text_ += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (byte < 0x20) {
            text_ += "\\u00";
            text_ += hex[byte >> 4U];
            text_ += hex[byte & 0xfU];
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

}  // namespace kiosk::orders
