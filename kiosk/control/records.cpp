#include "kiosk/control/records.h"

namespace kiosk::control {

Result<void> Records::write_down(Act act) {
    AuditEntry entry{.at = clock_.now(),
                     .who = std::move(act.by.who),
                     .origin = std::move(act.by.origin),
                     .act = std::move(act.act),
                     .object = std::move(act.object),
                     .reason = std::move(act.reason)};
    const auto last = TRY(store_.last_audit());
    return store_.add_audit(chained(std::move(entry), last));
}

Result<void> Records::change(const std::function<Result<Acts>(ControlStore&)>& body) {
    const std::lock_guard alone(mutex_);
    return store_.transaction([&]() -> Result<void> {
        for (Act& act : TRY(body(store_))) TRY_VOID(write_down(std::move(act)));
        return {};
    });
}

}  // namespace kiosk::control
