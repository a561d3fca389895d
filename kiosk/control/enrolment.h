// How a terminal becomes one of ours: staff invite it, it makes its own key and shows the code that
// it was invited with, once; and how it stops being one.
#pragma once

#include "kiosk/control/records.h"
#include "kiosk/pki/authority.h"
#include "kiosk/ports/random.h"

#include <string>
#include <vector>

namespace kiosk::control {

// What a terminal gets when it joins. PEM.
struct Joined {
    std::string city;
    std::string certificate;
    std::string job_key;
};

class Enrolment {
  public:
    // `job_key`: the public key of the control room's jobs, PEM.
    Enrolment(Records& records, const pki::Authority& authority, Random& random,
              std::string job_key)
        : records_(records), authority_(authority), random_(random), job_key_(std::move(job_key)) {}

    // A code for a terminal that is known, good for one day and one use; one before it is void.
    // "k7qm-…": 80 bits by chance, said once and kept as its hash only. What was revoked may join
    // again. refused: terminal_unknown.
    [[nodiscard]] Result<std::string> invite(const std::string& id, const Actor& actor);
    // refused: code_wrong, whatever is wrong with it; five wrong ones void an invitation.
    // invalid_input: request_malformed.
    [[nodiscard]] Result<Joined> join(const std::string& id, std::string_view code,
                                      std::string_view request);
    // Takes back every certificate of the terminal. refused: terminal_unknown.
    [[nodiscard]] Result<void> revoke(const std::string& id, const std::string& reason,
                                      const Actor& actor);
    [[nodiscard]] Result<bool> is_revoked(const std::string& id);
    // Of certificates that were taken back and have not expired: for the revocation list.
    [[nodiscard]] Result<std::vector<std::string>> revoked_serials();

  private:
    Records& records_;
    const pki::Authority& authority_;
    Random& random_;
    const std::string job_key_;
};

// Whether any terminal has a certificate of the control room's authority.
[[nodiscard]] Result<bool> has_issued(Records& records);

}  // namespace kiosk::control
