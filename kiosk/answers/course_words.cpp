#include "kiosk/answers/course_words.h"

#include "kiosk/base/json_object.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace kiosk::answers {
namespace {

using nlohmann::json;
using Label = std::pair<std::string_view, std::string_view>;  // in the file, here

constexpr std::array<std::string_view, 3> word_files = {"frame.json", "subjects.json",
                                                        "words.json"};

// Lists whose words are compared as they are: their stems would run together ("morgen" and
// "morgens", "beginner" and "beginnen").
bool is_exact(CourseList which) {
    switch (which) {
        case CourseList::level:
        case CourseList::weekday:
        case CourseList::daypart:
        case CourseList::negation:
        case CourseList::time_from:
        case CourseList::time_to:
        case CourseList::date:
        case CourseList::month:
        case CourseList::price:
        case CourseList::elsewhere:
            return true;
        default:
            return false;
    }
}

// The names that kiosk-try gives to what the file calls otherwise.
std::string_view label_here(std::string_view name) {
    static constexpr std::array<Label, 17> labels = {{
        {"morning", "vormittag"},
        {"noon", "nachmittag"},
        {"afternoon", "nachmittag"},
        {"evening", "abend"},
        {"seniors", "senioren"},
        {"children", "kinder"},
        {"youth", "jugendliche"},
        {"parents_with_children", "familien"},
        {"women", "frauen"},
        {"men", "maenner"},
        {"pregnant", "schwangere"},
        {"migrants", "migranten"},
        {"disabled", "behinderung"},
        {"couples", "paare"},
        {"workers", "berufstaetige"},
        {"presence", "praesenz"},
        {"schedule", "start_date"},
    }};
    const auto found = std::ranges::find(labels, name, &Label::first);
    return found == labels.end() ? name : found->second;
}

class Reader {
  public:
    Reader(CourseWords& words, JsonObject& object) : words_(words), object_(object) {}

    void list(std::string_view name, CourseList which, std::string_view label) {
        std::vector<std::string> phrases;
        object_.read(name, phrases);
        for (const std::string& phrase : phrases) words_.add(which, phrase, label);
    }

    // An object of lists, by label; a list may stand in the member "words" of an object.
    void lists(std::string_view name, CourseList which) {
        const json* member = object_.member(name);
        if (member == nullptr) return object_.complain(name, "is missing");
        JsonObject inner(*member, object_.file(), object_.pointer_to(name));
        for (const auto& [label, value] : member->items()) {
            if (!value.is_object()) {
                Reader(words_, inner).list(label, which, label_here(label));
                continue;
            }
            const json* entry = inner.member(label);
            JsonObject part(*entry, object_.file(), inner.pointer_to(label));
            Reader(words_, part).list("words", which, label_here(label));
            for (const std::string_view span : {"from", "to"}) (void)part.member(span);
            if (auto done = part.finish(); !done) inner.adopt(done.error());
        }
        if (auto done = inner.finish(); !done) object_.adopt(done.error());
    }

    // A list of objects that `read` takes one by one.
    template <class Read>
    void entries(std::string_view name, Read read) {
        const json* member = object_.member(name);
        if (member == nullptr || !member->is_array())
            return object_.complain(name, "must be a list");
        for (std::size_t i = 0; i < member->size(); ++i) {
            JsonObject entry((*member)[i], object_.file(),
                             object_.pointer_to(name) + "/" + std::to_string(i));
            read(entry);
            if (auto done = entry.finish(); !done) return object_.adopt(done.error());
        }
    }

  private:
    CourseWords& words_;
    JsonObject& object_;
};

void read_words(CourseWords& words, CourseList which, JsonObject& entry, std::string_view label) {
    std::vector<std::string> phrases;
    entry.require("words", phrases);
    for (const std::string& phrase : phrases) words.add(which, phrase, label);
}

void read_subjects(CourseWords& words, JsonObject& object) {
    Reader(words, object).entries("subjects", [&](JsonObject& entry) {
        std::string name;
        std::string category;
        std::string code;  // of the DVV, for the importer's editors
        entry.require("subject", name);
        entry.require("category", category);
        entry.read("dvv", code);
        words.add(CourseList::subject, name, name);
        read_words(words, CourseList::subject, entry, name);
        words.add_subject(std::move(name), std::move(category));
    });
}

void read_weekday_groups(CourseWords& words, JsonObject& object) {
    Reader(words, object).entries("weekday_groups", [&](JsonObject& entry) {
        std::vector<std::string> days;
        entry.require("days", days);
        std::string label;
        for (const std::string& day : days) label += (label.empty() ? "" : " ") + day;
        read_words(words, CourseList::weekday, entry, label);
    });
}

void read_time(CourseWords& words, JsonObject& object) {
    const json* member = object.member("time");
    if (member == nullptr) return object.complain("time", "is missing");
    JsonObject times(*member, object.file(), object.pointer_to("time"));
    Reader reader(words, times);
    reader.list("from", CourseList::time_from, "");
    reader.list("to", CourseList::time_to, "");
    reader.lists("months", CourseList::month);
    for (const std::string_view date :
         {"today", "tomorrow", "this_week", "next_week", "this_month", "next_month", "soon",
          "spring", "summer", "autumn", "winter"})
        reader.list(date, CourseList::date, date);
    if (auto done = times.finish(); !done) object.adopt(done.error());
}

Result<void> read_subject_list(CourseWords& words, const std::string& file) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    read_subjects(words, object);
    return object.finish();
}

Result<void> read_word_lists(CourseWords& words, const std::string& file) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Reader reader(words, object);
    reader.entries("levels", [&](JsonObject& entry) {
        std::string level;
        entry.require("level", level);
        read_words(words, CourseList::level, entry, level);
    });
    reader.lists("weekdays", CourseList::weekday);
    read_weekday_groups(words, object);
    reader.lists("dayparts", CourseList::daypart);
    reader.lists("audiences", CourseList::audience);
    reader.list("accessibility", CourseList::accessible, "");
    reader.lists("modes", CourseList::mode);
    reader.lists("negation", CourseList::negation);
    read_time(words, object);
    reader.lists("price", CourseList::price);
    reader.lists("intents", CourseList::intent);
    // Notes for editors.
    for (const std::string_view note : {"level_hints", "weekday_abbreviations", "formats"})
        (void)object.member(note);
    return object.finish();
}

Result<void> read_frame(CourseWords& words, const std::string& file) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Reader reader(words, object);
    read_subjects(words, object);
    reader.lists("course", CourseList::course);
    reader.lists("elsewhere", CourseList::elsewhere);
    reader.lists("dates", CourseList::date);
    reader.lists("modes", CourseList::mode);
    reader.lists("audiences", CourseList::audience);
    reader.lists("intents", CourseList::intent);
    reader.lists("price", CourseList::price);
    reader.entries("places", [&](JsonObject& entry) {
        std::string name;
        entry.require("name", name);
        words.add(CourseList::place, name, name);
        read_words(words, CourseList::place, entry, name);
    });
    return object.finish();
}

}  // namespace

CourseWords::CourseWords() {
    for (std::size_t i = 0; i < course_lists; ++i)
        lists_.emplace_back(!is_exact(static_cast<CourseList>(i)));
}

void CourseWords::add(CourseList which, std::string_view phrase, std::string_view label) {
    lists_[static_cast<std::size_t>(which)].add(phrase, label);
}

void CourseWords::add_subject(std::string name, std::string category) {
    const auto place = std::ranges::lower_bound(subjects_, name, {}, &Subject::name);
    if (place == subjects_.end() || place->name != name)
        subjects_.insert(place, {std::move(name), std::move(category)});
}

std::string_view CourseWords::category_of(std::string_view subject) const {
    const auto found = std::ranges::lower_bound(subjects_, subject, {}, &Subject::name);
    if (found == subjects_.end() || found->name != subject) return {};
    return found->category;
}

Result<CourseWords> CourseWords::load(const std::string& directory) {
    CourseWords words;
    TRY_VOID(read_frame(words, directory + "/frame.json"));  // its categories go first
    TRY_VOID(read_subject_list(words, directory + "/subjects.json"));
    TRY_VOID(read_word_lists(words, directory + "/words.json"));
    return words;
}

bool is_course_words_file(const std::string& file) {
    return std::ranges::find(word_files, std::filesystem::path(file).filename().string()) !=
           word_files.end();
}

}  // namespace kiosk::answers
