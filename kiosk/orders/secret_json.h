// Writes JSON into locked memory that is wiped when it goes. A JSON library would leave copies of
// every name in the heap, and what is written here is the citizen's answers.
#pragma once

#include "kiosk/base/secret.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::orders {

class SecretJson {
  public:
    SecretJson() { text_.reserve(16'384); }

    SecretJson& open_object() { return open('{'); }
    SecretJson& open_array() { return open('['); }
    SecretJson& close_object() { return close('}'); }
    SecretJson& close_array() { return close(']'); }
    SecretJson& name(std::string_view member);
    SecretJson& text(std::string_view value);
    SecretJson& number(std::int64_t value);
    SecretJson& truth(bool value);
    SecretJson& member(std::string_view called, std::string_view value) {
        return name(called).text(value);
    }
    SecretJson& member(std::string_view called, std::int64_t value) {
        return name(called).number(value);
    }

    [[nodiscard]] std::string_view reveal() const { return text_; }

  private:
    SecretJson& open(char bracket);
    SecretJson& close(char bracket);
    void separate();
    void quote(std::string_view value);

    std::basic_string<char, std::char_traits<char>, LockedAllocator<char>> text_;
    bool needs_comma_ = false;
};

}  // namespace kiosk::orders
