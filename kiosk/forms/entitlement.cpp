#include "kiosk/forms/entitlement.h"

namespace kiosk::forms {
namespace {

bool is_kin(std::string_view role) {
    return role == "self" || role == "spouse" || role == "partner" || role == "ancestor" ||
           role == "descendant";
}

}  // namespace

Interest needed_interest(Register kind, std::string_view role, bool all_dead_30_years) {
    if (role == "self" && kind == Register::death) return Interest::not_offered;
    if (is_kin(role)) return Interest::none;
    // They use the right of the person they act for, which is asked and judged on its own.
    if (role == "authorised" || role == "legal_representative") return Interest::none;
    const bool sibling_may = kind == Register::birth || kind == Register::death;
    if (role == "sibling" && sibling_may) return Interest::legitimate;
    if (all_dead_30_years && kind != Register::death) return Interest::legitimate;
    return Interest::legal;
}

bool old_enough(Date born, Date today) {
    return full_years(born, today) >= least_age;
}

bool may_have_printout_of_adopted(std::string_view role, std::string_view acts_for) {
    if (role == "legal_representative") return acts_for == "self";
    const std::string_view right = role == "authorised" ? acts_for : role;
    return right == "self" || right == "ancestor";
}

bool reason_is_enough(std::string_view reason, Interest needed) {
    return needed != Interest::legal || reason != "research";
}

}  // namespace kiosk::forms
