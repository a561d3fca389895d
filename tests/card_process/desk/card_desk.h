// A card desk: a PKI made afresh, the real pcscd with a virtual reader, and what lies on it.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace tests {

class CardDesk {
  public:
    // Put up at its first use and taken down at the end of the program; without its programs every
    // test is skipped, see there().
    [[nodiscard]] static CardDesk& shared();
    CardDesk();
    ~CardDesk();
    CardDesk(const CardDesk&) = delete;
    CardDesk& operator=(const CardDesk&) = delete;

    [[nodiscard]] bool there() const { return there_; }
    [[nodiscard]] std::string trust() const { return pki() + "/trust"; }
    [[nodiscard]] std::string terminal() const { return pki() + "/terminal"; }

    // A fresh card of the PKI with these members of its card.json changed; `evil`: rules of
    // tests/virtual_card/mischief.h.
    void lay(const nlohmann::json& changes = {}, const nlohmann::json& evil = {}, int delay_ms = 0);
    void take();  // at once: no program is started
    void unplug();
    void plug();
    [[nodiscard]] nlohmann::json card_state() const;

  private:
    [[nodiscard]] std::string pki() const { return folder_ + "/pki"; }
    [[nodiscard]] std::string card() const { return folder_ + "/card"; }
    int rig(const std::string& words) const;

    std::string folder_;
    bool there_ = false;
};

}  // namespace tests
