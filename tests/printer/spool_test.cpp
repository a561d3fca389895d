// What the print server keeps of a job, and for how long.
#include "drivers/printer/cups_queue.h"
#include "tests/printer/print_shop.h"

#include <fstream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using drivers::CupsQueue;
using drivers::JobState;

drivers::Deadline soon() {
    return std::chrono::steady_clock::now() + 5s;
}

kiosk::PrintJob job() {
    return {
        .format = "application/pdf", .document = empty_page(), .width_mm = 210, .height_mm = 297};
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Spool, HoldsATitleAndAUserThatTellNothing) {
    PrintShop shop;
    ASSERT_TRUE(shop.open());
    shop.rig("hold");
    const auto queue = CupsQueue::find("bon", soon());
    ASSERT_TRUE(queue);
    const auto id = queue->submit(job(), soon());
    ASSERT_TRUE(id);
    ASSERT_TRUE(shop.comes_to_be([&] { return exists(shop.path("busy")); }));
    // The print server writes a job's file anew beside the old one, and then there is one again.
    std::vector<std::filesystem::path> control_files;
    ASSERT_TRUE(shop.comes_to_be([&] {
        control_files = shop.spooled();
        std::erase_if(control_files,
                      [](const auto& file) { return !file.filename().string().starts_with('c'); });
        return control_files.size() == 1 && !content_of(control_files.front()).empty();
    }));
    const std::string content = content_of(control_files.front());
    EXPECT_NE(content.find("Beleg"), std::string::npos);
    EXPECT_NE(content.find("kiosk"), std::string::npos);
    EXPECT_EQ(content.find("root"), std::string::npos);
    EXPECT_TRUE(exists(shop.path("tray/1-beleg.pdf")));  // what the printer was told
    queue->remove(*id, soon());
}

TEST(Spool, ForgetsAFinishedJobAfterSomeSecondsByItself) {
    PrintShop shop;
    ASSERT_TRUE(shop.open());
    const auto queue = CupsQueue::find("", soon());
    ASSERT_TRUE(queue);
    const auto id = queue->submit(job(), soon());
    ASSERT_TRUE(id);
    EXPECT_FALSE(shop.spooled().empty());
    const auto state = [&] { return queue->state(*id, soon()).value_or(JobState::unanswered); };
    ASSERT_TRUE(shop.comes_to_be([&] { return state() == JobState::printed; }));
    EXPECT_TRUE(shop.comes_to_be([&] { return state() == JobState::gone; }));
    EXPECT_TRUE(shop.comes_to_be([&] { return shop.spooled().empty(); }));
    EXPECT_FALSE(exists(shop.path("logs/page")));
}

TEST(Spool, HasNoQueueThatNobodyMade) {
    const PrintShop shop;
    ASSERT_TRUE(shop.open());
    const auto queue = CupsQueue::find("andere", soon());
    ASSERT_FALSE(queue);
    EXPECT_EQ(queue.error().kind, kiosk::ErrorKind::refused);
}

}  // namespace
}  // namespace tests
