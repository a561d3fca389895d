#include "tests/bench/answers/catalogues.h"

#include "kiosk/answers/enrich.h"
#include "kiosk/answers/import_knowledge.h"
#include "tests/answers/shared_answers.h"

#include <stdexcept>

namespace kiosk::answers {
namespace {

namespace fs = std::filesystem;

constexpr const char* own_directory = HOUSE "/assets/knowledge";

template <class T>
T demanded(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

using Import = Result<Imported> (*)(std::string_view bytes, const Origin& origin);

void write_knowledge(const std::string& bytes, Import import, const std::string& name,
                     const std::string& directory) {
    Imported imported = demanded(import(bytes, {.file = name, .source = name}));
    enrich(imported.topics, demanded(load_knowledge(own_directory)));
    if (const auto written = write_topics(directory, imported.topics); !written)
        throw std::runtime_error(written.error().detail);
    for (const char* folder : {"lexicon", "glossary", "rules", "frames"})
        fs::copy(fs::path(own_directory) / folder, fs::path(directory) / folder,
                 fs::copy_options::recursive);
}

}  // namespace

std::vector<Catalogue> catalogues(const std::string& scratch) {
    std::vector<Catalogue> all = {{own_directory, {"own_dev", "own_test"}}};
    const auto add = [&](const char* file, Import import, const std::string& city) {
        const std::string bytes = shared_export(file);
        if (bytes.empty()) return;
        const std::string directory = scratch + "/" + city;
        write_knowledge(bytes, import, file, directory);
        all.push_back({directory, {city + "_dev", city + "_test"}});
    };
    add("muc_kb.json", import_dldb, "munich");
    add("ber_titles.json", import_titles, "berlin");
    return all;
}

}  // namespace kiosk::answers
