#include "kiosk/answers/compose.h"

#include "kiosk/answers/german_values.h"
#include "kiosk/answers/hours_words.h"

#include <array>

namespace kiosk::answers {
namespace {

// After how many days a fact may have been overtaken: fees half a year, the rest a year.
constexpr auto fees_age = std::chrono::days{183};
constexpr auto facts_age = std::chrono::days{366};

// How far ahead a holiday's other hours are told.
constexpr int days_ahead = 14;

// In which order the rest is told.
constexpr std::array<Aspect, 11> order = {
    Aspect::general, Aspect::prerequisites, Aspect::deadline, Aspect::documents,
    Aspect::fee,     Aspect::duration,      Aspect::validity, Aspect::appointment,
    Aspect::online,  Aspect::where,         Aspect::contact};

std::string_view text_in(const ByLanguage& texts, std::string_view language) {
    for (const std::string_view wanted : {language, std::string_view("de")})
        if (const auto found = texts.find(wanted); found != texts.end()) return found->second;
    return {};
}

std::string name_in(const Office& office, std::string_view language) {
    return std::string(text_in(office.name, language));
}

bool is_over(const std::optional<Date>& valid_until, Date today) {
    return valid_until && *valid_until < today;
}

class Answer {
  public:
    Answer(const Topic& topic, const Composer& composer) : topic_(topic), with_(composer) {
        told_.source = topic.source;
        told_.as_of = topic.updated;
    }

    // Whether anything is known.
    bool tell(Aspect aspect) {
        const std::size_t before = told_.lines.size();
        if (aspect == Aspect::fee)
            for (const Fee& fee : topic_.fees) tell_fee(fee);
        else if (aspect == Aspect::where || aspect == Aspect::hours)
            tell_offices(aspect);
        else if (const auto facts = topic_.facts.find(aspect); facts != topic_.facts.end())
            for (const Fact& fact : facts->second) tell_fact(aspect, fact, fact.text, facts_age);
        return told_.lines.size() > before;
    }
    void tell_unknown(Aspect aspect) {
        told_.lines.push_back(
            {.about = aspect, .label = words(name_of(aspect)), .text = words("not_known")});
    }
    void say(std::string sentence) {
        if (sentence.empty()) return;
        told_.lines.push_back({.text = std::move(sentence)});
    }
    [[nodiscard]] Told finish() {
        if (any_fact_ && with_.language != "de") say(words("facts_in_german"));
        if (any_old_) say(words("old"));
        return std::move(told_);
    }

  private:
    [[nodiscard]] std::string words(std::string_view name) const {
        return with_.frames(with_.language, name);
    }
    [[nodiscard]] bool is_old(const Fact& fact, std::chrono::days age) const {
        return std::chrono::sys_days(with_.now.date) - std::chrono::sys_days(fact.updated) > age;
    }
    // The first fact's source stands for an answer that begins with it.
    void tell_fact(Aspect aspect, const Fact& fact, std::string text, std::chrono::days age) {
        if (is_over(fact.valid_until, with_.now.date)) return;
        if (!fact.legal.empty()) text += " (" + fact.legal + ")";
        if (is_old(fact, age)) text += " – " + words("as_of") + " " + day(fact.updated);
        told_.lines.push_back(
            {.about = aspect,
             .label = words(aspect == Aspect::general ? "steps" : name_of(aspect)),
             .text = std::move(text),
             .url = fact.url,
             .source = fact.source,
             .as_of = fact.updated});
        if (!any_fact_) {
            told_.source = fact.source;
            told_.as_of = fact.updated;
        }
        any_fact_ = true;
        any_old_ |= is_old(fact, age);
    }
    void tell_fee(const Fee& fee) {
        std::string text;
        if (fee.amount) text = *fee.amount == 0 ? words("free") : euros(*fee.amount);
        if (!fee.fact.text.empty()) text += (text.empty() ? "" : " – ") + fee.fact.text;
        tell_fact(Aspect::fee, fee.fact, std::move(text), fees_age);
    }
    void tell_offices(Aspect aspect) {
        for (const std::string& id : topic_.where) {
            const Office* office = with_.knowledge.office(id);
            if (office == nullptr) continue;
            if (aspect == Aspect::hours)
                tell_hours(*office);
            else
                tell_place(*office);
        }
    }
    void tell_place(const Office& office) {
        std::string text = name_in(office, with_.language);
        if (!office.address.empty()) text += ", " + office.address;
        told_.lines.push_back({.about = Aspect::where,
                               .label = words(name_of(Aspect::where)),
                               .text = std::move(text)});
    }
    void tell_hours(const Office& office) {
        const std::string hours = with_.hours_of(office);
        if (hours.empty()) return;
        told_.lines.push_back({.about = Aspect::hours,
                               .label = words(name_of(Aspect::hours)),
                               .text = name_in(office, with_.language) + ": " + hours,
                               .source = office.hours_source,
                               .as_of = office.updated});
    }

    const Topic& topic_;
    const Composer& with_;
    Told told_;
    bool any_fact_ = false;
    bool any_old_ = false;
};

// nullopt also for hours that do not parse: the validator has refused those.
std::optional<OpeningHours> parsed_hours(const Office& office) {
    if (office.hours.empty()) return std::nullopt;
    const auto hours = OpeningHours::parse(office.hours);
    return hours ? std::optional(*hours) : std::nullopt;
}

}  // namespace

std::string Told::text() const {
    std::string text;
    for (const Line& line : lines) {
        if (!text.empty()) text += '\n';
        if (!line.label.empty()) text += line.label + ": ";
        text += line.text;
        if (!line.url.empty()) text += " " + line.url;
    }
    return text;
}

std::optional<Told> Composer::tell(const Topic& topic, Aspect asked) const {
    if (is_over(topic.valid_until, now.date)) return std::nullopt;
    Answer answer(topic, *this);
    if (asked != Aspect::general && !answer.tell(asked)) {
        answer.tell_unknown(asked);
        if (asked == Aspect::hours) answer.tell(Aspect::where);
    }
    answer.say(std::string(text_in(topic.summary, language)));
    for (const Aspect aspect : order)
        if (aspect != asked && !(asked == Aspect::hours && aspect == Aspect::where))
            answer.tell(aspect);
    return answer.finish();
}

std::string Composer::hours_of(const Office& office) const {
    const auto hours = parsed_hours(office);
    if (!hours) return {};
    std::string text =
        frames(language, state_in_words(hours->at(now, holidays), now, holidays, language));
    for (const Phrase& days : days_in_words(*hours, now.date))
        text += " " + frames(language, days) + ".";
    for (const Phrase& other : holidays_in_words(*hours, now.date, days_ahead, holidays, language))
        text += " " + frames(language, other) + ".";
    return text;
}

std::string Composer::state_of(const Office& office) const {
    const std::string name = name_in(office, language);
    const auto hours = parsed_hours(office);
    if (!hours) return name;
    return name + ": " +
           frames(language, state_in_words(hours->at(now, holidays), now, holidays, language));
}

}  // namespace kiosk::answers
