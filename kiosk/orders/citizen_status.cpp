#include "kiosk/orders/citizen_status.h"

namespace kiosk::orders {

CitizenStatus citizen_status(OrderState state) {
    switch (state) {
        case OrderState::sealed:
        case OrderState::announced:
        case OrderState::uploading:
        case OrderState::in_doubt:
            return CitizenStatus::initiated;
        case OrderState::submitted:
            return CitizenStatus::submitted;
        case OrderState::forwarded:
            return CitizenStatus::received;
        case OrderState::accepted:
            return CitizenStatus::processing;
        case OrderState::rejected:
        case OrderState::expired:
        case OrderState::needs_staff:
            return CitizenStatus::action_required;
    }
    return CitizenStatus::action_required;
}

std::string_view word_of(CitizenStatus status) {
    switch (status) {
        case CitizenStatus::initiated:
            return "INITIATED";
        case CitizenStatus::submitted:
            return "SUBMITTED";
        case CitizenStatus::received:
            return "RECEIVED";
        case CitizenStatus::processing:
            return "PROCESSING";
        case CitizenStatus::action_required:
            return "ACTION_REQUIRED";
        case CitizenStatus::completed:
            return "COMPLETED";
    }
    return "ACTION_REQUIRED";
}

}  // namespace kiosk::orders
