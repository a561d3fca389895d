// Takes over the programme of an adult education centre from the export of its course system, and
// writes it where the terminal reads it.
#pragma once

#include "kiosk/answers/course.h"
#include "kiosk/answers/finding.h"
#include "kiosk/answers/import_knowledge.h"

namespace kiosk::answers {

struct ImportedCourses {
    std::vector<Course> courses;  // in the order of the export, each number once
    std::vector<Finding> findings;
};

// The OpenVHS exchange as Berlin publishes it: {"veranstaltungen": {"veranstaltung": […]}}, a list
// or one course alone; values as strings, misspelt booleans, single objects where a list is due.
// `as_of` is when the export was made. invalid_input when it holds no courses at all.
[[nodiscard]] Result<ImportedCourses> import_openvhs(std::string_view bytes, const Origin& origin,
                                                     Instant as_of);

// DIR/courses/programme-001.json and so on, in place of what an earlier import has written there:
// an import is the whole programme.
[[nodiscard]] Result<void> write_courses(const std::string& directory,
                                         const std::vector<Course>& courses);

}  // namespace kiosk::answers
