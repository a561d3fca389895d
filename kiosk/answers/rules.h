// What staff have written down about questions that are none for a search: emergencies, the
// citizen's own case, and what an answer should begin with.
#pragma once

#include "kiosk/answers/knowledge.h"
#include "kiosk/answers/pattern.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

enum class Emergency {
    rescue,    // fire, injury, illness: 112
    police,    // crime that happens now: 110
    violence,  // at home: 110, and the women's helpline
    despair,   // thoughts of suicide: 112, and the crisis line
};

class Rules {
  public:
    // Reads rules/*.json of a knowledge directory; files that are not there hold no rules.
    [[nodiscard]] static Result<Rules> load(const std::string& directory);

    // Folded words of a question. All languages are looked at: people in need mix them.
    [[nodiscard]] std::optional<Emergency> emergency(const std::vector<std::string>& words) const;
    // The state of the citizen's own matter, or advice on the law: neither is known here.
    [[nodiscard]] bool personal_case(const std::vector<std::string>& words,
                                     std::string_view language) const;
    [[nodiscard]] Aspect aspect(const std::vector<std::string>& words,
                                std::string_view language) const;

  private:
    struct EmergencyRule {
        Emergency kind = Emergency::rescue;
        std::vector<Pattern> any;
        std::vector<Pattern> unless;
    };
    struct Hint {
        Aspect aspect = Aspect::general;
        std::string language;
        Pattern pattern;
        double weight = 1;
    };
    using Phrases = std::map<std::string, std::vector<Pattern>, std::less<>>;  // by language

    Result<void> load_emergencies(const std::string& file);
    Result<void> load_cases(const std::string& file);
    Result<void> load_aspects(const std::string& file);

    std::vector<EmergencyRule> emergencies_;
    Phrases case_;
    Phrases case_unless_;
    Phrases advice_;
    Phrases advice_unless_;
    std::vector<Hint> hints_;
};

}  // namespace kiosk::answers
