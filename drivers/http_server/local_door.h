// A socket of this machine that callers come in by, and who they are.
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace drivers {

struct LocalDoor {
    std::string path;   // replaced when it is there
    std::string group;  // may come in too; empty: only this program's account
};

// Listening; the caller closes the descriptor. invalid_configuration: the path is too long, or
// there is no such group, or it is not one of ours.
[[nodiscard]] kiosk::Result<int> listen_at(const LocalDoor& door);

// The account at the far end of a connection; "uid 1234" when it has no name.
[[nodiscard]] std::string account_of(int connection);

}  // namespace drivers
