#include "drivers/eid/terminal_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace drivers {
namespace {

constexpr std::uintmax_t longest_file = 65536;
constexpr std::size_t most_files = 64;

std::vector<std::string> contents_of(const std::string& folder, std::string_view ending) {
    std::vector<std::filesystem::path> paths;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ending && entry.file_size(none) <= longest_file)
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    paths.resize(std::min(paths.size(), most_files));
    std::vector<std::string> contents;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>());
    }
    return contents;
}

}  // namespace

// From an empty name nothing is read: "/csca" is nobody's folder.
TerminalFiles read_terminal_files(const std::string& trust_directory,
                                  const std::string& terminal_directory) {
    TerminalFiles files;
    if (!trust_directory.empty()) files.anchors = contents_of(trust_directory + "/csca", ".pem");
    if (!terminal_directory.empty())
        files.certificates = contents_of(terminal_directory + "/chain", ".cvcert");
    return files;
}

}  // namespace drivers
