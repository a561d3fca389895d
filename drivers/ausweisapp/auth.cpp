#include "drivers/ausweisapp/auth.h"

#include <algorithm>

namespace drivers::ausweisapp {

using kiosk::EidStage;
using kiosk::eid::faulty;
using kiosk::eid::Field;
using kiosk::eid::ReadRequest;
using kiosk::eid::trouble;
using kiosk::eid::TroubleKind;

namespace {

const char* right_to(Field field) {
    switch (field) {
        case Field::given_names:
            return "GivenNames";
        case Field::family_name:
            return "FamilyName";
        case Field::artistic_name:
            return "ArtisticName";
        case Field::academic_title:
            return "DoctoralDegree";
        case Field::birth_date:
            return "DateOfBirth";
        case Field::birth_place:
            return "PlaceOfBirth";
        case Field::nationality:
            return "Nationality";
        case Field::birth_name:
            return "BirthName";
        case Field::address:
            return "Address";
        case Field::community_id:
            return "CommunityID";
    }
    return "";
}

std::vector<std::string> rights_for(const ReadRequest& request) {
    std::vector<std::string> rights;
    for (const Field field : request.fields) rights.emplace_back(right_to(field));
    if (request.born_before) rights.emplace_back("AgeVerification");
    if (request.secrets.can && !request.secrets.pin) rights.emplace_back("CanAllowed");
    return rights;
}

}  // namespace

AuthConversation::AuthConversation(std::string reader, const ReadRequest& request,
                                   std::string tc_token_url)
    : Conversation("AUTH", std::move(reader), request.secrets),
      agreed_(rights_for(request)),
      tc_token_url_(std::move(tc_token_url)) {}

// The app asks again after optional rights were taken from it: then none may be left over.
Next AuthConversation::asked_for_consent(const AccessRights& rights) {
    const auto is_agreed = [this](const std::string& right) {
        return std::find(agreed_.begin(), agreed_.end(), right) != agreed_.end();
    };
    const auto all_agreed = [&](const std::vector<std::string>& asked) {
        return std::all_of(asked.begin(), asked.end(), is_agreed);
    };
    if (!all_agreed(rights.required))
        return give_up(trouble(TroubleKind::terminal_refused, "more required than agreed"));
    if (all_agreed(rights.effective)) return Say{command("ACCEPT"), EidStage::proving_terminal};
    if (narrowed_) return give_up(trouble(TroubleKind::terminal_refused, "rights not given back"));
    narrowed_ = true;
    std::vector<std::string> kept;
    std::copy_if(rights.optional.begin(), rights.optional.end(), std::back_inserter(kept),
                 is_agreed);
    return Say{set_access_rights(kept), std::nullopt};
}

Next AuthConversation::ended(const Message& message) {
    if (!message.result) {
        if (message.problem)
            return Finished(trouble(TroubleKind::terminal_refused, "ausweisapp: not begun"));
        return Wait{};
    }
    const AuthResult& result = *message.result;
    if (result.ok) return Finished{};
    if (message.problem == "Card_Removed" || result.minor == "cancellationByUser")
        return Finished(trouble(TroubleKind::card_removed, ""));
    if (result.minor == "internalError") return Finished(faulty("ausweisapp: internalError"));
    return Finished(trouble(TroubleKind::terminal_refused, "ausweisapp: " + result.minor));
}

}  // namespace drivers::ausweisapp
