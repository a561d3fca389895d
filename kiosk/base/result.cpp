#include "kiosk/base/result.h"

namespace kiosk {

std::string_view name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid_input:
            return "invalid_input";
        case ErrorKind::invalid_configuration:
            return "invalid_configuration";
        case ErrorKind::unavailable:
            return "unavailable";
        case ErrorKind::timed_out:
            return "timed_out";
        case ErrorKind::refused:
            return "refused";
        case ErrorKind::not_authentic:
            return "not_authentic";
        case ErrorKind::corrupt:
            return "corrupt";
        case ErrorKind::no_space:
            return "no_space";
        case ErrorKind::internal:
            return "internal";
    }
    return "internal";
}

}  // namespace kiosk
