#include "kiosk/programs/session_setup.h"

#include "kiosk/base/log.h"

namespace kiosk::programs {
namespace {

// The value, or an empty one and a problem noted.
template <class T>
T or_problem(Result<T> result, std::string_view part, std::vector<std::string>& problems) {
    if (result) return std::move(*result);
    log::write(log::Level::error, "configuration_refused", {log::id("part", part)});
    problems.push_back(result.error().detail);
    return T{};
}

}  // namespace

visit::House Setup::house(Date today) const {
    return {.services = services,
            .tariffs = tariffs,
            .texts = texts,
            .settings = settings,
            .today = today};
}

health::Loaded Setup::loaded() const {
    return {.settings = settings,
            .services = services,
            .tariffs = tariffs,
            .configuration_problems = static_cast<int>(problems.size()),
            .built = built};
}

Result<Setup> load_setup(const std::string& home, const std::string& site_file) {
    std::vector<std::string> problems;
    auto settings = or_problem(load_settings(home, site_file), "settings", problems);
    auto services =
        or_problem(forms::load_services(home + "/config/services"), "services", problems);
    auto tariffs = or_problem(tariffs::load_tariffs(home + "/config/tariffs"), "tariffs", problems);
    auto texts = TRY(text::Catalogue::load(home + "/assets/text"));
    return Setup{std::move(settings), std::move(services), std::move(tariffs),
                 std::move(texts),    std::move(problems), {}};
}

}  // namespace kiosk::programs
