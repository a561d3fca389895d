// The list of certificates that were taken back, as a file for nginx and the broker, who read it
// when they are told (config/units/kiosk-fleet-revocations.path).
#pragma once

#include "kiosk/control/enrolment.h"

#include <optional>
#include <string>
#include <vector>

namespace kiosk::programs {

class Revocations {
  public:
    Revocations(control::Enrolment& enrolment, const pki::Authority& authority, const Clock& clock,
                std::string directory)
        : enrolment_(enrolment),
          authority_(authority),
          clock_(clock),
          directory_(std::move(directory)) {}

    // Writes DIR/terminals.crl anew when another certificate was taken back, and each day: a list
    // that is out of date would shut out everybody.
    [[nodiscard]] Result<void> keep();

  private:
    control::Enrolment& enrolment_;
    const pki::Authority& authority_;
    const Clock& clock_;
    const std::string directory_;
    std::optional<std::vector<std::string>> written_;
    Instant written_at_{};
};

}  // namespace kiosk::programs
