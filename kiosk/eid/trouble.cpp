#include "kiosk/eid/trouble.h"

namespace kiosk::eid {

std::string_view name_of(TroubleKind kind) {
    switch (kind) {
        case TroubleKind::foreign_card:
            return "foreign_card";
        case TroubleKind::wrong_pin:
            return "wrong_pin";
        case TroubleKind::wrong_can:
            return "wrong_can";
        case TroubleKind::wrong_puk:
            return "wrong_puk";
        case TroubleKind::pin_suspended:
            return "pin_suspended";
        case TroubleKind::pin_blocked:
            return "pin_blocked";
        case TroubleKind::pin_deactivated:
            return "pin_deactivated";
        case TroubleKind::transport_pin:
            return "transport_pin";
        case TroubleKind::last_try_needs_consent:
            return "last_try_needs_consent";
        case TroubleKind::card_removed:
            return "card_removed";
        case TroubleKind::reader_lost:
            return "reader_lost";
        case TroubleKind::timed_out:
            return "timeout";
        case TroubleKind::card_faulty:
            return "card_faulty";
        case TroubleKind::not_authentic:
            return "not_authentic";
        case TroubleKind::terminal_refused:
            return "terminal_refused";
    }
    return "card_faulty";
}

}  // namespace kiosk::eid
