#include "tests/virtual_card/passwords.h"

#include <cstdio>
#include <fstream>
#include <utility>

namespace virtual_card {

Passwords::Passwords(const nlohmann::json& card, std::string state_path)
    : path_(std::move(state_path)) {
    if (std::ifstream kept(path_); kept) {
        state_ = nlohmann::json::parse(kept);
        return;
    }
    state_ = {{"pin", card.at("pin")},
              {"can", card.at("can")},
              {"puk", card.at("puk")},
              {"tries", card.value("tries", 3)},
              {"active", card.value("active", true)},
              {"puk_uses", card.value("puk_uses", 10)}};
    save();
}

void Passwords::save() const {
    const std::string draft = path_ + ".new";
    std::ofstream(draft) << state_.dump() << "\n";
    std::rename(draft.c_str(), path_.c_str());
}

std::string Passwords::secret(Password id) const {
    switch (id) {
        case Password::pin:
            return state_.at("pin");
        case Password::can:
            return state_.at("can");
        case Password::puk:
            return state_.at("puk");
        default:
            return {};
    }
}

unsigned Passwords::status(Password id) const {
    if (id != Password::pin) return 0x9000;
    if (!state_.at("active").get<bool>()) return 0x6283;
    const auto tries = state_.at("tries").get<unsigned>();
    return tries == 3 ? 0x9000 : 0x63C0 | tries;
}

bool Passwords::may_try(Password id, Password authenticated_before) const {
    switch (status(id)) {
        case 0x6283:
        case 0x63C0:
            return false;
        case 0x63C1:
            return authenticated_before == Password::can;
        default:
            return true;
    }
}

void Passwords::failed(Password id) {
    if (id != Password::pin) return;
    state_["tries"] = state_.at("tries").get<int>() - 1;
    save();
}

void Passwords::succeeded(Password id) {
    if (id != Password::pin || state_.at("tries") == 3) return;
    state_["tries"] = 3;
    save();
}

void Passwords::change_pin(const std::string& pin) {
    state_["pin"] = pin;
    save();
}

void Passwords::change_can(const std::string& can) {
    state_["can"] = can;
    save();
}

bool Passwords::unblock() {
    const int uses = state_.at("puk_uses");
    if (uses == 0) return false;
    state_["puk_uses"] = uses - 1;
    state_["tries"] = 3;
    save();
    return true;
}

void Passwords::activate(bool active) {
    state_["active"] = active;
    save();
}

}  // namespace virtual_card
