// What drawing costs, in CPU time: the whole picture, and one button that changes its look.
//   redraw HOME [ROUNDS]  →  {"full_ms":…,"button_ms":…}   medians over all sample screens
#include "kiosk/programs/session_setup.h"
#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "screens/toolkit/toolkit.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

constexpr kiosk::PixelSize panel_pixels{1920, 1080};

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

template <class Work>
double cpu_of(Work work) {
    const double start = cpu_ms();
    work();
    return cpu_ms() - start;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
    const auto setup = kiosk::programs::load_setup(argv[1], "");
    auto toolkit = screens::Toolkit::open(argv[1], kiosk::Panel{}, panel_pixels);
    if (!setup || !toolkit) return 1;
    const auto house = setup->house(kiosk::Date{std::chrono::year{2026} / 11 / 24});
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(panel_pixels.width) *
                                      panel_pixels.height);
    const kiosk::PixelBuffer buffer{pixels.data(), panel_pixels, panel_pixels.width};
    std::vector<double> full;
    std::vector<double> button;
    std::chrono::milliseconds now{0};
    for (const auto& sample : screens::sample_screens(house)) {
        (*toolkit)->show(screens::render(sample.visit, house), sample.visit.preferences);
        (void)(*toolkit)->draw(buffer, true);  // sets the text
        for (int i = 0; i < rounds; ++i) {
            full.push_back(cpu_of([&] { (void)(*toolkit)->draw(buffer, true); }));
            (void)(*toolkit)->input(kiosk::KeyPressed{kiosk::Key::down},
                                    now += std::chrono::seconds(1));
            button.push_back(cpu_of([&] { (void)(*toolkit)->draw(buffer); }));
        }
    }
    std::printf("{\"full_ms\":%.3f,\"button_ms\":%.3f}\n", median(full), median(button));
    return 0;
}
