#include "kiosk/answers/course_phrases.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

constexpr std::size_t widest_gap = 8;  // words

std::string start_of(std::string_view text) {
    return std::string(text.substr(0, 2));
}

}  // namespace

std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word) letters |= 1U << (static_cast<unsigned char>(c) % 32U);
    return letters;
}

bool says_less(const FoundPhrase& a, const FoundPhrase& b) {
    if (a.words != b.words) return a.words < b.words;
    if (a.exact != b.exact) return b.exact;
    return a.size != b.size ? a.size < b.size : a.order > b.order;
}

std::size_t CoursePhrases::label_index(std::string_view label) {
    const auto found = std::ranges::find(labels_, label);
    if (found != labels_.end()) return static_cast<std::size_t>(found - labels_.begin());
    labels_.emplace_back(label);
    return labels_.size() - 1;
}

void CoursePhrases::add(std::string_view phrase, std::string_view label) {
    Phrase added;
    const bool ends_open = phrase.ends_with('*');
    for (const CourseWord& word : course_text(phrase)) {
        const bool gap = word.gap.find("…") != std::string::npos;
        if (!added.parts.empty() && word.gap.find('*') != std::string::npos)
            added.parts.back().prefix = true;
        added.parts.push_back({word.text, word.stem, false, gap && !added.parts.empty()});
        added.size += word.text.size();
    }
    if (added.parts.empty()) return;
    added.parts.back().prefix = ends_open;
    added.label = label_index(label);
    if (added.parts.size() == 1 && !ends_open)
        singles_.push_back({added.parts[0].text, added.label, letters_of(added.parts[0].text)});
    by_start_[start_of(added.parts[0].text)].push_back(phrases_.size());
    phrases_.push_back(std::move(added));
}

bool CoursePhrases::matches(const Part& part, const CourseWord& word) const {
    if (part.prefix) return word.text.starts_with(part.text);
    if (part.text == word.text) return true;
    return stems_ && part.stem.size() >= 3 && part.stem == word.stem;
}

std::size_t CoursePhrases::end_of(const Phrase& phrase, const CourseText& text,
                                  std::size_t first) const {
    std::size_t at = first;
    for (const Part& part : phrase.parts) {
        const std::size_t last = std::min(text.size(), at + (part.after_gap ? widest_gap + 1 : 1));
        while (at < last && !matches(part, text[at])) ++at;
        if (at >= last) return 0;
        ++at;
    }
    return at;
}

std::vector<FoundPhrase> CoursePhrases::at(const CourseText& text, std::size_t first) const {
    std::vector<FoundPhrase> found;
    const auto candidates = by_start_.find(start_of(text[first].text));
    if (candidates == by_start_.end()) return found;
    for (const std::size_t index : candidates->second) {
        const Phrase& phrase = phrases_[index];
        if (const std::size_t end = end_of(phrase, text, first); end != 0)
            found.push_back({first, end - first, labels_[phrase.label], index, phrase.size,
                             phrase.parts.size(),
                             phrase.parts[0].prefix || phrase.parts[0].text == text[first].text});
    }
    return found;
}

std::optional<FoundPhrase> CoursePhrases::longest_at(const CourseText& text,
                                                     std::size_t first) const {
    const auto all = at(text, first);
    if (all.empty()) return std::nullopt;
    return *std::ranges::max_element(all, says_less);
}

std::vector<FoundPhrase> CoursePhrases::in(const CourseText& text) const {
    std::vector<FoundPhrase> all;
    for (std::size_t i = 0; i < text.size();) {
        const auto found = longest_at(text, i);
        if (found) all.push_back(*found);
        i += found ? found->count : 1;
    }
    return all;
}

}  // namespace kiosk::answers
