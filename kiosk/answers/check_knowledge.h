// Is a knowledge directory fit to answer from? Tells everything that is wrong, each with its line,
// so that whoever edits the files sees the slips before a citizen does.
#pragma once

#include "kiosk/answers/finding.h"
#include "kiosk/base/date.h"

#include <set>
#include <string>
#include <vector>

namespace kiosk::answers {

// `services`: the ids of this terminal's services, which a topic's "order" may name. Findings come
// in the order of files and lines. Files may be served from when all findings are warnings.
[[nodiscard]] std::vector<Finding> check_knowledge(const std::string& directory, Date today,
                                                   const std::set<std::string>& services);

}  // namespace kiosk::answers
