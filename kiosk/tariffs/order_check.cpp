#include "kiosk/tariffs/order_check.h"

#include "kiosk/forms/answers.h"

#include <map>
#include <set>
#include <string>

namespace kiosk::tariffs {
namespace {

using Checked = tl::expected<void, Refusal>;

Checked invalid(std::string pointer, const char* reason) {
    return tl::unexpected(Refusal{"invalid", std::move(pointer) + ": " + reason});
}

bool is_count(int number) {
    return number >= 1 && number <= most_copies;
}

Checked check_eu_forms(const OrderLine& line, const std::string& pointer) {
    if (line.eu_forms.empty()) return {};
    if (line.variant != Variant::certificate)
        return invalid(pointer + "/eu_forms", "go with a certificate only");
    std::set<std::string> languages;
    for (std::size_t i = 0; i < line.eu_forms.size(); ++i) {
        const std::string one = pointer + "/eu_forms/" + std::to_string(i);
        if (line.eu_forms[i].language.empty()) return invalid(one + "/lang", "is missing");
        if (!languages.insert(line.eu_forms[i].language).second)
            return invalid(one + "/lang", "stands twice in this line");
        if (!is_count(line.eu_forms[i].copies))
            return invalid(one + "/copies", "must be from 1 to 10");
    }
    return {};
}

Checked check_line(const OrderLine& line, const std::string& pointer) {
    if (!is_count(line.copies)) return invalid(pointer + "/copies", "must be from 1 to 10");
    if (line.exempt_copies < 0 || line.exempt_copies > line.copies)
        return invalid(pointer + "/exempt_copies", "must be from 0 to copies");
    return check_eu_forms(line, pointer);
}

// What two lines say of one entry must agree; the first difference names its member.
const char* contradiction(const OrderLine& a, const OrderLine& b) {
    if (a.register_kind != b.register_kind) return "/register";
    if (a.office_known != b.office_known) return "/office_known";
    if (a.number_known != b.number_known) return "/number_known";
    if (a.office != b.office) return "/office";
    return nullptr;
}

Checked check_minutes(const Order& order, const std::map<std::string, const OrderLine*>& entries) {
    for (const auto& [entry, minutes] : order.search_minutes) {
        const std::string pointer = "/search_minutes/" + entry;
        const auto line = entries.find(entry);
        if (line == entries.end()) return invalid(pointer, "names no entry of the order");
        if (minutes < 0 || minutes > highest_number)
            return invalid(pointer, "must be from 0 to 10000000");
        if (!needs_search(*line->second))
            return tl::unexpected(
                Refusal{"nothing_to_search", pointer + ": office and number are known"});
    }
    return {};
}

}  // namespace

bool needs_search(const OrderLine& line) {
    return !line.office_known || !line.number_known;
}

Checked check_order(const Order& order) {
    if (!order.date.ok()) return invalid("/date", "is no day that exists");
    if (order.lines.empty() || order.lines.size() > forms::most_items)
        return invalid("/lines", "must be from 1 to 6");
    if (order.postage_cents && (*order.postage_cents < 0 || *order.postage_cents > highest_number))
        return invalid("/postage_cents", "must be from 0 to 10000000");
    std::map<std::string, const OrderLine*> entries;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const OrderLine& line = order.lines[i];
        const std::string pointer = "/lines/" + std::to_string(i);
        if (auto checked = check_line(line, pointer); !checked) return checked;
        const OrderLine* first = entries.emplace(line.entry, &line).first->second;
        if (const char* member = contradiction(*first, line))
            return invalid(pointer + member, "contradicts another line of the same entry");
    }
    return check_minutes(order, entries);
}

}  // namespace kiosk::tariffs
