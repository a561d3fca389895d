#include "kiosk/forms/entitlement.h"
#include "kiosk/forms/field_ids.h"
#include "kiosk/forms/form.h"

namespace kiosk::forms {
namespace {

// How kinship or the right to act is shown; the own entry needs the identity card only.
const char* proof_of_role(std::string_view of_role) {
    if (of_role == "spouse" || of_role == "partner") return "common.proof.marriage";
    if (of_role == "ancestor" || of_role == "descendant" || of_role == "sibling")
        return "common.proof.kinship";
    if (of_role == "authorised") return "common.proof.authorisation";
    if (of_role == "legal_representative") return "common.proof.representation";
    return nullptr;
}

}  // namespace

std::vector<std::string> proofs(const Item& item, const Service& service, Date /*today*/) {
    std::vector<std::string> needed{"common.proof.identity"};
    if (!service.register_kind) return needed;
    const Answers& answers = item.answers;
    for (const std::string_view of : {ids::role, ids::principal_role})
        if (const char* proof = proof_of_role(answers[of])) needed.emplace_back(proof);
    switch (needed_interest(*service.register_kind, answers[ids::role],
                            answers[ids::all_dead_30_years] == "yes")) {
        case Interest::legitimate:
            needed.emplace_back("common.proof.legitimate_interest");
            break;
        case Interest::legal:
            needed.emplace_back(answers[ids::interest_reason] == "inheritance"
                                    ? "common.proof.inheritance"
                                    : "common.proof.legal_interest");
            break;
        default:
            break;
    }
    if (answers[ids::all_dead_30_years] == "yes") needed.emplace_back("common.proof.deaths");
    if (answers[ids::free_proof] == "yes")
        needed.emplace_back(answers[ids::purpose] == "pension" ? "common.proof.pension"
                                                               : "common.proof.social");
    return needed;
}

}  // namespace kiosk::forms
