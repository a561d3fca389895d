// A question in the citizen's own words: one field with suggestions while typing, and what people
// come for most, by life situation.
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"
#include "screens/toolkit/keyboard.h"

#include <algorithm>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

// Beside the keyboard there is room for no more.
constexpr std::size_t most_suggestions = 3;

std::string in_language(const answers::ByLanguage& texts, const std::string& language) {
    const auto found = texts.find(language);
    return found != texts.end() ? found->second : texts.find("de")->second;
}

const answers::Situation* situation_of(const Asking& asking, const House& house) {
    if (house.knowledge == nullptr) return nullptr;
    const auto& all = house.knowledge->situations;
    const auto found = std::ranges::find(all, asking.situation, &answers::Situation::id);
    return found == all.end() ? nullptr : &*found;
}

void add_field(Sheet& sheet, const Asking& asking) {
    Node field{"field.question", Role::field, sheet.words("asking.question")};
    field.value = asking.question;
    field.hint = sheet.words("asking.question.hint");
    field.personal = true;
    field.typing = asking.typing;
    field.event = FieldTouched{"question"};
    sheet.add(std::move(field));
}

void add_topic(Sheet& sheet, const std::string& id, std::string title, int columns) {
    Node topic{"topic." + id, Role::button, std::move(title)};
    topic.columns = columns;
    topic.event = TopicChosen{id};
    sheet.add(std::move(topic));
}

void add_suggestions(Sheet& sheet, const Asking& asking) {
    if (asking.suggestions.empty()) return;
    sheet.add({"suggestions", Role::group, sheet.words("asking.suggestions")});
    const auto& language = sheet.language();
    const auto* knowledge = sheet.house().knowledge;
    for (std::size_t i = 0; i < std::min(asking.suggestions.size(), most_suggestions); ++i) {
        const auto& suggestion = asking.suggestions[i];
        const auto* topic = knowledge == nullptr ? nullptr : knowledge->topic(suggestion.id);
        add_topic(sheet, suggestion.id,
                  topic == nullptr ? suggestion.title : in_language(topic->title, language),
                  static_cast<int>(most_suggestions));
    }
}

void add_situations(Sheet& sheet) {
    const auto* knowledge = sheet.house().knowledge;
    if (knowledge == nullptr || knowledge->situations.empty()) return;
    sheet.add({"situations", Role::group, sheet.words("asking.situations")});
    for (const auto& situation : knowledge->situations) {
        Node tile{"situation." + situation.id, Role::button,
                  in_language(situation.title, sheet.language())};
        tile.icon = situation.icon;
        tile.columns = 3;
        tile.event = SituationChosen{situation.id};
        sheet.add(std::move(tile));
    }
}

void add_topics_of(Sheet& sheet, const answers::Situation& situation) {
    for (const auto& id : situation.topics)
        if (const auto* topic = sheet.house().knowledge->topic(id))
            add_topic(sheet, id, in_language(topic->title, sheet.language()), 2);
}

void add_keyboard(Sheet& sheet, const Asking& asking) {
    const auto words = [&](std::string_view key) {
        return sheet.words("kiosk.key." + std::string(key));
    };
    for (auto& key : keyboard_nodes(KeyboardKind::question, asking.keyboard_page, words))
        sheet.add(std::move(key));
}

}  // namespace

Scene page_of(const Asking& asking, const Visit& visit, const House& house) {
    const auto* situation = situation_of(asking, house);
    Sheet sheet(situation == nullptr ? "asking" : "asking." + situation->id, visit, house);
    if (situation != nullptr) {
        sheet.add({"heading", Role::heading, in_language(situation->title, sheet.language())});
        sheet.paragraph("asking.situation.text");
        add_topics_of(sheet, *situation);
        sheet.back();
        return std::move(sheet).done();
    }
    sheet.heading("asking.heading");
    if (visit.knowledge_fit == false) {
        sheet.status(Tone::warning, "asking.not_available");
        sheet.paragraph("kiosk.elsewhere.help_line",
                        {{"help_line", house.settings.office.help_line}});
        sheet.back();
        return std::move(sheet).done();
    }
    add_field(sheet, asking);
    if (asking.asked != 0) sheet.status(Tone::information, "asking.looking");
    if (asking.typing) {
        add_suggestions(sheet, asking);
    } else {
        add_situations(sheet);
        sheet.paragraph("asking.privacy").emphasis = Emphasis::quiet;
    }
    sheet.back();
    sheet.main_action("asking.ask", Continued{}).disabled = asking.question.empty();
    if (asking.typing) add_keyboard(sheet, asking);
    return std::move(sheet).done();
}

}  // namespace screens
