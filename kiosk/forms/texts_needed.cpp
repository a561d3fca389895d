#include "kiosk/forms/texts_needed.h"

namespace kiosk::forms {
namespace {

void append(std::vector<std::string>& into, const TextKeys& keys) {
    into.insert(into.end(), keys.begin(), keys.end());
}

std::vector<TextNeed> needed_by(const Service& service, const Page& page) {
    std::vector<TextNeed> needs{{page_text(service, page, "heading"), "page " + page.id}};
    for (const Field& field : page.fields) {
        const std::string of = "field " + field.id;
        needs.push_back({field_text(service, field, "label"), of});
        for (const Option& option : field.options)
            needs.push_back({option_text(service, field, option.id), of + ", option " + option.id});
        if (field.kind == FieldKind::yes_no)
            for (const char* answer : {"yes", "no"})
                needs.push_back({option_text(service, field, answer), of + ", option " + answer});
        if (field.may_be_unknown)
            needs.push_back({option_text(service, field, "unknown"), of + ", option unknown"});
    }
    return needs;
}

}  // namespace

std::vector<TextNeed> texts_needed(const Service& service) {
    std::vector<TextNeed> needs;
    for (const char* part : {"title", "summary", "who", "need"})
        needs.push_back({service_text(service, part), std::string("service, ") + part});
    for (const Page& page : service.pages)
        for (TextNeed& need : needed_by(service, page)) needs.push_back(std::move(need));
    return needs;
}

std::vector<std::string> texts_possible(const Service& service) {
    std::vector<std::string> keys;
    for (const TextNeed& need : texts_needed(service)) append(keys, need.keys);
    for (const Page& page : service.pages) {
        for (const char* part : {"text", "help"}) append(keys, page_text(service, page, part));
        for (const Field& field : page.fields) append(keys, field_text(service, field, "hint"));
    }
    return keys;
}

const std::vector<std::string>& problem_texts() {
    static const std::vector<std::string> codes = [] {
        std::vector<std::string> keys;
        for (const char* code : {"missing",
                                 "not_chosen",
                                 "none_chosen",
                                 "not_ticked",
                                 "not_an_option",
                                 "left_empty",
                                 "too_long",
                                 "not_printable",
                                 "not_in_names",
                                 "not_a_date",
                                 "date_incomplete",
                                 "in_future",
                                 "too_long_ago",
                                 "not_a_number",
                                 "out_of_range",
                                 "bad_postcode",
                                 "bad_postcode_abroad",
                                 "bad_email",
                                 "bad_phone",
                                 "bad_register_number",
                                 "wrong_register",
                                 "number_before_event",
                                 "needs_date_or_number",
                                 "too_young",
                                 "interest_not_legal",
                                 "other_office",
                                 "search_possible",
                                 "archive_near",
                                 "archive_birth",
                                 "archive_marriage",
                                 "archive_partnership",
                                 "archive_death",
                                 "before_partnerships",
                                 "printout_restricted",
                                 "free_needs_proof",
                                 "more_free_than_ordered",
                                 "cod_abroad"})
            keys.push_back(std::string("problem.") + code);
        return keys;
    }();
    return codes;
}

}  // namespace kiosk::forms
