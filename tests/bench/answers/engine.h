// A search engine that is asked beside ours. It is given the same topics, and makes of them what
// its manual says.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

class Engine {
  public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;
    // Ids of the topics that fit, best first; at most `most`.
    [[nodiscard]] virtual std::vector<std::string> find(const std::string& question,
                                                        std::size_t most) = 0;
};

// BM25 over words stemmed by Snowball's German, each field with the weight it has with us.
[[nodiscard]] std::unique_ptr<Engine> sqlite_stemmed(const std::vector<Topic>& topics);
// BM25 over all runs of three letters.
[[nodiscard]] std::unique_ptr<Engine> sqlite_trigram(const std::vector<Topic>& topics);
// BM25 as Xapian ships it, with German stemming; any word may match. `folder`: for its database.
[[nodiscard]] std::unique_ptr<Engine> xapian_german(const std::vector<Topic>& topics,
                                                    const std::string& folder);

}  // namespace kiosk::answers
