// For std::unique_ptr over a C library's objects: the deleter is the library's own function, and
// costs no byte in the pointer.
#pragma once

namespace kiosk {

template <auto release>
struct FreeWith {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};

}  // namespace kiosk
