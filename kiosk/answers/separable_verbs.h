// German verbs whose particle stands at the end: "ich melde mein Auto ab" is about "abmelden".
#pragma once

#include "kiosk/base/result.h"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace kiosk::answers {

class SeparableVerbs {
  public:
    // rules/separable_verbs.json of a knowledge directory; without the file no verb parts.
    [[nodiscard]] static Result<SeparableVerbs> load(const std::string& directory);

    // Folded words of a question, a verb and its particle joined to the infinitive ("abmelden").
    [[nodiscard]] std::vector<std::string> joined(std::vector<std::string> words) const;

  private:
    std::set<std::string, std::less<>> particles_;
    std::unordered_map<std::string, std::string> infinitives_;  // by each form of a verb
};

}  // namespace kiosk::answers
