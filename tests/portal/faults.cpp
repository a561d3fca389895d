#include "tests/portal/faults.h"

namespace stand_in {

std::string_view name_of(Matter matter) {
    switch (matter) {
        case Matter::token:
            return "token";
        case Matter::destination:
            return "destination";
        case Matter::keys:
            return "keys";
        case Matter::announce:
            return "announce";
        case Matter::attachment:
            return "attachment";
        case Matter::submit:
            return "submit";
        case Matter::events:
            return "events";
        case Matter::other:
            return "other";
    }
    return "other";
}

const std::set<std::string>& Faults::known() {
    static const std::set<std::string> names{
        // the line
        "drop_request", "drop_response", "delay", "truncated_body", "html", "wrong_content_type",
        "large_body", "redirect",
        // the delivery service
        "unauthorized", "throttle", "error_before", "error_after", "problem_with_extra_members",
        "refuse_content", "lying_submit", "forget_submission", "strict_second_submit",
        "inactive_destination", "service_not_offered", "metadata_not_taken",
        // keys and certificates
        "key_rotation", "revoked_certificate", "key_not_in_certificate", "small_key",
        "expired_certificate", "unknown_authority", "wrong_usage", "no_wrap_key", "wrong_key_alg",
        "no_certificate",
        // events
        "set_rs256", "set_alg_none", "set_wrong_typ", "set_wrong_kid", "set_bad_signature",
        "set_foreign_issuer", "set_foreign_destination", "set_wrong_subject", "set_wrong_case",
        "set_two_events", "set_swapped_tags", "set_no_tags", "set_replayed_jti",
        "set_from_the_future", "set_wrong_author", "shuffled_log", "long_log", "clock_jump"};
    return names;
}

bool Faults::set(const Fault& fault) {
    if (!known().contains(fault.name)) return false;
    faults_.push_back(fault);
    return true;
}

std::optional<Fault> Faults::take(std::string_view name, Matter matter) {
    for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
        if (fault->name != name) continue;
        if (fault->on != "any" && fault->on != name_of(matter)) continue;
        Fault taken = *fault;
        if (fault->count > 0 && --fault->count == 0) faults_.erase(fault);
        return taken;
    }
    return std::nullopt;
}

}  // namespace stand_in
