#include "kiosk/answers/course_clock.h"

namespace kiosk::answers {
namespace {

class PriceReader {
  public:
    PriceReader(CourseText& text, const CourseWords& words)
        : text_(text),
          list_(words.list(CourseList::price)),
          intents_(words.list(CourseList::intent)) {}

    std::optional<Cents> read() {
        std::optional<Cents> price;
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text_[i].used) continue;
            if (is_free(i)) price = 0;
            if (const auto amount = amount_at(i)) price = amount;
        }
        return price;
    }

  private:
    // "free places" asks for seats and "nicht kostenlos" for no price.
    bool is_free(std::size_t i) {
        const auto phrase = list_.longest_at(text_, i);
        if (!phrase || phrase->label != "free") return false;
        const auto intent = intents_.longest_at(text_, i);
        const bool seats = intent && intent->size > phrase->size;
        const bool denied = i > 0 && text_[i - 1].text == "nicht";
        if (seats || denied) return false;
        use(i, i + phrase->count);
        return true;
    }

    std::optional<Cents> amount_at(std::size_t i) {
        const auto whole = number_of(text_[i]);
        if (!whole) return std::nullopt;
        Cents cents = Cents{*whole} * 100;
        std::size_t end = i + 1;
        const bool decimals = end < text_.size() && text_[end].text.size() == 2 &&
                              (text_[end].gap == "," || text_[end].gap == ".") &&
                              number_of(text_[end]);
        if (decimals) cents += *number_of(text_[end++]);
        const bool behind = is_currency(end);
        const bool ahead = i > 0 && is_currency(i - 1) && text_[i - 1].typed == "€";
        const std::size_t first = ahead ? i - 1 : i;
        const auto bound = bound_ending_at(first);
        if (!behind && !ahead && (!bound || bound->label != "max" || !is_sum(*whole, end)))
            return std::nullopt;
        use(bound ? bound->first : first, behind ? end + 1 : end);
        if (bound && bound->label == "min") return std::nullopt;
        return cents;
    }

    // Without a currency only what can be no hour and counts nothing else.
    bool is_sum(int amount, std::size_t end) const {
        return amount > 24 && (end >= text_.size() || !counts_something_else(text_[end].text));
    }

    bool is_currency(std::size_t i) const {
        if (i >= text_.size()) return false;
        const auto phrase = list_.longest_at(text_, i);
        return phrase && phrase->label == "currency";
    }

    std::optional<FoundPhrase> bound_ending_at(std::size_t end) const {
        for (std::size_t first = end >= 4 ? end - 4 : 0; first < end; ++first)
            for (const FoundPhrase& found : list_.at(text_, first))
                if (found.first + found.count == end &&
                    (found.label == "max" || found.label == "min"))
                    return found;
        return std::nullopt;
    }

    void use(std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) text_[i].used = true;
    }

    CourseText& text_;
    const CoursePhrases& list_;
    const CoursePhrases& intents_;
};

}  // namespace

std::optional<Cents> read_price(CourseText& text, const CourseWords& words) {
    return PriceReader(text, words).read();
}

}  // namespace kiosk::answers
