// kiosk-try import-knowledge: a city's export becomes a knowledge directory that ask reads.
#include "kiosk/answers/enrich.h"
#include "kiosk/answers/import_courses.h"
#include "kiosk/answers/import_knowledge.h"
#include "kiosk/programs/try_verb.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

using answers::Finding;
using answers::Imported;
using answers::Origin;
using nlohmann::json;

struct Format {
    std::string_view name;
    // Absent for a format of courses.
    Result<Imported> (*read)(std::string_view bytes, const Origin& origin);
};
constexpr std::array<Format, 5> formats = {{
    {"dldb", answers::import_dldb},
    {"titles", answers::import_titles},
    {"xzufi", answers::import_xzufi},
    {"csv", answers::import_csv},
    {"openvhs", nullptr},
}};

struct Wanted {
    const Format* format = nullptr;
    std::vector<std::string> files;
    std::string directory;
    std::string source;            // empty: the file's name
    std::optional<Instant> as_of;  // of courses; absent: when the file was written
};

std::optional<Wanted> wanted_by(TryArguments arguments) {
    Wanted wanted;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string argument = arguments[i];
        if (!argument.starts_with("--")) {
            wanted.files.push_back(argument);
            continue;
        }
        if (++i == arguments.size()) return std::nullopt;
        const std::string value = arguments[i];
        if (argument == "--from") {
            const auto* const found = std::ranges::find(formats, value, &Format::name);
            if (found == formats.end()) return std::nullopt;
            wanted.format = found;
        } else if (argument == "--into") {
            wanted.directory = value;
        } else if (argument == "--source") {
            wanted.source = value;
        } else if (argument == "--as-of") {
            wanted.as_of = parse_instant(value);
            if (!wanted.as_of) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    const bool complete =
        wanted.format != nullptr && !wanted.files.empty() && !wanted.directory.empty();
    return complete ? std::optional(wanted) : std::nullopt;
}

Result<std::string> read_export(const std::string& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (failed) return fail(ErrorKind::invalid_input, file + ": cannot be read");
    if (size > answers::largest_export)
        return fail(ErrorKind::invalid_input, file + ": is larger than 100 MB");
    std::string bytes(size, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream) return fail(ErrorKind::invalid_input, file + ": cannot be read");
    return bytes;
}

Origin origin_of(const Wanted& wanted, const std::string& file) {
    const std::string name = std::filesystem::path(file).stem();
    return {.file = file, .source = wanted.source.empty() ? name : wanted.source};
}

Result<Imported> import_file(const Wanted& wanted, const std::string& file) {
    const std::string bytes = TRY(read_export(file));
    return wanted.format->read(bytes, origin_of(wanted, file));
}

// What one file brought in already is not taken from the next.
void keep_new(Imported& imported, std::set<std::string>& ids, const std::string& file) {
    std::erase_if(imported.topics, [&](const answers::Topic& topic) {
        if (ids.insert(topic.id).second) return false;
        imported.findings.push_back(
            {file, "", topic.id + " stands in an earlier file and is left out", true});
        return true;
    });
}

json to_json(const Finding& finding) {
    json line{{"file", finding.file}, {"pointer", finding.pointer}, {"problem", finding.problem}};
    if (finding.line > 0) line["line"] = finding.line;
    return line;
}

void add(const std::vector<Finding>& more, json& findings) {
    for (const Finding& finding : more) findings.push_back(to_json(finding));
}

// What a catalogue lacks it has from this terminal: citizens' words, other languages, the sentences
// around the facts. What stands in `directory` already is left as it is.
Result<void> lay_out(const std::string& own, const std::string& directory,
                     std::initializer_list<const char*> folders) {
    namespace fs = std::filesystem;
    for (const char* folder : folders) {
        std::error_code failed;
        fs::create_directories(directory, failed);
        fs::copy(fs::path(own) / folder, fs::path(directory) / folder,
                 fs::copy_options::recursive | fs::copy_options::skip_existing, failed);
        if (failed)
            return fail(ErrorKind::unavailable, directory + "/" + folder + ": cannot be written");
    }
    return {};
}

// How many came in.
Result<std::size_t> import_topics(const Wanted& wanted, const std::string& own, json& findings) {
    std::set<std::string> ids;
    std::vector<answers::Topic> topics;
    for (const std::string& file : wanted.files) {
        Imported imported = TRY(import_file(wanted, file));
        keep_new(imported, ids, file);
        add(imported.findings, findings);
        topics.insert(topics.end(), std::make_move_iterator(imported.topics.begin()),
                      std::make_move_iterator(imported.topics.end()));
    }
    answers::enrich(topics, TRY(answers::load_knowledge(own)));
    TRY_VOID(answers::write_topics(wanted.directory, topics));
    TRY_VOID(lay_out(own, wanted.directory, {"lexicon", "glossary", "rules", "frames"}));
    return topics.size();
}

Instant written_at(const std::string& file) {
    std::error_code failed;
    const auto time = std::filesystem::last_write_time(file, failed);
    if (failed) return {};
    return std::chrono::time_point_cast<Instant::duration>(std::chrono::file_clock::to_sys(time));
}

Result<std::size_t> import_courses(const Wanted& wanted, const std::string& own, json& findings) {
    std::vector<answers::Course> courses;
    std::set<std::string> numbers;
    for (const std::string& file : wanted.files) {
        const std::string bytes = TRY(read_export(file));
        const Instant as_of = wanted.as_of ? *wanted.as_of : written_at(file);
        auto imported = TRY(answers::import_openvhs(bytes, origin_of(wanted, file), as_of));
        add(imported.findings, findings);
        for (answers::Course& course : imported.courses) {
            if (numbers.insert(course.number).second)
                courses.push_back(std::move(course));
            else
                findings.push_back(to_json(
                    {file, "", course.number + " stands in an earlier file and is left out"}));
        }
    }
    TRY_VOID(answers::write_courses(wanted.directory, courses));
    TRY_VOID(lay_out(own, wanted.directory, {"courses", "frames"}));
    return courses.size();
}

void print(std::size_t topics, std::size_t courses, const json& findings) {
    const json line{{"topics", topics}, {"courses", courses}, {"findings", findings}};
    std::printf("%s\n",
                line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

}  // namespace

int try_import_knowledge(const TryContext& context, TryArguments arguments) {
    const auto wanted = wanted_by(arguments);
    if (!wanted) {
        std::fputs(
            "kiosk-try import-knowledge --from dldb|titles|xzufi|csv|openvhs [--source NAME] "
            "[--as-of 2026-11-24T05:21:53Z] FILE… --into DIR\n",
            stderr);
        return 2;
    }
    json findings = json::array();
    const bool of_topics = wanted->format->read != nullptr;
    const std::string own = context.home + "/assets/knowledge";
    const auto count =
        of_topics ? import_topics(*wanted, own, findings) : import_courses(*wanted, own, findings);
    if (!count) findings.push_back(to_json(answers::finding_of(count.error())));
    print(of_topics ? count.value_or(0) : 0, of_topics ? 0 : count.value_or(0), findings);
    return count ? 0 : 1;
}

}  // namespace kiosk::programs
