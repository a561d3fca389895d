// Who may order what (PStG §§ 62, 63). What follows from the citizen's own answers is said here;
// whether an entry exists, or is blocked (§ 64), is nobody's business at a terminal.
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::forms {

// What an applicant must show beside the own identity.
enum class Interest {
    none,         // entitled by kinship (§ 62 (1) sentence 1)
    legitimate,   // berechtigtes Interesse: siblings at birth and death; everybody 30 years after
                  // the last death
    legal,        // rechtliches Interesse: everybody else
    not_offered,  // this role cannot be: nobody orders the own death certificate
};

// `all_dead_30_years`: the last person concerned died 30 years ago or earlier (§ 62 (3); not for
// deaths).
[[nodiscard]] Interest needed_interest(Register kind, std::string_view role,
                                       bool all_dead_30_years);

// § 62 (1): the applicant has completed the 16th year.
inline constexpr int least_age = 16;
[[nodiscard]] bool old_enough(Date born, Date today);

// § 63 (1): the certified printout of an adopted child's birth entry goes to the adopters, their
// parents, the child's legal representative and the child itself only. `acts_for`: whose right is
// used.
[[nodiscard]] bool may_have_printout_of_adopted(std::string_view role, std::string_view acts_for);

// A reason that is never a legal interest, however well it is meant: family research.
[[nodiscard]] bool reason_is_enough(std::string_view reason, Interest needed);

}  // namespace kiosk::forms
