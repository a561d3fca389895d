// Questions as no citizen would type them: letters of many scripts, emoji, control characters,
// bytes that are no UTF-8, up to 2,000 of them. The same ones in each run.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace kiosk::answers {

class MutatedQuestions {
  public:
    std::string next() {
        std::string text = seeds_[chance_() % seeds_.size()];
        for (std::size_t edits = 1 + chance_() % 8; edits > 0; --edits) edit(text);
        return text.substr(0, 2000);
    }

  private:
    void edit(std::string& text) {
        const std::size_t at = text.empty() ? 0 : chance_() % text.size();
        switch (chance_() % 4) {
            case 0:
                text.insert(at, odd_[chance_() % odd_.size()]);
                break;
            case 1:
                if (!text.empty()) text.erase(at, 1 + chance_() % 3);
                break;
            case 2:
                text += text.substr(at);
                break;
            default:
                if (!text.empty()) text[at] = static_cast<char>(chance_());
        }
    }

    std::mt19937 chance_{2026};
    std::vector<std::string> seeds_ = {"Was kostet ein neuer Personalausweis?",
                                       "melde mein auto ab", "Як отримати паспорт?",
                                       "أريد تسجيل السكن", std::string(1999, 'a')};
    std::vector<std::string> odd_ = {"😀",      "\u202e", "ş", "م",  "Ж", "\x01", "\xff", "ß",
                                     "\u0301", "…",      "*", "ae", " ", "\n",   "đ"};
};

}  // namespace kiosk::answers
