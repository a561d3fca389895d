#include "kiosk/answers/json_line.h"

#include <algorithm>
#include <string>

namespace kiosk::answers {
namespace {

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t at() const { return at_; }

    // Stands at the value of that member or element afterwards; false when there is none.
    bool enter(const std::string& token) {
        skip_blanks();
        const char open = next();
        if (open != '{' && open != '[') return false;
        ++at_;
        for (int index = 0;; ++index) {
            skip_blanks();
            if (next() == '}' || next() == ']' || next() == '\0') return false;
            std::string name = std::to_string(index);
            if (open == '{') {
                name = take_string();
                skip_blanks();
                ++at_;  // the colon
                skip_blanks();
            }
            if (name == token) return true;
            skip_value();
            skip_blanks();
            if (next() == ',') ++at_;
        }
    }
    void skip_blanks() {
        while (at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            if (rest.starts_with("//"))
                at_ = std::min(text_.find('\n', at_), text_.size());
            else if (rest.starts_with("/*"))
                at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
            else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r')
                ++at_;
            else
                return;
        }
    }

  private:
    [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    // Names with escapes are not told apart; ours have none.
    std::string take_string() {
        const std::size_t start = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_, text_.size());
        std::string taken(text_.substr(start, at_ - start));
        ++at_;
        return taken;
    }
    void skip_value() {
        int depth = 0;
        while (at_ < text_.size()) {
            skip_blanks();
            const char c = next();
            if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
            if (c == '"') {
                take_string();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                ++at_;
            }
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size();
        name += !escape ? token[i] : token[++i] == '1' ? '/' : '~';
    }
    return name;
}

}  // namespace

int line_of_pointer(std::string_view json, std::string_view pointer) {
    Scanner scanner(json);
    scanner.skip_blanks();
    std::size_t nearest = scanner.at();
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        const std::string_view token = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(token.size());
        if (!scanner.enter(unescaped(token))) break;
        nearest = scanner.at();
    }
    const std::string_view before = json.substr(0, nearest);
    return 1 + static_cast<int>(std::ranges::count(before, '\n'));
}

}  // namespace kiosk::answers
