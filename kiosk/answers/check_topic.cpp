#include "kiosk/answers/check_topic.h"

#include "kiosk/answers/fact_members.h"
#include "kiosk/answers/reviewed_languages.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr std::size_t longest_button = 80;  // characters
constexpr std::size_t fewest_questions = 5;
constexpr int most_slips = 100;  // of one file

const json& member(const json& object, std::string_view name) {
    static const json none;
    if (!object.is_object()) return none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

std::string text_in(const json& object, std::string_view name) {
    const json& value = member(object, name);
    return value.is_string() ? value.get<std::string>() : "";
}

class TopicCheck {
  public:
    TopicCheck(const TopicFile& topic, Date today, std::vector<Finding>& findings)
        : topic_(topic), content_(topic.content), today_(today), findings_(findings) {}

    void run() {
        check_shape();
        const std::string name = std::filesystem::path(topic_.file).stem();
        if (topic_.id() != name) error("/id", "is not the file's name, " + name);
        check_texts();
        check_variant();
        check_day(content_, "", 12);
        check_all_facts();
    }

  private:
    void error(const std::string& pointer, std::string problem) {
        const bool known = std::ranges::any_of(findings_, [&](const Finding& finding) {
            return finding.file == topic_.file && finding.pointer == pointer && !finding.warning;
        });
        if (!known) findings_.push_back({topic_.file, pointer, std::move(problem)});
    }
    void warn(const std::string& pointer, std::string problem) {
        findings_.push_back({topic_.file, pointer, std::move(problem), true});
    }

    // Taken over from a catalogue, and no one has written anything about it yet.
    [[nodiscard]] bool is_imported() const {
        return member(content_, "summary").is_null() && member(content_, "questions").is_null();
    }

    void check_shape();
    void check_texts();
    void check_summary(const json& summary);
    void check_variant();
    void check_day(const json& object, const std::string& pointer, int months);
    void check_source(const json& object, const std::string& pointer);
    void check_all_facts();

    const TopicFile& topic_;
    const json& content_;
    Date today_;
    std::vector<Finding>& findings_;
};

// What the loader would accept in the place of a member that is missing.
json stand_in(const std::string& name) {
    if (name == "title") return {{"de", "x"}};
    if (name == "source") return {{"name", "x"}, {"url", "x"}};
    if (name == "updated") return "2000-01-01";
    return "x";
}

// The loader tells its first finding only. Each member that it complains about is set aside, so
// that the next one shows.
void TopicCheck::check_shape() {
    json rest = content_;
    std::map<std::string, int> seen;
    for (int i = 0; i < most_slips; ++i) {
        const auto loaded = topic_of(rest, topic_.file);
        if (loaded) return;
        const Finding finding = finding_of(loaded.error());
        const int times = ++seen[finding.pointer];
        if (times == 1) error(finding.pointer, finding.problem);
        if (finding.pointer.empty() || times > 2) return;
        const json::json_pointer pointer(finding.pointer);
        if (!rest.contains(pointer.parent_pointer())) return;
        const std::string& name = pointer.back();
        json& owner = rest.at(pointer.parent_pointer());
        if (owner.is_object() && times == 1 && owner.contains(name))
            owner.erase(name);
        else if (owner.is_object())
            owner[name] = stand_in(name);
        else
            owner = json::array();
    }
}

void TopicCheck::check_texts() {
    const json& title = member(content_, "title");
    const json& summary = member(content_, "summary");
    if (is_imported()) return warn("", "is imported and not reviewed: it has no summary");
    check_languages(topic_.file, title, "/title", findings_);
    check_languages(topic_.file, summary, "/summary", findings_);
    check_summary(summary);
    if (title.is_object())
        for (const auto& [language, text] : title.items())
            if (text.is_string() && length_of(text.get<std::string>()) > longest_button)
                warn("/title/" + language, "is too long for a button");
    const json& questions = member(content_, "questions");
    if (!questions.is_array() || questions.size() < fewest_questions)
        warn("/questions", "are fewer than 5: a topic is found by its example questions");
    check_source(content_, "");
}

// Figures are facts: they need a source, which a summary has no place for. The telephone numbers
// that stand on every screen are none.
void TopicCheck::check_summary(const json& summary) {
    if (!summary.is_object()) return;
    for (const auto& [language, text] : summary.items()) {
        if (!text.is_string()) continue;
        for (const std::string& word : words_of(folded(text.get<std::string>()))) {
            const auto letters = icu::UnicodeString::fromUTF8(word);
            bool digit = false;
            for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1))
                digit = digit || u_isdigit(letters.char32At(i)) != 0;
            if (!digit || word == "110" || word == "112" || word == "115") continue;
            error("/summary/" + language,
                  "holds a figure (" + word + "): facts stand in their own members, with a source");
            break;
        }
    }
}

void TopicCheck::check_variant() {
    const json& words = member(content_, "variant_words");
    const bool variant = !text_in(content_, "base_of").empty();
    const bool has_words = words.is_array() && !words.empty();
    if (variant && !has_words)
        error("/variant_words", "are missing: without them no question can mean this variant");
    if (!variant && has_words)
        warn("/variant_words", "are for variants; \"base_of\" names no topic");
}

void TopicCheck::check_source(const json& object, const std::string& pointer) {
    const json& own = member(object, "source");
    const json& source = own.is_null() ? member(content_, "source") : own;
    const std::string at = pointer + "/source";
    if (text_in(source, "name").empty()) return error(at, "is missing: who says so?");
    const std::string url = text_in(source, "url");
    if (is_imported()) return;
    if (!url.starts_with("https://") && !url.starts_with("http://"))
        error(at + (own.is_null() ? "" : "/url"), "is no web address");
}

void TopicCheck::check_day(const json& object, const std::string& pointer, int months) {
    const std::string own = text_in(object, "updated");
    const auto updated = parse_date(own.empty() ? text_in(content_, "updated") : own);
    if (!updated) return error(pointer + "/updated", "is missing or no day: as of when?");
    if (*updated > today_) error(pointer + "/updated", "lies in the future");
    const bool told_already = own.empty() && months == 12;  // of the topic as a whole
    if (*updated + std::chrono::months{months} < today_ && !told_already)
        warn(pointer + "/updated", "is older than " + std::to_string(months) +
                                       " months: please look whether it still holds");
    const auto until = parse_date(text_in(object, "valid_until"));
    if (until && *until < today_)
        error(pointer + "/valid_until", "has passed: this is never shown any more");
}

void TopicCheck::check_all_facts() {
    const auto check_list = [&](std::string_view name, int months) {
        const json& list = member(content_, name);
        if (!list.is_array()) return;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string pointer = "/" + std::string(name) + "/" + std::to_string(i);
            check_source(list[i], pointer);
            check_day(list[i], pointer, months);
        }
    };
    check_list("fees", 6);
    for (const auto& [name, aspect] : fact_members) check_list(name, 12);
}

}  // namespace

std::string TopicFile::id() const {
    return text_in(content, "id");
}
std::string TopicFile::text(const char* name) const {
    return text_in(content, name);
}

void check_topic(const TopicFile& topic, Date today, std::vector<Finding>& findings) {
    if (!topic.content.is_object())
        return findings.push_back({topic.file, "", "must be an object"});
    TopicCheck(topic, today, findings).run();
}

void check_languages(const std::string& file, const json& texts, const std::string& pointer,
                     std::vector<Finding>& findings) {
    for (const std::string_view language : reviewed_languages)
        if (text_in(texts, language).empty())
            findings.push_back({file, pointer + "/" + std::string(language),
                                "is missing: this text is shown in every language"});
    if (!texts.is_object()) return;
    for (const auto& [language, text] : texts.items())
        if (std::ranges::find(reviewed_languages, language) == reviewed_languages.end())
            findings.push_back({file, pointer + "/" + language, "is no language of the terminal"});
}

}  // namespace kiosk::answers
