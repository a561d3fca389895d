#include "kiosk/answers/check_lists.h"

#include "kiosk/answers/course.h"
#include "kiosk/answers/course_words.h"
#include "kiosk/answers/frames.h"
#include "kiosk/answers/holidays.h"
#include "kiosk/answers/knowledge.h"
#include "kiosk/answers/rules.h"
#include "kiosk/base/json_object.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace kiosk::answers {
namespace {

template <class T>
void note(const Result<T>& loaded, std::vector<Finding>& findings) {
    if (!loaded) findings.push_back(finding_of(loaded.error()));
}

void check_word_lists(const std::string& directory, std::vector<Finding>& findings) {
    for (const char* folder : {"/lexicon", "/glossary"}) {
        std::error_code none;
        std::set<std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(directory + folder, none))
            if (entry.path().extension() == ".tsv") files.insert(entry.path().string());
        for (const std::string& file : files) note(load_lexicon(file), findings);
    }
}

// A calendar for each state that the file names.
void check_holidays(const std::string& file, std::vector<Finding>& findings) {
    if (!std::filesystem::exists(file)) return;
    const auto content = read_json_file(file);
    if (!content || !content->is_object()) return;
    for (const auto& [state, holidays] : content->items())
        if (holidays.is_array()) note(Holidays::load(file, state), findings);
}

}  // namespace

void check_lists(const std::string& directory, std::vector<Finding>& findings) {
    check_word_lists(directory, findings);
    for (const char* folder : {"/rules", "/courses", "/frames"})
        for (const std::string& file : json_files_in(directory + folder))
            note(read_json_file(file), findings);
    note(Rules::load(directory), findings);
    note(Frames::load(directory), findings);
    check_holidays(directory + "/rules/holidays.json", findings);
    const std::string courses = directory + "/courses";
    note(load_courses(courses), findings);
    if (std::ranges::any_of(json_files_in(courses), is_course_words_file))
        note(CourseWords::load(courses), findings);
}

}  // namespace kiosk::answers
