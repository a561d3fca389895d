// What the AusweisApp says over its WebSocket, parsed strictly: JSON of at most 64 KiB, and only
// the members that decide something (Governikus, "AusweisApp SDK", messages, API levels 1 to 3).
// Who answers there may be any program of this machine.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/base/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drivers::ausweisapp {

constexpr std::size_t longest_message = 64 * 1024;

struct Reader {
    enum class Card { none, unknown, eid };
    std::string name;
    bool attached = false;
    bool keypad = false;
    Card card = Card::none;
    bool deactivated = false;
    bool inoperative = false;
    std::optional<int> tries;  // 0…3, of an eID card
};

// Names of the SDK: "FamilyName", "AgeVerification", …
struct AccessRights {
    std::vector<std::string> effective;  // what would be read now
    std::vector<std::string> optional;
    std::vector<std::string> required;
};

struct AuthResult {
    bool ok = false;
    std::string minor;  // the last word of the eCard result, "trustedChannelEstablishmentFailed"
};

struct Message {
    std::string name;                    // "ENTER_PIN", …
    std::optional<Reader> reader;        // of READER, ENTER_*
    std::vector<Reader> readers;         // of READER_LIST
    std::vector<int> levels;             // of API_LEVEL: what the app can speak
    std::optional<int> level;            // of API_LEVEL: what it speaks
    std::optional<AccessRights> rights;  // of ACCESS_RIGHTS
    std::optional<AuthResult> result;    // of AUTH: there at its end only
    std::optional<bool> success;         // of CHANGE_PIN: there at its end only
    std::optional<std::string> problem;  // a word of the app's own about a failure
};

// invalid_input with what is wrong; never with what stood there.
[[nodiscard]] kiosk::Result<Message> parse_message(std::string_view text);

// {"cmd":…}, and with a value {"cmd":…,"value":…}: digits only, which need no escaping.
[[nodiscard]] kiosk::SecretText command(std::string_view name);
[[nodiscard]] kiosk::SecretText command(std::string_view name, const kiosk::SecretText& digits);
[[nodiscard]] kiosk::SecretText set_api_level(int level);
[[nodiscard]] kiosk::SecretText set_access_rights(const std::vector<std::string>& optional);
[[nodiscard]] kiosk::SecretText run_auth(const std::string& tc_token_url);

// The highest of the levels 1, 2 and 3 that both speak.
[[nodiscard]] std::optional<int> common_level(const Message& levels);

}  // namespace drivers::ausweisapp
