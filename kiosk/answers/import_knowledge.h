// Takes over a city's catalogue of services from the exports that cities have. Exports are full of
// slips: what is wrong with one entry becomes a finding, and the others come in all the same.
#pragma once

#include "kiosk/answers/finding.h"
#include "kiosk/answers/knowledge.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

inline constexpr std::size_t largest_export = 100U << 20U;  // bytes
inline constexpr std::size_t most_entries = 50'000;

struct Origin {
    std::string file;    // for the findings
    std::string source;  // the catalogue's name, told beside every fact
};

struct Imported {
    std::vector<Topic> topics;  // in the order of the export, each id once
    std::vector<Finding> findings;
};

// The service lists of Berlin and Munich (DLDB, "d115"): with id, name, description, fees, meta …,
// or cleaned to id, title, keywords, text, fees, updated. invalid_input when it is no such list.
[[nodiscard]] Result<Imported> import_dldb(std::string_view bytes, const Origin& origin);
// JSON with id, title, topic and date only.
[[nodiscard]] Result<Imported> import_titles(std::string_view bytes, const Origin& origin);
// XZuFi 2.x (XML in der öffentlichen Verwaltung: Zuständigkeitsfinder), its elements "leistung".
[[nodiscard]] Result<Imported> import_xzufi(std::string_view bytes, const Origin& origin);
// Columns id, title, synonyms, keywords, text, fees, url, updated (or their German names) in any
// order, with "," or ";" or tabs, and quotes.
[[nodiscard]] Result<Imported> import_csv(std::string_view bytes, const Origin& origin);

// The file of a topic as load_topic reads it.
[[nodiscard]] std::string topic_file_text(const Topic& topic);
// DIR/topics/ID.json for each, each whole or not at all. What stands there already is replaced.
[[nodiscard]] Result<void> write_topics(const std::string& directory,
                                        const std::vector<Topic>& topics);

}  // namespace kiosk::answers
