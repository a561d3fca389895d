// What lies over a step: help, languages, the question whether to end, and "are you still there?".
#include "kiosk/base/overloaded.h"
#include "kiosk/forms/wording.h"
#include "kiosk/visit/route.h"
#include "screens/pages/pages.h"

#include <algorithm>
#include <cctype>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

class Card {
  public:
    Card(Scene& scene, const Visit& visit, const House& house)
        : scene_(scene), visit_(visit), house_(house) {}

    [[nodiscard]] std::string words(std::string_view key,
                                    const std::vector<text::Argument>& arguments = {}) const {
        return house_.texts(visit_.preferences.language, key, arguments);
    }
    Node& add(Node node) {
        node.region = Region::overlay;
        return scene_.nodes.emplace_back(std::move(node));
    }
    void heading(std::string words) { add({"overlay.heading", Role::heading, std::move(words)}); }
    void paragraph(std::string name, std::string words) {
        add({"overlay." + std::move(name), Role::text, std::move(words)});
    }
    Node& button(std::string name, std::string words, Event event) {
        auto& node = add({"overlay." + std::move(name), Role::button, std::move(words)});
        node.event = std::move(event);
        return node;
    }

    void operator()(const HelpOpen&);
    void operator()(const LanguagesOpen&);
    void operator()(const EndInQuestion&);
    void operator()(const StillThere&);
    void operator()(const ClosingSoon&);

  private:
    // The page's own help where the form has some.
    [[nodiscard]] std::string help_of_page() const;

    Scene& scene_;
    const Visit& visit_;
    const House& house_;
};

std::string snake(std::string_view name) {
    std::string snake;
    for (const char c : name) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isupper(letter) != 0 && !snake.empty()) snake += '_';
        snake += static_cast<char>(std::tolower(letter));
    }
    return snake;
}

std::string Card::help_of_page() const {
    const auto* filling = std::get_if<Filling>(&visit_.step);
    if (filling == nullptr) return {};
    const auto place = place_of(*filling, house_);
    if (!place) return {};
    for (const auto& key : forms::page_text(*place->stop().service, *place->stop().page, "help"))
        if (house_.texts.has(visit_.preferences.language, key)) return words(key);
    return {};
}

void Card::operator()(const HelpOpen&) {
    heading(words("kiosk.help.heading"));
    if (auto own = help_of_page(); !own.empty()) paragraph("page", std::move(own));
    paragraph("step", words("kiosk.help." + snake(name_of(visit_.step))));
    paragraph("operating", words("kiosk.help.operating"));
    const auto& office = house_.settings.office;
    paragraph("people", words("kiosk.elsewhere.help_line", {{"help_line", office.help_line}}));
    if (office.counter)
        paragraph("counter", words("kiosk.elsewhere.counter", {{"counter", *office.counter}}));
    button("back", words("kiosk.action.close"), OverlayClosed{}).emphasis = Emphasis::primary;
}

void Card::operator()(const LanguagesOpen&) {
    heading(words("kiosk.languages.heading"));
    for (const auto& language : house_.texts.languages()) {
        auto& node = button("language." + language, house_.texts(language, "kiosk.language.name"),
                            LanguageChosen{language});
        node.language = language;
        node.selected = language == visit_.preferences.language;
        node.columns = 2;
    }
    button("back", words("kiosk.action.close"), OverlayClosed{});
}

void Card::operator()(const EndInQuestion&) {
    const bool ordered = std::holds_alternative<Ordered>(visit_.step);
    const std::string about = ordered ? "kiosk.end.ordered" : "kiosk.end.entered";
    heading(words("kiosk.end.heading"));
    paragraph("text", words(about));
    if (const auto* at = std::get_if<Ordered>(&visit_.step);
        at != nullptr &&
        (at->receipt == ReceiptState::printing || at->receipt == ReceiptState::needs_help))
        paragraph("printing", words("kiosk.end.printing"));
    button("back", words("kiosk.end.stay"), OverlayClosed{}).emphasis = Emphasis::primary;
    button("end", words("kiosk.end.yes"), EndConfirmed{}).emphasis = Emphasis::danger;
}

void Card::operator()(const StillThere& warning) {
    heading(words("kiosk.still_there.heading"));
    const bool ordered = std::holds_alternative<Ordered>(visit_.step);
    paragraph("text", words(ordered ? "kiosk.still_there.ordered" : "kiosk.still_there.text"));
    const std::vector<text::Argument> seconds{{"seconds", std::int64_t{warning.seconds_left}}};
    auto& left =
        add({"overlay.seconds", Role::status, words("kiosk.still_there.seconds", seconds)});
    left.tone = Tone::warning;
    button("back", words("kiosk.still_there.more_time"), MoreTimeAsked{}).emphasis =
        Emphasis::primary;
    button("end", words("kiosk.still_there.end"), EndConfirmed{}).emphasis = Emphasis::danger;
}

void Card::operator()(const ClosingSoon& soon) {
    heading(words("kiosk.closing_soon.heading"));
    const bool ordered = std::holds_alternative<Ordered>(visit_.step);
    paragraph("text", words(ordered ? "kiosk.still_there.ordered" : "kiosk.closing_soon.text"));
    const std::vector<text::Argument> seconds{{"seconds", std::int64_t{soon.seconds_left}}};
    auto& left =
        add({"overlay.seconds", Role::status, words("kiosk.still_there.seconds", seconds)});
    left.tone = Tone::warning;
    button("back", words("kiosk.closing_soon.go_on"), OverlayClosed{}).emphasis = Emphasis::primary;
    button("end", words("kiosk.still_there.end"), EndConfirmed{}).emphasis = Emphasis::danger;
}

}  // namespace

void add_overlay(Scene& scene, const Visit& visit, const House& house) {
    if (visit.overlay) std::visit(Card(scene, visit, house), *visit.overlay);
}

}  // namespace screens
