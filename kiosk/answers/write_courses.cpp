#include "kiosk/answers/import_courses.h"
#include "kiosk/answers/write_whole.h"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

// The loader takes files of 4 MiB; a course has at most some 60 KB.
constexpr std::size_t fullest_file = 3U << 20U;
constexpr std::string_view written_name = "programme-";

std::string file_name(std::size_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, 3 - std::min<std::size_t>(3, digits.size()), '0');
    return std::string(written_name) + digits + ".json";
}

bool is_written_name(const std::string& name) {
    const std::string_view rest =
        std::string_view(name).substr(std::min(name.size(), written_name.size()));
    return name.starts_with(written_name) && rest.ends_with(".json") &&
           rest.substr(0, rest.size() - 5).find_first_not_of("0123456789") ==
               std::string_view::npos;
}

std::vector<std::string> file_texts(const std::vector<Course>& courses) {
    std::vector<std::string> texts;
    std::string lines;
    const auto close = [&] {
        texts.push_back("{\"courses\": [\n" + lines + "\n]}\n");
        lines.clear();
    };
    for (const Course& course : courses) {
        const std::string line =
            to_json(course).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        if (!lines.empty() && lines.size() + line.size() > fullest_file) close();
        lines += (lines.empty() ? "" : ",\n") + line;
    }
    if (!lines.empty()) close();
    return texts;
}

// Files of an earlier import that was longer.
void remove_from(const std::filesystem::path& folder, std::size_t number) {
    std::error_code none;
    std::vector<std::filesystem::path> left;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        const std::string name = entry.path().filename();
        if (is_written_name(name) && name >= file_name(number)) left.push_back(entry.path());
    }
    for (const auto& file : left) std::filesystem::remove(file, none);
}

}  // namespace

Result<void> write_courses(const std::string& directory, const std::vector<Course>& courses) {
    const std::filesystem::path folder = std::filesystem::path(directory) / "courses";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return fail(ErrorKind::unavailable, folder.string() + ": cannot be made");
    const std::vector<std::string> texts = file_texts(courses);
    for (std::size_t i = 0; i < texts.size(); ++i)
        TRY_VOID(write_whole(folder / file_name(i + 1), texts[i]));
    remove_from(folder, texts.size() + 1);
    return {};
}

}  // namespace kiosk::answers
