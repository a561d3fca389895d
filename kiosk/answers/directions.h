// Words that turn a matter round: "anmelden" against "abmelden", "verloren" against "gefunden", and
// German verbs whose particle stands at the end ("ich melde mein Auto ab").
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kiosk::answers {

class Directions {
  public:
    // rules/directions.json of a knowledge directory; without the file nothing has a direction.
    [[nodiscard]] static Result<Directions> load(const std::string& directory);

    // Folded words of a question, a verb and its particle joined to the infinitive ("abmelden").
    [[nodiscard]] std::vector<std::string> with_joined_verbs(std::vector<std::string> words) const;

    // Of each group of opposites the sides that are spoken of, one bit each.
    using Sides = std::vector<std::uint8_t>;
    [[nodiscard]] Sides sides(const std::vector<std::string>& words) const;
    // Whether one speaks of one side only, and the other of others only.
    [[nodiscard]] static bool opposed(const Sides& one, const Sides& other);

  private:
    std::set<std::string, std::less<>> particles_;
    std::unordered_map<std::string, std::string> infinitives_;  // by each form of a verb
    std::size_t groups_ = 0;
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::uint8_t>>>
        sides_;  // by stem
};

}  // namespace kiosk::answers
