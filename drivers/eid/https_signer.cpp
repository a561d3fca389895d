#include "drivers/eid/https_signer.h"

#include <nlohmann/json.hpp>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;

namespace {

constexpr std::size_t longest_answer = 4096;
constexpr std::size_t shortest_signature = 64;  // two numbers of 256 bits
constexpr std::size_t longest_signature = 160;

std::string question(const kiosk::TerminalChallenge& challenge) {
    return nlohmann::json{{"card_id", kiosk::to_base64url(challenge.card_id)},
                          {"nonce", kiosk::to_base64url(challenge.nonce)},
                          {"ephemeral_key", kiosk::to_base64url(challenge.ephemeral_key)},
                          {"auxiliary_data", kiosk::to_base64url(challenge.auxiliary_data)}}
        .dump();
}

kiosk::Result<kiosk::Bytes> signature_in(const std::string& body) {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto member = json.is_object() ? json.find("signature") : json.end();
    if (!json.is_object() || member == json.end() || !member->is_string())
        return fail(ErrorKind::refused, "signer: no signature in its answer");
    auto signature = kiosk::from_base64url(member->get_ref<const std::string&>());
    if (!signature || signature->size() < shortest_signature ||
        signature->size() > longest_signature || signature->size() % 2 != 0)
        return fail(ErrorKind::refused, "signer: not a plain signature");
    return signature;
}

}  // namespace

kiosk::Result<kiosk::Bytes> HttpsSigner::sign(const kiosk::TerminalChallenge& challenge) {
    const auto answer = TRY(http_.exchange(
        {.method = "POST",
         .url = url_,
         .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
         .body = question(challenge),
         .limit = limit_,
         .largest_answer = longest_answer}));
    if (answer.status != 200)
        return fail(ErrorKind::refused, "signer: HTTP " + std::to_string(answer.status));
    return signature_in(answer.body);
}

}  // namespace drivers
