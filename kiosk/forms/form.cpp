#include "kiosk/forms/form.h"

#include "kiosk/forms/certificate_rules.h"
#include "kiosk/forms/entry.h"
#include "kiosk/forms/field_check.h"

#include <algorithm>

namespace kiosk::forms {
namespace {

bool any_of_several(std::string_view value, const std::vector<std::string>& wanted) {
    for (std::size_t start = 0; start <= value.size();) {
        const auto end = std::min(value.find(',', start), value.size());
        if (std::find(wanted.begin(), wanted.end(), value.substr(start, end - start)) !=
            wanted.end())
            return true;
        start = end + 1;
    }
    return false;
}

// Walks the route once; `answers` of what was asked on the way gather in `applied`, and conditions
// look only at those: what was typed under a role that was changed since decides nothing any more.
class Walk {
  public:
    Walk(const std::vector<Service>& services, const Draft& draft, Date today) : draft_(draft) {
        for (const Item& item : draft.items) applied.items.push_back({item.service, {}});
        for (const Item& item : draft.items)
            offered_.push_back(offered(services, item.service, today));
        for (std::size_t i = 0; i < draft.items.size(); ++i) visit_item(i);
        for (const std::string& id : order_pages()) visit_order_page(id);
    }

    std::vector<Stop> stops;
    Draft applied;

  private:
    void visit_item(std::size_t item) {
        if (offered_[item] == nullptr) return;
        for (const Page& page : offered_[item]->pages)
            if (page.scope == Scope::item) visit(page, item);
    }

    // The order pages of all services, each once; what only a later service has goes where it has
    // it.
    [[nodiscard]] std::vector<std::string> order_pages() const {
        std::vector<std::string> ids;
        for (const Service* service : offered_) {
            if (service == nullptr) continue;
            auto place = ids.begin();
            for (const Page& page : service->pages) {
                if (page.scope != Scope::order) continue;
                const auto known = std::find(ids.begin(), ids.end(), page.id);
                place = (known != ids.end() ? known : ids.insert(place, page.id)) + 1;
            }
        }
        return ids;
    }

    // Asked for the first certificate that wants to know it.
    void visit_order_page(const std::string& id) {
        for (std::size_t item = 0; item < offered_.size(); ++item) {
            if (offered_[item] == nullptr) continue;
            for (const Page& page : offered_[item]->pages)
                if (page.scope == Scope::order && page.id == id && visit(page, item)) return;
        }
    }

    bool visit(const Page& page, std::size_t item) {
        if (!holds(page.when, applied.items[item].answers, applied.shared)) return false;
        apply(page, item);
        stops.push_back({&page, offered_[item], item});
        return true;
    }

    void apply(const Page& page, std::size_t item) {
        Answers& own = applied.items[item].answers;
        for (const Field& field : page.fields) {
            if (!holds(field.when, own, applied.shared)) continue;
            const bool shared = page.scope == Scope::order;
            const Answers& given = shared ? draft_.shared : draft_.items[item].answers;
            (shared ? applied.shared : own).set(field.id, canonical(field, given[field.id]));
        }
    }

    const Draft& draft_;
    std::vector<const Service*> offered_;  // of each item; nullptr: not offered
};

Draft canonical_of(const Stop& stop, const Draft& draft) {
    Draft canonic = draft;
    for (const Field& field : stop.page->fields) {
        Answers& answers =
            stop.page->scope == Scope::order ? canonic.shared : canonic.items[stop.item].answers;
        const std::string value = canonical(field, answers[field.id]);
        answers.set(field.id, value);
    }
    return canonic;
}

}  // namespace

bool holds(const std::optional<Condition>& when, const Answers& item, const Answers& shared) {
    if (!when) return true;
    const std::string_view own = item[when->field];
    return any_of_several(own.empty() ? shared[when->field] : own, when->is);
}

std::vector<const Field*> asked(const Stop& stop, const Draft& draft) {
    static const Answers none;
    std::vector<const Field*> fields;
    const Answers& item = stop.item < draft.items.size() ? draft.items[stop.item].answers : none;
    for (const Field& field : stop.page->fields)
        if (holds(field.when, item, draft.shared)) fields.push_back(&field);
    return fields;
}

std::vector<Problem> check(const Stop& stop, const Draft& given, Date today) {
    std::vector<Problem> problems;
    if (stop.item >= given.items.size()) return problems;
    const Draft draft = canonical_of(stop, given);
    const Answers& item = draft.items[stop.item].answers;
    for (const Field* field : asked(stop, draft)) {
        const std::string_view value =
            stop.page->scope == Scope::order ? draft.shared[field->id] : item[field->id];
        if (auto code = wrong_with(*field, value, item, draft.shared, today))
            problems.push_back({field->id, std::move(*code), true});
        else if (field->notice_when_empty && value.empty())
            problems.push_back({field->id, "left_empty", false});
    }
    for (Problem& problem : certificate_problems(stop, draft, today)) {
        const auto same_field = [&](const Problem& known) { return known.field == problem.field; };
        if (std::none_of(problems.begin(), problems.end(), same_field))
            problems.push_back(std::move(problem));
    }
    return problems;
}

std::vector<Stop> route(const std::vector<Service>& services, const Draft& draft, Date today) {
    return Walk(services, draft, today).stops;
}

Draft applying(const std::vector<Service>& services, const Draft& draft, Date today) {
    return Walk(services, draft, today).applied;
}

std::optional<Stop> first_open(const std::vector<Service>& services, const Draft& draft,
                               Date today) {
    const Walk walk(services, draft, today);
    for (const Stop& stop : walk.stops) {
        const auto problems = check(stop, walk.applied, today);
        if (std::any_of(problems.begin(), problems.end(),
                        [](const Problem& p) { return p.blocks; }))
            return stop;
    }
    return std::nullopt;
}

std::size_t entry_of(const std::vector<Service>& services, const Draft& draft, std::size_t item,
                     Date today) {
    const Walk walk(services, draft, today);
    const auto same_entry = [&](std::size_t a, std::size_t b) {
        const Item& first = walk.applied.items[a];
        const Item& second = walk.applied.items[b];
        const Service* service = offered(services, first.service, today);
        if (service == nullptr || first.service != second.service) return false;
        for (const Page& page : service->pages)
            for (const Field& field : page.fields)
                if (page.names_entry && first.answers[field.id] != second.answers[field.id])
                    return false;
        return true;
    };
    for (std::size_t earlier = 0; earlier < item; ++earlier)
        if (same_entry(earlier, item)) return earlier;
    return item;
}

}  // namespace kiosk::forms
