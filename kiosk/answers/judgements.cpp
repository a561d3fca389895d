#include "kiosk/answers/judgements.h"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

namespace kiosk::answers {

std::string with_judgement(std::string_view note, const std::string& topic, bool helped) {
    constexpr std::size_t most_topics = 10'000;
    auto counts = nlohmann::json::parse(note, nullptr, false);
    if (!counts.is_object() || counts.size() >= most_topics) counts = nlohmann::json::object();
    auto& of_topic = counts[topic];
    if (!of_topic.is_object()) of_topic = {{"helped", 0}, {"not", 0}};
    auto& count = of_topic[helped ? "helped" : "not"];
    count = count.is_number_integer() ? count.get<std::int64_t>() + 1 : 1;
    return counts.dump();
}

}  // namespace kiosk::answers
