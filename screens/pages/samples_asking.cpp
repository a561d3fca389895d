// The screens about questions. What they answer is made up, and says so: the pictures must not
// change with every fee.
#include "screens/pages/samples.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

constexpr Date sample_version{std::chrono::year{2026}, std::chrono::January, std::chrono::day{15}};
const answers::Source rule{"Musterordnung § 1", "https://example.org/musterordnung"};
const answers::Source page{"Stadt Musterstadt, Seite zum Ausweis", "https://example.org/ausweis"};

answers::Topic topic(std::string id, std::string german, std::string english) {
    answers::Topic topic;
    topic.id = std::move(id);
    topic.title = {{"de", std::move(german)}, {"en", std::move(english)}};
    topic.source = rule;
    topic.updated = sample_version;
    return topic;
}

answers::Situation situation(const std::string& icon, std::string german, std::string english) {
    return {.id = icon,
            .icon = icon,
            .title = {{"de", std::move(german)}, {"en", std::move(english)}},
            .topics = {"ausweis", "geburtsurkunde", "umzug"}};
}

answers::Line line(answers::Aspect about, std::string label, std::string text,
                   const answers::Source& source) {
    return {.about = about,
            .label = std::move(label),
            .text = std::move(text),
            .source = source,
            .as_of = sample_version};
}

answers::Line sentence(std::string text) {
    return {.text = std::move(text)};
}

answers::Reply told_reply() {
    answers::Reply reply{.language = "de", .decision = answers::Decision::answer, .confidence = 1};
    reply.candidates = {{"geburtsurkunde", "Geburtsurkunde bestellen", 1}};
    reply.aspect = answers::Aspect::fee;
    answers::Told told;
    told.source = rule;
    told.as_of = sample_version;
    told.lines = {
        line(answers::Aspect::fee, "Kosten", "12,34 € – Muster einer Gebühr (§ 1 Musterordnung)",
             rule),
        sentence("Eine Geburtsurkunde bekommen Sie beim Standesamt des Geburtsortes."),
        line(answers::Aspect::documents, "Unterlagen",
             "Muster einer Angabe, die auf einer anderen Seite steht als die übrigen.", page),
        line(answers::Aspect::where, "Zuständig", "Standesamt", rule)};
    reply.told = told;
    return reply;
}

answers::Reply foreign_reply() {
    auto reply = told_reply();
    reply.language = "ar";
    reply.candidates.front().title = "طلب شهادة الميلاد";
    reply.told->lines[0].label = "التكلفة";
    reply.told->lines[1].text = "تحصل على شهادة الميلاد من مكتب الأحوال المدنية في مكان الولادة.";
    reply.told->lines.resize(2);
    return reply;
}

answers::Reply without_answer(answers::Decision decision) {
    answers::Reply reply{.language = "de", .decision = decision};
    reply.candidates = {{"ausweis", "Personalausweis beantragen", 0.5},
                        {"geburtsurkunde", "Geburtsurkunde bestellen", 0.4},
                        {"umzug", "Umzug melden", 0.3}};
    return reply;
}

const std::string hotline_open = "Behördennummer 115: Jetzt geöffnet, bis 18 Uhr.";

Replying replying(answers::Reply reply) {
    return {Asking{{}, "Was kostet eine Geburtsurkunde?"}, std::move(reply), hotline_open};
}

Asking typing(std::string question, int keyboard_page) {
    Asking asking{{}, std::move(question)};
    asking.typing = true;
    asking.keyboard_page = keyboard_page;
    asking.suggestions = without_answer(answers::Decision::choose).candidates;
    return asking;
}

// Pages of screens/toolkit/keyboard.h.
constexpr int small_letters = 1;
constexpr int cyrillic = 7;
constexpr int arabic = 8;

}  // namespace

House with_sample_knowledge(House house) {
    static const answers::Knowledge knowledge = [] {
        answers::Knowledge samples;
        samples.topics = {
            topic("ausweis", "Personalausweis beantragen", "Apply for an ID card"),
            topic("geburtsurkunde", "Geburtsurkunde bestellen", "Order a birth certificate"),
            topic("umzug", "Umzug melden", "Report a move")};
        samples.topics[1].order = "birth-certificate";
        samples.topics[1].see = {"ausweis", "umzug"};
        samples.situations = {situation("card", "Ausweis und Pass", "ID card and passport"),
                              situation("home", "Umzug und Wohnen", "Moving and housing"),
                              situation("birth", "Geburt, Kind, Schule", "Birth, child, school"),
                              situation("marriage", "Heirat und Familie", "Marriage and family"),
                              situation("document", "Auto und Führerschein", "Car and licence"),
                              situation("euro", "Geld, Arbeit, Gewerbe", "Money, work, business"),
                              situation("death", "Todesfall", "Death in the family"),
                              situation("person", "Neu in Deutschland", "New in Germany"),
                              situation("building", "Stadt und Abfall", "City and waste")};
        return samples;
    }();
    house.knowledge = &knowledge;
    return house;
}

void add_asking_screens(std::vector<Sample>& samples) {
    const auto add = [&samples](std::string name, Step step, bool fit = true) {
        Visit visit;
        visit.step = std::move(step);
        visit.knowledge_fit = fit;
        samples.push_back({std::move(name), std::move(visit)});
    };
    add("asking", Asking{});
    add("asking.typing", typing("was kostet ein perso", small_letters));
    add("asking.cyrillic", typing("скільки коштує", cyrillic));
    add("asking.arabic", typing("كم تكلفة", arabic));
    add("asking.typed", Asking{{}, "Was kostet eine Geburtsurkunde, wenn sie ins Ausland soll?"});
    Asking looking{{}, "Was kostet eine Geburtsurkunde?"};
    looking.asked = 1;
    add("asking.looking", looking);
    Asking of_situation;
    of_situation.situation = "card";
    add("asking.situation", of_situation);
    add("asking.not_available", Asking{}, false);
    add("replying.answer", replying(told_reply()));
    auto judged = replying(told_reply());
    judged.helped = true;
    judged.slip = SlipState::printed;
    judged.reply.masked = true;
    add("replying.judged", judged);
    auto not_printed = replying(told_reply());
    not_printed.helped = false;
    not_printed.slip = SlipState::not_printed;
    add("replying.not_printed", not_printed);
    add("replying.foreign", replying(foreign_reply()));
    add("replying.choose", replying(without_answer(answers::Decision::choose)));
    auto refer = without_answer(answers::Decision::refer);
    refer.candidates.clear();
    add("replying.refer", replying(refer));
    auto emergency = without_answer(answers::Decision::emergency);
    emergency.emergency = answers::Emergency::rescue;
    emergency.say =
        "Notfall? Rufen Sie sofort die 112 an: Feuerwehr und Rettungsdienst, kostenlos von jedem "
        "Telefon.";
    add("replying.emergency", replying(emergency));
}

}  // namespace screens
