// What the terminal knows: topics, offices and words, each a file that staff edit
// (assets/knowledge/). A fact without source and date is no fact: the loader refuses it.
#pragma once

#include "kiosk/answers/separable_verbs.h"
#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace kiosk::answers {

using ByLanguage = std::map<std::string, std::string, std::less<>>;  // BCP 47 → text

struct Source {
    std::string name;
    std::string url;
};

// One thing that can be said, shown as it stands here in every language.
struct Fact {
    std::string text;
    std::string url;    // of an online service; empty otherwise
    std::string legal;  // the rule it rests on
    Source source;
    Date updated{};  // the version of the source that was read
    std::optional<Date> valid_until;
};

struct Fee {
    std::optional<Cents> amount;  // none: the source names no single sum, `fact.text` says it
    Fact fact;                    // what it is for and when, as one text
};

// What a question about a topic can be after (kiosk-try ask).
enum class Aspect {
    fee,
    documents,
    where,
    hours,
    duration,
    online,
    appointment,
    deadline,
    prerequisites,
    validity,
    contact,
    general,
};
[[nodiscard]] std::string_view name_of(Aspect aspect);
[[nodiscard]] std::optional<Aspect> aspect_named(std::string_view name);

struct Topic {
    std::string id;
    std::string owner;                       // "Stadt", "Land", "Bund", "other"
    std::string base_of;                     // the topic that this one is a variant of; or empty
    std::vector<std::string> variant_words;  // one of them makes a question this variant's
    ByLanguage title;
    std::vector<std::string> synonyms;
    std::vector<std::string> keywords;
    std::vector<std::string> questions;  // German
    std::map<std::string, std::vector<std::string>, std::less<>> questions_in;
    ByLanguage summary;
    std::string body;  // of an imported catalogue: searched, never shown
    std::vector<Fee> fees;
    std::map<Aspect, std::vector<Fact>> facts;  // all but fees
    std::vector<std::string> where;             // ids of offices
    std::string order;                          // id of this terminal's service; or empty
    std::vector<std::string> see;
    Source source;
    Date updated{};
    std::optional<Date> valid_until;
};

struct Office {
    std::string id;
    ByLanguage name;
    ByLanguage task;  // one sentence: what it does
    std::string phone;
    std::string address;
    std::string hours;  // OpenStreetMap opening_hours; empty: not known here
    Source hours_source;
    Source source;
    Date updated{};
};

// A citizen's word or phrase and the office's words for it.
struct LexiconEntry {
    std::string said;  // a word that ends in "*" stands for all its endings
    std::string meant;
    double weight = 1;
};

// Why people come, as a tile of the question page: the topics that are asked about then.
struct Situation {
    std::string id;
    std::string icon;
    ByLanguage title;
    std::vector<std::string> topics;  // the most asked first
};

struct Knowledge {
    std::vector<Topic> topics;  // by id
    std::vector<Office> offices;
    std::vector<Situation> situations;
    SeparableVerbs verbs;
    std::map<std::string, std::vector<LexiconEntry>, std::less<>> lexicon;  // language →

    [[nodiscard]] const Topic* topic(std::string_view id) const;
    [[nodiscard]] const Office* office(std::string_view id) const;
};

// Reads a knowledge directory; invalid_configuration with file, pointer and reason.
[[nodiscard]] Result<Knowledge> load_knowledge(const std::string& directory);
// One file of it, for the validator, which wants every finding and not the first.
[[nodiscard]] Result<Topic> load_topic(const std::string& file);
[[nodiscard]] Result<Topic> topic_of(const nlohmann::json& content, const std::string& file);
[[nodiscard]] Result<Office> load_office(const std::string& file);
// Of "situations.json"; each topic it names must be one of `topics`, which are sorted by id.
[[nodiscard]] Result<std::vector<Situation>> load_situations(const std::string& file,
                                                             const std::vector<Topic>& topics);
[[nodiscard]] Result<std::vector<LexiconEntry>> load_lexicon(const std::string& file);

}  // namespace kiosk::answers
