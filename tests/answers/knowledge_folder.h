// A knowledge directory that a test writes, and that is gone with it.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace kiosk::answers {

class KnowledgeFolder {
  public:
    KnowledgeFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("knowledge-" + std::to_string(getpid()) + "-" +
                 std::to_string(std::hash<const void*>{}(this)))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~KnowledgeFolder() { std::filesystem::remove_all(path_); }
    KnowledgeFolder(const KnowledgeFolder&) = delete;
    KnowledgeFolder& operator=(const KnowledgeFolder&) = delete;

    const KnowledgeFolder& write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
        return *this;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(path_ / name, std::ios::binary).rdbuf();
        return text.str();
    }
    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string path(const std::string& name) const {
        return (path_ / name).string();
    }

  private:
    std::filesystem::path path_;
};

}  // namespace kiosk::answers
