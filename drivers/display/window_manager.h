// Whether the X screen has a window manager. A terminal has none: its window lies alone on the
// screen.
#pragma once

namespace drivers {

// By the property that a manager keeps on the root window (EWMH 1.5, _NET_SUPPORTING_WM_CHECK).
[[nodiscard]] bool has_window_manager();

}  // namespace drivers
