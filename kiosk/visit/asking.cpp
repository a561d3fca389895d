// A question in the citizen's own words, or by what brought them.
#include "kiosk/visit/moves.h"
#include "kiosk/visit/typing.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

constexpr std::string_view question_id = "question";

// Typed like any text of a form; what is longer is no question.
const forms::Field& question_field() {
    static const forms::Field field = [] {
        forms::Field question;
        question.id = question_id;
        question.longest = 200;
        return question;
    }();
    return field;
}

bool says_something(std::string_view text) {
    return text.find_first_not_of(" .,-?!") != std::string_view::npos;
}

// The answer to what stood here before is no longer wanted.
Asking retyped(Asking asking, std::string question, Turn& turn) {
    asking.question = std::move(question);
    asking.keyboard_page =
        keyboard_page_after(question_field(), asking.question, asking.keyboard_page);
    asking.asked = 0;
    if (!says_something(asking.question)) {
        asking.suggesting = 0;
        asking.suggestions.clear();
        return asking;
    }
    asking.suggesting = turn.new_work();
    turn.effects.emplace_back(
        Suggest{asking.suggesting, asking.question, turn.visit.preferences.language});
    return asking;
}

}  // namespace

Then<Asking> want_question(Welcome& welcome, const QuestionWanted&, Turn& turn) {
    turn.effects.emplace_back(OpenKnowledge{});
    turn.effects.emplace_back(AskPrinter{});
    return Asking{std::move(welcome.draft)};
}

Then<Asking> open_question(Asking& asking, const FieldTouched& touched, Turn&) {
    if (!touched.field.empty() && touched.field != question_id) return std::nullopt;
    asking.typing = !touched.field.empty();
    asking.situation.clear();
    if (asking.typing)
        asking.keyboard_page = keyboard_page_after(question_field(), asking.question, 0);
    return std::move(asking);
}

Then<Asking> type_question(Asking& asking, const Typed& typed, Turn& turn) {
    if (!asking.typing) return std::nullopt;
    auto longer = with_key(question_field(), asking.question, typed.text);
    if (!longer) return std::nullopt;
    return retyped(std::move(asking), std::move(*longer), turn);
}

Then<Asking> erase_question(Asking& asking, const Erased&, Turn& turn) {
    if (!asking.typing) return std::nullopt;
    auto shorter = without_last(question_field(), asking.question);
    return retyped(std::move(asking), std::move(shorter), turn);
}

Then<Asking> turn_question_keyboard(Asking& asking, const KeyboardPageTurned& turned, Turn&) {
    if (!asking.typing) return std::nullopt;
    asking.keyboard_page = turned.page;
    return std::move(asking);
}

Then<Asking> take_suggestions(Asking& asking, const Suggested& suggested, Turn&) {
    if (suggested.work != asking.suggesting) return std::nullopt;
    asking.suggestions = suggested.topics;
    return std::move(asking);
}

Then<Asking> choose_situation(Asking& asking, const SituationChosen& chosen, Turn& turn) {
    const auto* knowledge = turn.house.knowledge;
    if (knowledge == nullptr) return std::nullopt;
    const bool known = std::ranges::find(knowledge->situations, chosen.situation,
                                         &answers::Situation::id) != knowledge->situations.end();
    if (!known && !chosen.situation.empty()) return std::nullopt;
    asking.situation = chosen.situation;
    asking.typing = false;
    return std::move(asking);
}

Then<Asking> ask(Asking& asking, const Continued&, Turn& turn) {
    if (!says_something(asking.question)) return std::nullopt;
    asking.typing = false;
    asking.asked = turn.new_work();
    turn.effects.emplace_back(
        AskQuestion{asking.asked, asking.question, turn.visit.preferences.language});
    return std::move(asking);
}

Then<Asking> ask_about(Asking& asking, const TopicChosen& chosen, Turn& turn) {
    asking.typing = false;
    asking.asked = turn.new_work();
    turn.effects.emplace_back(TellTopic{asking.asked, chosen.topic, answers::Aspect::general,
                                        turn.visit.preferences.language});
    return std::move(asking);
}

Then<Asking, Welcome, OutOfService> leave_question(Asking& asking, const WentBack&, Turn& turn) {
    using To = std::variant<Asking, Welcome, OutOfService>;
    if (asking.typing || !asking.situation.empty()) {
        asking.typing = false;
        asking.situation.clear();
        return To(std::move(asking));
    }
    return std::visit([](auto&& to) { return To(std::move(to)); },
                      back_to_welcome(std::move(asking.draft), turn));
}

Then<Replying> reply(Asking& asking, const Replied& replied, Turn&) {
    if (replied.work != asking.asked || asking.asked == 0) return std::nullopt;
    asking.asked = 0;
    return Replying{std::move(asking), replied.reply, replied.hotline};
}

}  // namespace kiosk::visit
