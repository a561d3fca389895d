#include "kiosk/ports/journal.h"

namespace kiosk {

std::string_view name_of(OrderState state) {
    switch (state) {
        case OrderState::sealed: return "sealed";
        case OrderState::announced: return "announced";
        case OrderState::uploading: return "uploading";
        case OrderState::in_doubt: return "in_doubt";
        case OrderState::submitted: return "submitted";
        case OrderState::forwarded: return "forwarded";
        case OrderState::accepted: return "accepted";
        case OrderState::rejected: return "rejected";
        case OrderState::expired: return "expired";
        case OrderState::needs_staff: return "needs_staff";
    }
    return "needs_staff";
}

}  // namespace kiosk
