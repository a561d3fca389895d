// Digits for tests/house/traces.py to look for: what it finds is then no copy of the test's own.
#pragma once

#include "kiosk/base/secret.h"

#include <array>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

namespace tests {

// Six digits that nobody has written down; kept turned around, so that they are not found here.
class HiddenDigits {
  public:
    HiddenDigits() {
        std::random_device chance;
        for (char& digit : turned_) digit = static_cast<char>('0' + chance() % 10 + 64);
    }
    void write_to(const std::string& file) const {
        std::array<char, 6> digits = plain();
        std::FILE* stream = std::fopen(file.c_str(), "w");
        setvbuf(stream, nullptr, _IONBF, 0);
        std::fwrite(digits.data(), 1, digits.size(), stream);
        std::fclose(stream);
        kiosk::wipe(digits.data(), digits.size());
    }
    [[nodiscard]] kiosk::SecretText secret() const {
        std::array<char, 6> digits = plain();
        kiosk::SecretText text(std::string_view(digits.data(), digits.size()));
        kiosk::wipe(digits.data(), digits.size());
        return text;
    }

  private:
    [[nodiscard]] std::array<char, 6> plain() const {
        std::array<char, 6> digits{};
        for (std::size_t i = 0; i < digits.size(); ++i)
            digits[i] = static_cast<char>(turned_[i] - 64);
        return digits;
    }
    std::array<char, 6> turned_{};
};

}  // namespace tests
