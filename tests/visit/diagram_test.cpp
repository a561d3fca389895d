// The story as a drawing: whoever changes the table sees the drawing change.
#include "kiosk/visit/visit.h"
#include "tests/visit/golden.h"

namespace kiosk::visit {
namespace {

TEST(Story, IsDrawnAsReviewed) {
    golden::expect_as_reviewed("story.mmd", diagram());
}

TEST(Story, EveryStepIsReachedFromWelcomeAndLeadsOn) {
    const auto drawn = diagram();
    for (std::size_t step = 1; step < std::variant_size_v<Step>; ++step)
        EXPECT_NE(drawn.find("--> " + std::string(step_name(step))), std::string::npos)
            << step_name(step);
}

}  // namespace
}  // namespace kiosk::visit
