// kiosk-try screen: a screen with sample data, as its node tree and as a picture.
#include "kiosk/forms/service.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"
#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "screens/toolkit/picture.h"
#include "screens/toolkit/toolkit.h"

#include <cstdio>
#include <cstdlib>

namespace kiosk::programs {

namespace {

// The day that sample orders are made on: pictures do not change from day to day.
constexpr Date sample_day = std::chrono::year{2026} / 11 / 24;

struct Wish {
    std::string name;
    visit::Preferences preferences;
    PixelSize size{1920, 1080};
    int page = 0;
    std::string out;
};

Result<PixelSize> size_of(const std::string& text) {
    PixelSize size;
    if (std::sscanf(text.c_str(), "%dx%d", &size.width, &size.height) != 2 || size.width < 320 ||
        size.width > 7680 || size.height < 240 || size.height > 7680)
        return fail(ErrorKind::invalid_input, "--size: WIDTHxHEIGHT, each 240 to 7680");
    return size;
}

Result<visit::Preferences> preferences_of(std::string list, const std::string& language) {
    visit::Preferences preferences{.language = language};
    while (!list.empty()) {
        const std::string one = list.substr(0, list.find(','));
        list.erase(0, one.size() + (one.size() < list.size() ? 1 : 0));
        if (one == "large")
            preferences.large = true;
        else if (one == "contrast")
            preferences.contrast = true;
        else if (one == "low")
            preferences.low = true;
        else
            return fail(ErrorKind::invalid_input, "--prefs: large, contrast, low");
    }
    return preferences;
}

Result<Wish> wish_of(TryArguments arguments) {
    Wish wish;
    wish.name = option(arguments, "--name");
    if (wish.name.empty()) return fail(ErrorKind::invalid_input, "--name or --list is needed");
    wish.preferences =
        TRY(preferences_of(option(arguments, "--prefs"), option(arguments, "--lang", "de")));
    wish.size = TRY(size_of(option(arguments, "--size", "1920x1080")));
    wish.page = std::atoi(option(arguments, "--page", "0").c_str());
    wish.out = option(arguments, "--out");
    return wish;
}

// The texts and rules that every screen is made from.
struct Stock {
    Settings settings;
    std::vector<forms::Service> services;
    std::vector<tariffs::Tariff> tariffs;
    text::Catalogue texts;
    [[nodiscard]] visit::House house() const {
        return screens::with_sample_knowledge({services, tariffs, texts, settings, sample_day});
    }
};

// One after another: what an initialiser in braces has built is lost when a later TRY leaves it
// (GCC 12).
Result<Stock> load_stock(const std::string& home, const std::string& site_file) {
    auto settings = TRY(load_settings(home, site_file));
    auto services = TRY(forms::load_services(home + "/config/services"));
    auto tariffs = TRY(tariffs::load_tariffs(home + "/config/tariffs"));
    auto texts = TRY(text::Catalogue::load(home + "/assets/text"));
    return Stock{std::move(settings), std::move(services), std::move(tariffs), std::move(texts)};
}

void list(const Stock& stock) {
    for (const screens::Sample& sample : screens::sample_screens(stock.house()))
        std::printf("%s\n", nlohmann::ordered_json{{"name", sample.name}}.dump().c_str());
}

Result<void> show(const std::string& home, const Stock& stock, const Wish& wish) {
    for (const screens::Sample& sample : screens::sample_screens(stock.house())) {
        if (sample.name != wish.name) continue;
        visit::Visit visit = sample.visit;
        visit.preferences = wish.preferences;
        const screens::Scene scene = screens::render(visit, stock.house());
        Panel panel = stock.settings.panel;
        if (wish.size.width < wish.size.height && panel.width_mm > panel.height_mm)
            std::swap(panel.width_mm, panel.height_mm);
        const auto toolkit = TRY(screens::Toolkit::open(home, panel, wish.size));
        toolkit->show(scene, wish.preferences);
        for (int page = 0; page < wish.page; ++page) toolkit->turn_page(1);
        std::printf("%s\n", screens::to_json(toolkit->layout()).dump().c_str());
        if (!wish.out.empty()) TRY_VOID(screens::write_picture(*toolkit, wish.size, wish.out));
        return {};
    }
    return fail(ErrorKind::refused, "no screen of this name; --list names them all");
}

}  // namespace

int try_screen(const TryContext& context, TryArguments arguments) {
    const auto complain = [](const Error& error, int status) {
        std::fprintf(stderr, "%s\n", error.detail.c_str());
        return status;
    };
    const auto stock = load_stock(context.home, option(arguments, "--config"));
    if (!stock) return complain(stock.error(), 2);
    if (has_option(arguments, "--list")) {
        list(*stock);
        return 0;
    }
    const auto wish = wish_of(arguments);
    if (!wish) return complain(wish.error(), 2);
    const auto shown = show(context.home, *stock, *wish);
    return shown ? 0 : complain(shown.error(), 1);
}

}  // namespace kiosk::programs
