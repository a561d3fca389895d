#include "tests/forms/shipped.h"

#include <algorithm>

namespace kiosk::forms {
namespace {

std::vector<Service> load(const Switches& on) {
    return load_services(HOUSE "/config/services", on).value();
}

}  // namespace

const std::vector<Service>& shipped() {
    static const auto services = load({});
    return services;
}

const std::vector<Service>& shipped_with_pickup() {
    static const auto services = load({pickup_switch});
    return services;
}

Draft own_birth_certificate() {
    const Draft empty{.items = {Item{"birth-certificate", {}}}, .shared = {}};
    return with(empty,
                {{"role", "self"},
                 {"office", "leipzig"},
                 {"event_date", "1964-08-12"},
                 {"register_number", "G 334/1964"},
                 {"child_given_names", "Erika"},
                 {"child_family_name", "Gabler"},
                 {"parent1_given_names", "Helga"},
                 {"parent1_family_name", "Gabler"},
                 {"variant", "certificate"},
                 {"eu_wanted", "no"},
                 {"copies", "2"},
                 {"purpose", "records"}},
                {{"applicant_given_names", "Erika"},
                 {"applicant_family_name", "Mustermann"},
                 {"residence", "germany"},
                 {"street", "Heidestraße"},
                 {"house_number", "17"},
                 {"postcode", "04109"},
                 {"town", "Leipzig"},
                 {"declared_privacy", "yes"},
                 {"declared_correct", "yes"},
                 {"declared_fees", "yes"}});
}

Draft with(Draft draft, Entered item, Entered shared) {
    for (const auto& [field, value] : item) draft.items.front().answers.set(field, value);
    for (const auto& [field, value] : shared) draft.shared.set(field, value);
    return draft;
}

Draft of_service(Draft draft, const char* service) {
    draft.items.front().service = service;
    return draft;
}

std::string found_at(const std::string& field, const Draft& draft,
                     const std::vector<Service>& services, Date on) {
    for (const Stop& stop : route(services, draft, on)) {
        const auto fields = asked(stop, draft);
        if (std::none_of(fields.begin(), fields.end(),
                         [&](const Field* f) { return f->id == field; }))
            continue;
        std::string found;
        for (const Problem& problem : check(stop, draft, on))
            if (problem.field == field)
                found += (found.empty() ? "" : " ") + problem.code + (problem.blocks ? "" : "?");
        return found;
    }
    return "not asked";
}

std::string route_of(const Draft& draft, const std::vector<Service>& services, Date on) {
    std::string pages;
    for (const Stop& stop : route(services, draft, on)) {
        if (!pages.empty()) pages += ' ';
        if (stop.item > 0) pages += std::to_string(stop.item) + ":";
        pages += stop.page->id;
    }
    return pages;
}

}  // namespace kiosk::forms
