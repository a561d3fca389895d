#include "kiosk/answers/frames.h"

#include <algorithm>

namespace kiosk::answers {

Result<Frames> Frames::load(const std::string& directory) {
    text::Catalogue texts = TRY(text::Catalogue::load(directory + "/frames"));
    for (const std::string& language : texts.languages())
        for (const std::string& sentence : texts.keys("de"))
            if (!texts.has(language, sentence))
                return fail(ErrorKind::invalid_configuration,
                            directory + "/frames/" + language + ": lacks " + sentence);
    return Frames(std::move(texts));
}

std::string Frames::operator()(std::string_view language, std::string_view name,
                               const std::vector<text::Argument>& arguments) const {
    return texts_(has(language) ? language : "de", name, arguments);
}

std::string Frames::operator()(std::string_view language, const Phrase& phrase) const {
    return in_words(texts_, has(language) ? language : "de", phrase);
}

bool Frames::has(std::string_view language) const {
    return texts_.has(language, "refer");
}

}  // namespace kiosk::answers
