#include "kiosk/forms/certificate_rules.h"

#include "kiosk/forms/entitlement.h"
#include "kiosk/forms/field_ids.h"
#include "kiosk/forms/register_number.h"
#include "kiosk/forms/register_period.h"

#include <charconv>
#include <optional>

namespace kiosk::forms {
namespace {

struct Case {
    Register kind;
    const Answers& item;
    const Answers& shared;
    Date today;

    [[nodiscard]] bool for_oneself_at_birth() const {
        return kind == Register::birth && item[ids::role] == "self";
    }
};

using Found = std::optional<Problem>;

Found blocking(std::string_view field, const char* code) {
    return Problem{std::string(field), code, true};
}
Found notice(std::string_view field, const char* code) {
    return Problem{std::string(field), code, false};
}

const char* archive_code(Register kind) {
    switch (kind) {
        case Register::birth:
            return "archive_birth";
        case Register::marriage:
            return "archive_marriage";
        case Register::partnership:
            return "archive_partnership";
        case Register::death:
            return "archive_death";
    }
    return "archive_birth";
}

Found by_period(const Case& of, std::string_view field, const PartialDate& event) {
    switch (keeper_of(of.kind, event, of.today)) {
        case Keeper::office:
            return std::nullopt;
        case Keeper::either:
            return notice(field, "archive_near");
        case Keeper::archive:
            return blocking(field, archive_code(of.kind));
    }
    return std::nullopt;
}

Found judge_role(const Case& of) {
    if (needed_interest(of.kind, of.item[ids::role], false) == Interest::not_offered)
        return blocking(ids::role, "not_an_option");
    return std::nullopt;
}

Found judge_principal_role(const Case& of) {
    if (needed_interest(of.kind, of.item[ids::principal_role], false) == Interest::not_offered)
        return blocking(ids::principal_role, "not_an_option");
    return std::nullopt;
}

Found judge_interest(const Case& of) {
    const Interest needed =
        needed_interest(of.kind, of.item[ids::role], of.item[ids::all_dead_30_years] == "yes");
    if (!reason_is_enough(of.item[ids::interest_reason], needed))
        return blocking(ids::interest_reason, "interest_not_legal");
    return std::nullopt;
}

Found judge_office(const Case& of) {
    if (of.item[ids::office] == "elsewhere") return blocking(ids::office, "other_office");
    if (of.item[ids::office] == unknown) return notice(ids::office, "search_possible");
    return std::nullopt;
}

Found judge_event_date(const Case& of) {
    const std::string_view value = of.item[ids::event_date];
    if (of.for_oneself_at_birth()) {
        // The own birthday is known to the day, and the age follows from it.
        const auto born = parse_date(value);
        if (!born) return blocking(ids::event_date, "date_incomplete");
        if (!old_enough(*born, of.today)) return blocking(ids::event_date, "too_young");
    }
    const auto event = parse_partial_date(value);
    if (!event) return std::nullopt;
    // Civil partnerships exist since the Lebenspartnerschaftsgesetz came into force on 2001-08-01.
    using namespace std::chrono_literals;
    if (of.kind == Register::partnership && event->latest() < 2001y / 8 / 1)
        return blocking(ids::event_date, "before_partnerships");
    return by_period(of, ids::event_date, *event);
}

Found judge_number(const Case& of) {
    const std::string_view value = of.item[ids::register_number];
    const auto event = parse_partial_date(of.item[ids::event_date]);
    if (value == unknown) {
        if (!event) return blocking(ids::register_number, "needs_date_or_number");
        return notice(ids::register_number, "search_possible");
    }
    const auto number = parse_register_number(value);
    if (!number) return std::nullopt;
    if (number->type && *number->type != type_letter(of.kind))
        return blocking(ids::register_number, "wrong_register");
    if (event && number->year < event->year)
        return blocking(ids::register_number, "number_before_event");
    if (!event)
        return by_period(of, ids::register_number,
                         PartialDate{.year = number->year, .month = {}, .day = {}});
    return std::nullopt;
}

Found judge_adopted(const Case& of) {
    if (of.item[ids::adopted] == "yes" &&
        !may_have_printout_of_adopted(of.item[ids::role], of.item[ids::principal_role]))
        return blocking(ids::adopted, "printout_restricted");
    return std::nullopt;
}

Found judge_free_proof(const Case& of) {
    if (of.item[ids::free_proof] == "no") return blocking(ids::free_proof, "free_needs_proof");
    return std::nullopt;
}

int number_of(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Found judge_free_copies(const Case& of) {
    if (number_of(of.item[ids::free_copies]) > number_of(of.item[ids::copies]))
        return blocking(ids::free_copies, "more_free_than_ordered");
    return std::nullopt;
}

Found judge_applicant_birth_date(const Case& of) {
    const auto born = parse_date(of.shared[ids::applicant_birth_date]);
    if (born && !old_enough(*born, of.today))
        return blocking(ids::applicant_birth_date, "too_young");
    return std::nullopt;
}

Found judge_residence(const Case& of) {
    if (of.shared[ids::residence] == "abroad" && of.shared[ids::delivery] != "pickup")
        return blocking(ids::residence, "cod_abroad");
    return std::nullopt;
}

struct Rule {
    std::string_view field;
    Found (*judge)(const Case&);
};
constexpr Rule rules[] = {
    {ids::role, judge_role},
    {ids::principal_role, judge_principal_role},
    {ids::interest_reason, judge_interest},
    {ids::office, judge_office},
    {ids::event_date, judge_event_date},
    {ids::register_number, judge_number},
    {ids::adopted, judge_adopted},
    {ids::free_proof, judge_free_proof},
    {ids::free_copies, judge_free_copies},
    {ids::applicant_birth_date, judge_applicant_birth_date},
    {ids::residence, judge_residence},
};

}  // namespace

std::vector<Problem> certificate_problems(const Stop& stop, const Draft& draft, Date today) {
    std::vector<Problem> problems;
    if (!stop.service->register_kind || stop.item >= draft.items.size()) return problems;
    const Case of{*stop.service->register_kind, draft.items[stop.item].answers, draft.shared,
                  today};
    for (const Field* field : asked(stop, draft))
        for (const Rule& rule : rules)
            if (rule.field == field->id)
                if (auto found = rule.judge(of)) problems.push_back(std::move(*found));
    return problems;
}

}  // namespace kiosk::forms
