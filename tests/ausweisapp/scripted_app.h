// A session whose AusweisApp is tests/ausweisapp/scripted: it says and does what a test writes.
#pragma once

#include "drivers/ausweisapp/session.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tests {

class ScriptedApp {
  public:
    // Polite where `script` says nothing else: level 2, one reader with an eID card on it.
    explicit ScriptedApp(const nlohmann::json& script = nlohmann::json::object());
    ~ScriptedApp();
    ScriptedApp(const ScriptedApp&) = delete;
    ScriptedApp& operator=(const ScriptedApp&) = delete;

    // At a port that nobody had a moment ago.
    [[nodiscard]] drivers::AusweisAppOptions options() const;
    // For the next start.
    void change(const nlohmann::json& script);
    [[nodiscard]] std::string heard() const;  // by all that were started

  private:
    std::string folder_;
    std::uint16_t port_ = 0;
};

// What a command is answered with, again and again: messages, texts, and deeds of the script.
[[nodiscard]] nlohmann::json always(const std::vector<nlohmann::json>& deeds);
// "card" as the SDK writes it: of an eID card with so many tries.
[[nodiscard]] nlohmann::json eid_card(int tries);
[[nodiscard]] nlohmann::json reader(const nlohmann::json& card, bool keypad = false);
[[nodiscard]] nlohmann::json reader_list(const std::vector<nlohmann::json>& readers);
// {"msg":name,"reader":…}
[[nodiscard]] nlohmann::json asks(const std::string& name, int tries, bool keypad = false);

}  // namespace tests
