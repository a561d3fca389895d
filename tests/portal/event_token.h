// Security Event Tokens with a real PS512 signature, or with one thing wrong. Signed when the log
// is first read: a busy portal would not do better.
#pragma once

#include "tests/portal/authority.h"
#include "tests/portal/faults.h"

#include <string>

#include <nlohmann/json.hpp>

namespace stand_in {

struct Signer {
    Key key;
    std::string kid;
    std::string issuer;
};

// header.payload.signature; alg as the header says: PS512, RS256 or none.
[[nodiscard]] std::string sign(const Key& key, const nlohmann::json& header,
                               const nlohmann::json& claims);

class EventToken {
  public:
    // Takes at most one set_… fault off the switchboard. `last_jti` is what a replay repeats.
    EventToken(const Signer& signer, nlohmann::json claims, const std::string& event_uri,
               Faults& faults, const std::string& last_jti);
    [[nodiscard]] const std::string& text();

  private:
    Key key_;
    nlohmann::json header_, claims_;
    bool spoil_signature_ = false;
    std::string text_;
};

[[nodiscard]] std::string new_uuid();

}  // namespace stand_in
