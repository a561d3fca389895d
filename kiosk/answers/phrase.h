// A text still without its language: a key of the catalogue and what fills it, which may be a text
// itself ("12:30" and "12" are written by the language's own rule).
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/text/catalogue.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::answers {

struct PhraseArgument;
struct Phrase {
    std::string key;
    std::vector<PhraseArgument> arguments;
    friend bool operator==(const Phrase& a, const Phrase& b);
};
struct PhraseArgument {
    std::string name;
    std::variant<std::string, Date, Phrase> value;
    friend bool operator==(const PhraseArgument&, const PhraseArgument&) = default;
};
inline bool operator==(const Phrase& a, const Phrase& b) {
    return a.key == b.key && a.arguments == b.arguments;
}

// `texts` is called as text::Catalogue is.
template <class Texts>
[[nodiscard]] std::string in_words(const Texts& texts, std::string_view language,
                                   const Phrase& phrase) {
    std::vector<text::Argument> arguments;
    for (const PhraseArgument& argument : phrase.arguments) {
        if (const auto* nested = std::get_if<Phrase>(&argument.value))
            arguments.push_back({argument.name, in_words(texts, language, *nested)});
        else if (const auto* date = std::get_if<Date>(&argument.value))
            arguments.push_back({argument.name, *date});
        else
            arguments.push_back({argument.name, std::get<std::string>(argument.value)});
    }
    return texts(language, phrase.key, arguments);
}

}  // namespace kiosk::answers
