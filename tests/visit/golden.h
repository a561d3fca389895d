// Golden files are prose for review: a change fails until it was read and written with
// UPDATE_GOLDEN=1.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace golden {

inline void expect_as_reviewed(const std::string& file, const std::string& now) {
    const std::filesystem::path path = std::string(HOUSE "/tests/visit/golden/") + file;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << now;
        return;
    }
    std::ifstream reviewed(path);
    const std::string before{std::istreambuf_iterator<char>(reviewed), {}};
    EXPECT_EQ(now, before) << file
                           << " has changed. Read it, then run the test with UPDATE_GOLDEN=1.";
}

}  // namespace golden
