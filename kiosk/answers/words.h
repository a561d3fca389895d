// A text's words as the engine compares them: folded (case, umlauts, accents) and cut to a stem.
// German umlauts meet their spelling with e and without dots ("führer", "fuehrer", "fuhrer").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// The longest question that is looked at, in bytes; what follows is left out.
inline constexpr std::size_t longest_question = 4000;

// Lower case, compatibility forms and accents resolved, "ß" as "ss"; "ae", "oe", "ue" as the plain
// vowel where they stand for an umlaut. Any bytes are taken; ill-formed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string folded(std::string_view text);

// Runs of letters and digits of a folded text. "Bürger*innen" and "Bürger:innen" count as
// "Bürgerinnen".
[[nodiscard]] std::vector<std::string> words_of(std::string_view folded_text);

// What is left of a folded word without its ending: Snowball for German, English, Russian, Turkish
// and Arabic, the first six letters for Ukrainian and Polish, the whole word otherwise.
[[nodiscard]] std::string stem_of(const std::string& word, std::string_view language);

// Words that say nothing about what is asked ("wie", "ich", "the").
[[nodiscard]] bool is_stop_word(std::string_view word, std::string_view language);

// The stems of the words that say something. Vietnamese is written in syllables: there, pairs of
// them.
[[nodiscard]] std::vector<std::string> stems_of(const std::vector<std::string>& words,
                                                std::string_view language);

// How many characters a UTF-8 text has.
[[nodiscard]] std::size_t length_of(std::string_view text);

}  // namespace kiosk::answers
