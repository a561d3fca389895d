#include "screens/pages/banner.h"

namespace screens {

using namespace kiosk::visit;

namespace {

void add(Sheet& sheet, const std::string& name, Event event, bool selected = false) {
    auto& node = sheet.button("banner." + name, "kiosk.banner." + name, std::move(event));
    node.region = Region::banner;
    node.emphasis = Emphasis::quiet;
    node.icon = name;
    node.selected = selected;
}

void add_preference(Sheet& sheet, const std::string& name, Preference which, bool on) {
    add(sheet, name, PreferenceToggled{which}, on);
    const auto state = on ? "kiosk.banner.is_on" : "kiosk.banner.is_off";
    sheet.last().spoken = sheet.words(state, {{"what", sheet.last().label}});
}

}  // namespace

void add_banner(Sheet& sheet) {
    Node city{"banner.city", Role::text, sheet.house().settings.office.city};
    city.region = Region::banner;
    city.emphasis = Emphasis::primary;
    sheet.add(std::move(city));

    const auto& preferences = sheet.visit().preferences;
    add(sheet, "language", LanguagesAsked{});
    add_preference(sheet, "large", Preference::large, preferences.large);
    add_preference(sheet, "contrast", Preference::contrast, preferences.contrast);
    add_preference(sheet, "low", Preference::low, preferences.low);
    add(sheet, "help", HelpAsked{});
    sheet.last().emphasis = Emphasis::normal;
    add(sheet, "end", EndAsked{});
    sheet.last().emphasis = Emphasis::normal;
    // What was confirmed is being written: there is nothing to end for this second.
    sheet.last().disabled = std::holds_alternative<Saving>(sheet.visit().step);
}

}  // namespace screens
