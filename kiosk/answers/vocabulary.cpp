#include "kiosk/answers/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace kiosk::answers {
namespace {

constexpr double neighbour_cost = 0.55;
constexpr double swap_cost = 0.6;
constexpr double double_cost = 0.4;  // a letter typed twice, or once instead of twice
constexpr std::size_t shortest_fuzzy = 4;
constexpr std::size_t shortest_part = 3;
constexpr std::size_t longest_compound = 40;
constexpr std::size_t most_nearby = 4;

// Where the keys of a QWERTZ keyboard lie, in key widths.
constexpr std::optional<std::pair<double, double>> key_of(char letter) {
    constexpr std::array<std::string_view, 3> rows = {"qwertzuiop", "asdfghjkl", "yxcvbnm"};
    constexpr std::array<double, 3> shifts = {0.0, 0.25, 0.75};
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (const auto at = rows.at(row).find(letter); at != std::string_view::npos)
            return std::pair(static_cast<double>(row), static_cast<double>(at) + shifts.at(row));
    return std::nullopt;
}

constexpr bool within(double a, double b, double most) {
    return a - b <= most && b - a <= most;
}

constexpr std::size_t letter_count = 26;

// Of each letter the keys around it, one bit each.
constexpr std::array<std::uint32_t, letter_count> neighbours = [] {
    std::array<std::uint32_t, letter_count> all{};
    for (std::size_t a = 0; a < letter_count; ++a)
        for (std::size_t b = 0; b < letter_count; ++b) {
            const auto one = key_of(static_cast<char>('a' + a));
            const auto other = key_of(static_cast<char>('a' + b));
            if (within(one->first, other->first, 1) && within(one->second, other->second, 1.1))
                all[a] |= 1U << b;
        }
    return all;
}();

bool are_neighbours(char a, char b) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return letter(a) && letter(b) &&
           (neighbours[static_cast<std::size_t>(a - 'a')] >> (b - 'a') & 1U) != 0;
}

std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word) letters |= 1U << (c >= 'a' && c <= 'z' ? c - 'a' : 26);
    return letters;
}

double replace_cost(char a, char b) {
    if (a == b) return 0;
    return are_neighbours(a, b) ? neighbour_cost : 1;
}

double drop_cost(std::string_view word, std::size_t at) {
    return at > 0 && word[at] == word[at - 1] ? double_cost : 1;
}

// In a short word one slip more or less makes another word ("Wetter", "Wette"): there it must be
// one of the likely ones.
double most_slips(std::size_t length) {
    if (length < 5) return 0.6;
    if (length < 6) return 1.0;
    return length < 9 ? 1.3 : 2.0;
}

bool is_linking(std::string_view between) {
    return between.empty() || between == "s" || between == "n" || between == "en" ||
           between == "es" || between == "er" || between == "e";
}

}  // namespace

double slips_between(std::string_view a, std::string_view b, double most) {
    constexpr std::size_t longest = 48;
    if (a.size() >= longest || b.size() >= longest) return most;
    std::array<std::array<double, longest>, 3> rows{};
    auto* before = &rows[0];
    auto* last = &rows[1];
    auto* now = &rows[2];
    for (std::size_t j = 0; j <= b.size(); ++j)
        (*last)[j] = j == 0 ? 0 : (*last)[j - 1] + drop_cost(b, j - 1);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*now)[0] = (*last)[0] + drop_cost(a, i - 1);
        double best = (*now)[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            double cost =
                std::min({(*last)[j - 1] + replace_cost(a[i - 1], b[j - 1]),
                          (*last)[j] + drop_cost(a, i - 1), (*now)[j - 1] + drop_cost(b, j - 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = std::min(cost, (*before)[j - 2] + swap_cost);
            (*now)[j] = cost;
            best = std::min(best, cost);
        }
        if (best >= most) return most;
        std::swap(before, last);
        std::swap(last, now);
    }
    return std::min((*last)[b.size()], most);
}

TermId Vocabulary::add(const std::string& stem) {
    const auto [at, fresh] = ids_.emplace(stem, static_cast<TermId>(names_.size()));
    if (fresh) names_.push_back(stem);
    return at->second;
}

const TermId* Vocabulary::find(std::string_view stem) const {
    const auto at = ids_.find(stem);
    return at == ids_.end() ? nullptr : &at->second;
}

void Vocabulary::finish() {
    by_length_.clear();
    for (TermId term = 0; term < names_.size(); ++term) {
        const std::string& name = names_[term];
        if (name.size() < shortest_fuzzy) continue;
        if (by_length_.size() <= name.size()) by_length_.resize(name.size() + 1);
        by_length_[name.size()].push_back({letters_of(name), term});
    }
}

std::vector<Nearby> Vocabulary::nearby(std::string_view stem) const {
    std::vector<Nearby> found;
    if (stem.size() < shortest_fuzzy) return found;
    const double most = most_slips(stem.size());
    const auto reach = static_cast<std::size_t>(std::ceil(most));
    const std::uint32_t letters = letters_of(stem);
    const std::size_t shortest =
        std::max(shortest_fuzzy, stem.size() - std::min(reach, stem.size()));
    for (std::size_t size = shortest; size <= stem.size() + reach && size < by_length_.size();
         ++size)
        for (const Shape& shape : by_length_[size]) {
            // Each slip changes at most two of the letters that a word holds.
            if (std::popcount(shape.letters ^ letters) > static_cast<int>(2 * reach)) continue;
            const double slips = slips_between(stem, names_[shape.term], most + 0.05);
            if (slips > most) continue;
            found.push_back({shape.term, 1 - slips / static_cast<double>(stem.size())});
        }
    std::ranges::sort(found, [this](const Nearby& a, const Nearby& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : names_[a.term] < names_[b.term];
    });
    if (found.size() > most_nearby) found.resize(most_nearby);
    return found;
}

std::vector<TermId> Vocabulary::beginning_with(std::string_view letters) const {
    constexpr std::size_t fewest_letters = 3;
    constexpr std::size_t most = 6;
    std::vector<TermId> found;
    if (letters.size() < fewest_letters) return found;
    for (TermId term = 0; term < names_.size(); ++term)
        if (names_[term].starts_with(letters)) found.push_back(term);
    std::ranges::sort(found, [this](TermId a, TermId b) {
        const auto key = [this](TermId term) {
            return std::pair(names_[term].size(), names_[term]);
        };
        return key(a) < key(b);
    });
    if (found.size() > most) found.resize(most);
    return found;
}

// From the left, the longest part first; a shorter one only where the longer leads nowhere.
std::vector<TermId> Vocabulary::parts(std::string_view word) const {
    if (word.size() < 2 * shortest_part || word.size() > longest_compound) return {};
    for (std::size_t end = word.size() - shortest_part; end >= shortest_part; --end) {
        const TermId* first = find(word.substr(0, end));
        if (first == nullptr) continue;
        for (std::size_t link = 0; link <= 2 && end + link + shortest_part <= word.size(); ++link) {
            if (!is_linking(word.substr(end, link))) continue;
            const std::string_view rest = word.substr(end + link);
            if (const TermId* second = find(rest)) return {*first, *second};
            std::vector<TermId> more = parts(rest);
            if (more.empty()) continue;
            more.insert(more.begin(), *first);
            return more;
        }
    }
    return {};
}

}  // namespace kiosk::answers
