// How often an answer helped and how often not, by topic. No question is part of it, so that it
// tells staff which texts to mend and nothing about anybody.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::answers {

// The journal's note that holds them.
inline constexpr std::string_view judgements_note = "answers.judgements";

// {"wohnsitz-ummelden":{"helped":3,"not":1}} with one more. Anything else is begun anew.
[[nodiscard]] std::string with_judgement(std::string_view note, const std::string& topic,
                                         bool helped);

}  // namespace kiosk::answers
