// The few sentences around the facts, in every language that a question may be asked in
// (frames/<language>/*.json of a knowledge directory, as assets/text holds those of the screens).
#pragma once

#include "kiosk/answers/phrase.h"
#include "kiosk/base/result.h"
#include "kiosk/text/catalogue.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

class Frames {
  public:
    // A language must have the same sentences as German; invalid_configuration otherwise.
    [[nodiscard]] static Result<Frames> load(const std::string& directory);

    // In German where the language is not there.
    [[nodiscard]] std::string operator()(std::string_view language, std::string_view name,
                                         const std::vector<text::Argument>& arguments = {}) const;
    [[nodiscard]] std::string operator()(std::string_view language, const Phrase& phrase) const;
    [[nodiscard]] bool has(std::string_view language) const;

  private:
    explicit Frames(text::Catalogue texts) : texts_(std::move(texts)) {}

    text::Catalogue texts_;
};

}  // namespace kiosk::answers
