// PIN, CAN and PUK with their counters and states, kept in a file as a chip keeps them in its
// memory: a counter is written before the answer leaves, so that pulling the card gains nothing.
#pragma once

#include "tests/virtual_card/chip_crypto.h"

#include <nlohmann/json.hpp>

namespace virtual_card {

class Passwords {
  public:
    // `state` begins as a copy of what `card` says: pin, can, puk, tries (3), active (true),
    // puk_uses (10).
    Passwords(const nlohmann::json& card, std::string state_path);

    [[nodiscard]] std::string secret(Password id) const;
    // 9000, 63C2, 63C1 (suspended), 63C0 (blocked), 6283 (deactivated); CAN and PUK are always
    // 9000.
    [[nodiscard]] unsigned status(Password id) const;
    // A suspended PIN wants the CAN in the same session; blocked and deactivated want nothing.
    [[nodiscard]] bool may_try(Password id, Password authenticated_before) const;
    // A transport PIN has five digits: it opens nothing but the change to six.
    [[nodiscard]] bool transport_pin() const { return secret(Password::pin).size() == 5; }

    void failed(Password id);
    void succeeded(Password id);
    void change_pin(const std::string& pin);
    void change_can(const std::string& can);
    // False: the PUK has served ten times.
    bool unblock();
    void activate(bool active);

  private:
    void save() const;
    nlohmann::json state_;
    std::string path_;
};

}  // namespace virtual_card
