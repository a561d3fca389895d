// Every *.txt of this folder is a test of its name. "#" begins a remark.
#include "tests/scenarios/sentences.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace scenes {
namespace {

class Scenario : public ::testing::Test {
  public:
    explicit Scenario(std::filesystem::path file) : file_(std::move(file)) {}

    void TestBody() override {
        Terminal terminal;
        std::ifstream lines(file_);
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            if (line.empty() || line.starts_with('#')) continue;
            const auto problem = play(terminal, line);
            if (!problem.empty())
                FAIL() << file_.filename().string() << ":" << number << ": " << line << "\n"
                       << problem;
        }
    }

  private:
    std::filesystem::path file_;
};

const bool registered = [] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(HOUSE "/tests/scenarios"))
        if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        ::testing::RegisterTest("Scenario", file.stem().c_str(), nullptr, nullptr, __FILE__,
                                __LINE__, [file]() -> Scenario* { return new Scenario(file); });
    return true;
}();

}  // namespace
}  // namespace scenes
