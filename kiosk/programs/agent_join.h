// How a technician joins a terminal to its control room, with one command and the code that staff
// were told.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/http.h"

#include <string>

namespace kiosk::programs {

struct JoinWish {
    std::string code, terminal, url;
    std::string authority_file;         // whom to believe about the server; empty: the system's
    std::string folder = "/etc/kiosk";  // where the site's settings lie
};

// Makes the terminal's key, asks for its certificate, and leaves both in FOLDER/agent (readable by
// that folder's group) and FOLDER/fleet.json for the settings' fleet_file. Nothing is left where it
// fails. refused: the control room's word, "code_wrong".
[[nodiscard]] Result<void> join(const JoinWish& wish, Http& http);

}  // namespace kiosk::programs
