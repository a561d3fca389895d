// The answer, readable from 60 cm: what was asked first, then the rest, each with its source. Or
// what to choose from, or who knows.
#include "kiosk/answers/address.h"
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"
#include "screens/pages/spoken.h"

#include <algorithm>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;
using answers::Decision;

namespace {

constexpr std::size_t most_choices = 3;
constexpr std::size_t most_related = 4;

std::string source_words(const Sheet& sheet, const answers::Source& source, Date as_of) {
    return sheet.words("asking.source", {{"source", source.name}, {"as_of", as_of}});
}

bool same(const answers::Source& one, const answers::Source& other) {
    return one.name == other.name && one.url == other.url;
}

void add_line(Sheet& sheet, const answers::Told& told, std::size_t number,
              const std::string& language) {
    const auto& line = told.lines[number];
    Node node{"answer." + std::to_string(number), Role::text,
              line.label.empty() ? line.text : line.label};
    if (!line.label.empty()) {
        node.value = line.text;
        node.spoken = line.label + ": " + line.text;
    }
    node.hint = line.url;
    // What rests on something else than the answer as a whole says so itself.
    if (line.source && (!same(*line.source, told.source) || line.as_of != told.as_of))
        node.hint +=
            (node.hint.empty() ? "" : "\n") + source_words(sheet, *line.source, line.as_of);
    node.language = language;
    sheet.add(std::move(node));
}

void add_code(Sheet& sheet, const answers::Told& told) {
    const auto address = address_of(told);
    if (address.empty()) return;
    Node code{"more.code", Role::qr, sheet.words("asking.code")};
    code.value = address;
    sheet.add(std::move(code));
}

void add_slip(Sheet& sheet, const Replying& at) {
    switch (at.slip) {
        case SlipState::printing:
            sheet.status(Tone::information, "asking.slip.printing");
            return;
        case SlipState::printed:
            sheet.status(Tone::success, "asking.slip.printed");
            return;
        case SlipState::not_printed:
            sheet.status(Tone::warning, "asking.slip.not_printed");
            return;
        case SlipState::none:
            break;
    }
    if (!sheet.visit().printer.ready()) return;
    auto& button = sheet.button("slip", "asking.slip", SlipWanted{});
    button.icon = "printer";
    button.row = "next";
}

void add_order(Sheet& sheet, const answers::Topic& topic) {
    if (topic.order.empty()) return;
    const auto& house = sheet.house();
    if (!can_be_ordered(topic.order, sheet.visit(), house)) return;
    auto& button = sheet.button("order", "asking.order", ServiceChosen{topic.order});
    button.icon = "document";
    button.emphasis = Emphasis::primary;
    button.row = "next";
}

void add_judgement(Sheet& sheet, const Replying& at) {
    if (at.helped) {
        sheet.status(Tone::information,
                     *at.helped ? "asking.helped.thanks" : "asking.helped.sorry");
        return;
    }
    sheet.add({"helped", Role::group, sheet.words("asking.helped")});
    sheet.button("helped.yes", "common.yes", AnswerJudged{true}).columns = 4;
    sheet.button("helped.no", "common.no", AnswerJudged{false}).columns = 4;
}

void add_related(Sheet& sheet, const answers::Topic& topic) {
    const auto* knowledge = sheet.house().knowledge;
    bool any = false;
    for (std::size_t i = 0; i < std::min(topic.see.size(), most_related); ++i) {
        const auto* other = knowledge->topic(topic.see[i]);
        if (other == nullptr) continue;
        if (!any) sheet.add({"related", Role::group, sheet.words("asking.related")});
        any = true;
        const auto title = other->title.find(sheet.language());
        Node node{"topic." + other->id, Role::button,
                  title != other->title.end() ? title->second : other->title.find("de")->second};
        node.columns = 2;
        node.event = TopicChosen{other->id};
        sheet.add(std::move(node));
    }
}

void add_hotline(Sheet& sheet, const Replying& at) {
    if (at.hotline.empty()) return;
    Node node{"hotline", Role::text, at.hotline};
    node.icon = "phone";
    node.language = at.reply.language;
    sheet.add(std::move(node));
}

void add_masked(Sheet& sheet, const Replying& at) {
    if (at.reply.masked) sheet.status(Tone::information, "asking.masked").icon = "lock";
}

void add_told(Sheet& sheet, const Replying& at) {
    const auto& reply = at.reply;
    const auto& told = *reply.told;
    const auto* knowledge = sheet.house().knowledge;
    const auto* topic = reply.candidates.empty() || knowledge == nullptr
                            ? nullptr
                            : knowledge->topic(reply.candidates.front().id);
    Node heading{"heading", Role::heading,
                 reply.candidates.empty() ? sheet.words("asking.answer.heading")
                                          : reply.candidates.front().title};
    heading.language = reply.language;
    sheet.add(std::move(heading));
    add_masked(sheet, at);
    for (std::size_t i = 0; i < told.lines.size(); ++i) add_line(sheet, told, i, reply.language);
    if (!told.source.name.empty()) {
        Node source{"source", Role::text, source_words(sheet, told.source, told.as_of)};
        source.emphasis = Emphasis::quiet;
        sheet.add(std::move(source));
    }
    if (topic != nullptr) add_order(sheet, *topic);
    add_slip(sheet, at);
    add_judgement(sheet, at);
    add_code(sheet, told);
    if (topic != nullptr) add_related(sheet, *topic);
    add_hotline(sheet, at);
}

void add_choice(Sheet& sheet, const Replying& at) {
    sheet.heading("asking.choose.heading");
    add_masked(sheet, at);
    sheet.paragraph("asking.choose.text");
    const auto& candidates = at.reply.candidates;
    for (std::size_t i = 0; i < std::min(candidates.size(), most_choices); ++i) {
        Node node{"topic." + candidates[i].id, Role::button, candidates[i].title};
        node.language = at.reply.language;
        node.event = TopicChosen{candidates[i].id};
        sheet.add(std::move(node));
    }
    sheet.button("none", "asking.choose.none", AnswerJudged{false}).emphasis = Emphasis::quiet;
}

void add_referral(Sheet& sheet, const Replying& at) {
    sheet.heading("asking.refer.heading");
    add_masked(sheet, at);
    if (!at.reply.say.empty()) {
        Node say{"say", Role::text, at.reply.say};
        say.language = at.reply.language;
        sheet.add(std::move(say));
    } else {
        sheet.paragraph("asking.refer.text");
    }
    add_hotline(sheet, at);
    sheet.paragraph("asking.refer.what_to_say");
}

void add_emergency(Sheet& sheet, const Replying& at) {
    const bool police = at.reply.emergency == answers::Emergency::police ||
                        at.reply.emergency == answers::Emergency::violence;
    sheet.heading("asking.emergency.heading");
    Node number{"emergency.number", Role::heading, police ? "110" : "112",
                character_by_character(police ? "110" : "112")};
    number.emphasis = Emphasis::primary;
    sheet.add(std::move(number));
    Node say{"say", Role::status, at.reply.say};
    say.tone = Tone::error;
    say.icon = "phone";
    say.language = at.reply.language;
    sheet.add(std::move(say));
    sheet.paragraph("asking.emergency.no_phone");
}

}  // namespace

Scene page_of(const Replying& at, const Visit& visit, const House& house) {
    Sheet sheet("replying." + std::string(answers::name_of(at.reply.decision)), visit, house);
    if (at.reply.told)
        add_told(sheet, at);
    else if (at.reply.decision == Decision::choose)
        add_choice(sheet, at);
    else if (at.reply.decision == Decision::emergency)
        add_emergency(sheet, at);
    else
        add_referral(sheet, at);
    sheet.back();
    sheet.main_action("asking.another", Continued{});
    return std::move(sheet).done();
}

}  // namespace screens
