// What is wrong with one topic's file, all of it and not only the first thing. It is looked at as
// it was written, so that a slip in one member does not hide another.
#pragma once

#include "kiosk/answers/finding.h"
#include "kiosk/answers/knowledge.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk::answers {

struct TopicFile {
    std::string file;
    nlohmann::json content;

    // As written; empty where the file says nothing or no text.
    [[nodiscard]] std::string id() const;
    [[nodiscard]] std::string text(const char* member) const;
};

// `today` decides what is expired (an error) and what is old: fees after 6 months, the rest after
// 12 (warnings).
void check_topic(const TopicFile& topic, Date today, std::vector<Finding>& findings);

// A text that is to be there in each of the reviewed languages, and in no other.
void check_languages(const std::string& file, const nlohmann::json& texts,
                     const std::string& pointer, std::vector<Finding>& findings);

}  // namespace kiosk::answers
