#include "kiosk/programs/fleet_revocations.h"

#include "kiosk/programs/files.h"

#include <chrono>
#include <utility>

namespace kiosk::programs {

using namespace std::chrono_literals;

Result<void> Revocations::keep() {
    auto serials = TRY(enrolment_.revoked_serials());
    const Instant now = clock_.now();
    if (written_ == serials && now - written_at_ < 24h && now >= written_at_) return {};
    const std::string list = TRY(authority_.revocation_list(serials, now));
    TRY_VOID(put_file(directory_, "terminals.crl", list, 0644));
    written_ = std::move(serials);
    written_at_ = now;
    return {};
}

}  // namespace kiosk::programs
