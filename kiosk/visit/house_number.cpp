// Cards hold street and house number in one line, forms ask for both.
#include "kiosk/visit/taking_over.h"

namespace kiosk::visit {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

class Scan {
  public:
    explicit Scan(std::string_view text) : rest_(text) {}

    bool digits() {
        const auto before = rest_.size();
        while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
        return rest_.size() < before && before - rest_.size() <= 5;
    }
    // One letter that is not the beginning of a word.
    bool letter() {
        if (rest_.empty() || !is_letter(rest_.front())) return false;
        if (rest_.size() > 1 && is_letter(rest_[1])) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool one_of(std::string_view marks) {
        if (rest_.empty() || marks.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void space() { (void)one_of(" "); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

// "135", "135 a", "3-5", "12/14", "7a - c"
bool is_house_number(std::string_view text) {
    Scan scan(text);
    if (!scan.digits()) return false;
    for (;;) {
        scan.space();
        (void)scan.letter();
        if (scan.at_end()) return true;
        scan.space();
        if (!scan.one_of("-/+")) return false;
        scan.space();
        const bool number = scan.digits();
        if (scan.at_end()) return number;
    }
}

}  // namespace

std::optional<std::pair<std::string_view, std::string_view>> street_and_number(
    std::string_view text) {
    bool name = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        name = name || is_letter(text[at]);
        if (text[at] != ' ' || !name) continue;
        const auto number = text.substr(at + 1);
        if (is_house_number(number)) return std::pair{text.substr(0, at), number};
    }
    return std::nullopt;
}

}  // namespace kiosk::visit
