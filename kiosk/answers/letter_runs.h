// Likeness of texts by their runs of three letters: finds what shares no whole word, such as a part
// of a compound or a badly typed name.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kiosk::answers {

class LetterRuns {
  public:
    // A text of folded words. Texts are numbered as they come.
    void add(std::string_view text);
    void finish();
    // Cosine of the runs, weighed by how rare they are, for each text that shares any.
    [[nodiscard]] std::vector<double> likeness(std::string_view text) const;

  private:
    using Runs = std::unordered_map<std::uint64_t, float>;
    [[nodiscard]] static Runs runs_of(std::string_view text);

    std::vector<Runs> texts_;
    std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, float>>> postings_;
    std::unordered_map<std::uint64_t, float> rareness_;
    std::vector<float> lengths_;
};

}  // namespace kiosk::answers
