#include "drivers/display/window_manager.h"

#include <memory>

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace drivers {

bool has_window_manager() {
    const std::unique_ptr<Display, int (*)(Display*)> screen(XOpenDisplay(nullptr), XCloseDisplay);
    if (!screen) return false;
    const Atom check = XInternAtom(screen.get(), "_NET_SUPPORTING_WM_CHECK", True);
    if (check == None) return false;  // nobody has ever spoken of one here
    Atom type = None;
    int format = 0;
    unsigned long count = 0;
    unsigned long left = 0;
    unsigned char* window = nullptr;
    XGetWindowProperty(screen.get(), DefaultRootWindow(screen.get()), check, 0, 1, False, XA_WINDOW,
                       &type, &format, &count, &left, &window);
    if (window != nullptr) XFree(window);
    return type == XA_WINDOW && count == 1;
}

}  // namespace drivers
