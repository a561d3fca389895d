// What is wrong with the files of a knowledge directory that are neither topic nor office: word
// lists, rules, sentences, holidays, courses.
#pragma once

#include "kiosk/answers/finding.h"

#include <string>
#include <vector>

namespace kiosk::answers {

void check_lists(const std::string& directory, std::vector<Finding>& findings);

}  // namespace kiosk::answers
