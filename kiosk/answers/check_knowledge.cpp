#include "kiosk/answers/check_knowledge.h"

#include "kiosk/answers/check_lists.h"
#include "kiosk/answers/check_topic.h"
#include "kiosk/answers/json_line.h"
#include "kiosk/answers/knowledge.h"
#include "kiosk/answers/opening_hours.h"
#include "kiosk/answers/words.h"
#include "kiosk/base/json_object.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace kiosk::answers {
namespace {

using nlohmann::json;

std::optional<json> read_json(const std::string& file, std::vector<Finding>& findings) {
    auto content = read_json_file(file);
    if (content) return std::move(*content);
    findings.push_back(finding_of(content.error()));
    return std::nullopt;
}

// Words only: two questions that differ in punctuation, case or umlauts are one.
std::string question_key(std::string_view question) {
    std::string key;
    for (const std::string& word : words_of(folded(question))) key += word + ' ';
    return key;
}

// What must not stand in two topics: the example questions of all languages, and the titles.
class Twins {
  public:
    explicit Twins(std::vector<Finding>& findings) : findings_(findings) {}

    void add(const TopicFile& topic) {
        const auto member = [&](const char* name) {
            return topic.content.is_object() ? topic.content.value(name, json()) : json();
        };
        const json title = member("title");
        if (title.is_object()) add_text(topic, title.value("de", json()), "/title/de", "title");
        add_list(topic, member("questions"), "/questions");
        const json others = member("questions_in");
        if (!others.is_object()) return;
        for (const auto& [language, list] : others.items())
            add_list(topic, list, "/questions_in/" + language);
    }

  private:
    void add_list(const TopicFile& topic, const json& list, const std::string& pointer) {
        if (!list.is_array()) return;
        for (std::size_t i = 0; i < list.size(); ++i)
            add_text(topic, list[i], pointer + "/" + std::to_string(i), "example question");
    }
    void add_text(const TopicFile& topic, const json& text, const std::string& pointer,
                  const std::string& kind) {
        if (!text.is_string()) return;
        const std::string key = question_key(text.get<std::string>());
        if (key.empty()) return findings_.push_back({topic.file, pointer, "says nothing"});
        const auto [known, added] = first_.try_emplace(kind + key, topic.id());
        if (added) return;
        const bool same_topic = known->second == topic.id();
        findings_.push_back({topic.file, pointer,
                             same_topic ? "stands twice in this file"
                                        : "is the same " + kind + " as in " + known->second,
                             same_topic});
    }

    std::vector<Finding>& findings_;
    std::map<std::string, std::string> first_;  // → the topic that has it
};

class KnowledgeCheck {
  public:
    KnowledgeCheck(std::string directory, Date today, const std::set<std::string>& services)
        : directory_(std::move(directory)), today_(today), services_(services) {}

    std::vector<Finding> run() {
        read_topics();
        for (const std::string& file : json_files_in(directory_ + "/offices")) check_office(file);
        for (const TopicFile& topic : topics_) check_topic(topic, today_, findings_);
        Twins twins(findings_);
        for (const TopicFile& topic : topics_) twins.add(topic);
        for (const TopicFile& topic : topics_) check_names(topic);
        check_lists(directory_, findings_);
        add_lines();
        return std::move(findings_);
    }

  private:
    void read_topics() {
        const auto files = json_files_in(directory_ + "/topics");
        if (files.empty()) findings_.push_back({directory_, "", "holds no topics"});
        for (const std::string& file : files) {
            auto content = read_json(file, findings_);
            if (!content) continue;
            topics_.push_back({file, std::move(*content)});
            topic_ids_.insert(topics_.back().id());
        }
    }

    void check_office(const std::string& file) {
        const auto content = read_json(file, findings_);
        if (!content) return;
        const auto office = load_office(file);
        const std::string name = std::filesystem::path(file).stem();
        office_ids_.insert(name);
        if (!office) return findings_.push_back(finding_of(office.error()));
        if (office->id != name)
            findings_.push_back({file, "/id", "is not the file's name, " + name});
        check_languages(file, content->value("name", json()), "/name", findings_);
        const bool says_something =
            !office->phone.empty() || !office->address.empty() || !office->hours.empty();
        if (says_something && office->source.name.empty())
            findings_.push_back({file, "/source", "is missing: who says so?"});
        if (says_something && !office->updated.ok())
            findings_.push_back({file, "/updated", "is missing or no day: as of when?"});
        check_hours(file, *office);
    }

    void check_hours(const std::string& file, const Office& office) {
        if (office.hours.empty()) return;
        if (const auto hours = OpeningHours::parse(office.hours); !hours)
            findings_.push_back({file, "/hours", hours.error().detail});
        if (office.hours_source.name.empty())
            findings_.push_back({file, "/hours_source", "is missing: who says so?"});
    }

    void check_names(const TopicFile& topic) {
        const auto check = [&](const std::string& name, const std::set<std::string>& known,
                               const std::string& pointer, const std::string& what) {
            if (!name.empty() && !known.contains(name))
                findings_.push_back({topic.file, pointer, name + " is no " + what});
        };
        check(topic.text("base_of"), topic_ids_, "/base_of", "topic");
        check(topic.text("order"), services_, "/order", "service of this terminal");
        if (!topic.id().empty() && topic.text("base_of") == topic.id())
            findings_.push_back({topic.file, "/base_of", "is the topic itself"});
        const auto check_list = [&](const char* member, const std::set<std::string>& known,
                                    const std::string& what) {
            if (!topic.content.is_object() || !topic.content.contains(member)) return;
            const json& list = topic.content[member];
            for (std::size_t i = 0; list.is_array() && i < list.size(); ++i)
                if (list[i].is_string())
                    check(list[i].get<std::string>(), known,
                          "/" + std::string(member) + "/" + std::to_string(i), what);
        };
        check_list("where", office_ids_, "office");
        check_list("see", topic_ids_, "topic");
    }

    // Each file is read once more, and only where something is wrong with it.
    void add_lines() {
        std::ranges::stable_sort(findings_, {}, &Finding::file);
        std::string file;
        std::string text;
        for (Finding& finding : findings_) {
            if (finding.line > 0 || finding.pointer.empty()) continue;
            if (finding.file != file) {
                file = finding.file;
                std::ifstream stream(file, std::ios::binary);
                text.assign(std::istreambuf_iterator<char>(stream), {});
            }
            finding.line = line_of_pointer(text, finding.pointer);
        }
        // Two loaders may say the same of a file.
        const auto place = [](const Finding& finding) {
            return std::tie(finding.file, finding.line, finding.pointer, finding.problem);
        };
        std::ranges::sort(findings_, {}, place);
        const auto same = [&](const Finding& one, const Finding& other) {
            return place(one) == place(other);
        };
        findings_.erase(std::unique(findings_.begin(), findings_.end(), same), findings_.end());
    }

    std::string directory_;
    Date today_;
    const std::set<std::string>& services_;
    std::vector<TopicFile> topics_;
    std::set<std::string> topic_ids_;
    std::set<std::string> office_ids_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_knowledge(const std::string& directory, Date today,
                                     const std::set<std::string>& services) {
    return KnowledgeCheck(directory, today, services).run();
}

}  // namespace kiosk::answers
