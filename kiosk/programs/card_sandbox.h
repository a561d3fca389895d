// Shuts kiosk-card in. A card's bytes may take over a program that parses them; what is left to it
// then is the reader, the line to its session, and nothing else.
#pragma once

#include "kiosk/base/result.h"

namespace kiosk::programs {

// Nobody looks into this process, and it leaves nothing behind: no core file, no debugger, no
// descriptor but standard error and the line. `line`: all descriptors above it are closed.
void keep_private(int line);

// Started as root it becomes `kiosk-card`, or where that user is missing nobody; with a network
// namespace of its own where the kernel lets it. refused: it would go on as root.
[[nodiscard]] Result<void> become_nobody();

// From here on: no file is opened, no process is started, no address but a local one is reached. A
// system call that is not needed ends the process. Must be called when everything is open.
[[nodiscard]] Result<void> shut_in();

}  // namespace kiosk::programs
