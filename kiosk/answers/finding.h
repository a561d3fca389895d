// What the validator or an importer has to say about a file that staff edit.
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace kiosk::answers {

struct Finding {
    std::string file;
    std::string pointer;   // RFC 6901; empty: the file as a whole
    std::string problem;   // words for the person who edits the file
    bool warning = false;  // to look at; the file may be served from all the same
    int line = 0;          // from 1; 0: unknown
};

// Details of loaders read "file: pointer: reason", "file: line 3: reason" or "file:3: reason".
[[nodiscard]] Finding finding_of(const Error& error);

}  // namespace kiosk::answers
