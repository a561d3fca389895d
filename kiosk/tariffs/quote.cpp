#include "kiosk/tariffs/quote.h"

#include "kiosk/tariffs/order_check.h"
#include "kiosk/tariffs/tariff.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kiosk::tariffs {
namespace {

// Nachnahme national: at most 1,600.00 € (Deutsche Post).
constexpr Cents highest_cod_cents = 160'000;
constexpr int notice_days = 30;

const Tariff* valid_on(const std::vector<Tariff>& tariffs, Date date) {
    for (const Tariff& tariff : tariffs)
        if (tariff.valid_from <= date && date <= tariff.valid_to) return &tariff;
    return nullptr;
}

const char* text_key(const OrderLine& line) {
    if (line.variant == Variant::multilingual) return "common.fee.multilingual";
    if (line.variant == Variant::register_printout) return "common.fee.register_printout";
    switch (line.register_kind) {
        case forms::Register::birth:
            return "common.fee.certificate.birth";
        case forms::Register::marriage:
            return "common.fee.certificate.marriage";
        case forms::Register::partnership:
            return "common.fee.certificate.partnership";
        case forms::Register::death:
            return "common.fee.certificate.death";
    }
    return "common.fee.multilingual";
}

// The first copy of a group costs the first rate wherever in the order it stands, all others the
// further one.
template <class Group>
Cents price(const Rate& rate, int copies, const Group& group, std::set<Group>& begun) {
    if (copies == 0) return 0;
    const bool first = begun.insert(group).second;
    return (first ? rate.first_cents : rate.further_cents) + (copies - 1) * rate.further_cents;
}

class Fees {
  public:
    explicit Fees(const Tariff& tariff) : tariff_(tariff) {}

    void add(const OrderLine& line) {
        const Group group{line.entry, line.variant, line.omissions};
        const int paid = line.copies - line.exempt_copies;
        if (paid > 0) put(text_key(line), paid, price(tariff_.certificate, paid, group, begun_));
        if (line.exempt_copies > 0) put("common.fee.exempt", line.exempt_copies, 0);
        for (const EuForm& form : line.eu_forms)
            put("common.fee.eu_form", form.copies,
                price(*tariff_.eu_form, form.copies, EuGroup{group, form.language}, begun_eu_));
    }

    std::vector<QuoteLine> lines;
    Cents sum = 0;

  private:
    using Group = std::tuple<std::string, Variant, std::string>;
    using EuGroup = std::pair<Group, std::string>;

    void put(const char* key, int count, Cents cents) {
        lines.push_back({key, count, cents});
        sum += cents;
    }

    const Tariff& tariff_;
    std::set<Group> begun_;
    std::set<EuGroup> begun_eu_;
};

// One for each competent office; lines without a known one go with the first.
int shipments_of(const Order& order) {
    std::set<std::string> offices;
    for (const OrderLine& line : order.lines)
        if (line.office_known && !line.office.empty()) offices.insert(line.office);
    return std::max(1, static_cast<int>(offices.size()));
}

Cents capped(Cents cents, const Tariff& tariff) {
    return tariff.search_cap_cents ? std::min(cents, *tariff.search_cap_cents) : cents;
}

// R4: every started unit counts, and is counted for each entry.
Cents search_fee(int minutes, const Tariff& tariff) {
    const std::int64_t unit = tariff.search_unit_minutes;
    return capped((minutes + unit - 1) / unit * tariff.search_unit_cents, tariff);
}

void add_search(const Order& order, const Tariff& tariff, Quote& quote) {
    std::set<std::string> entries;
    for (const OrderLine& line : order.lines)
        if (needs_search(line)) entries.insert(line.entry);
    Search& search = quote.search;
    search.possible = !entries.empty();
    search.unit_cents = tariff.search_unit_cents;
    search.unit_minutes = tariff.search_unit_minutes;
    search.cap_cents = tariff.search_cap_cents;
    search.entries = static_cast<int>(entries.size());
    search.with_minimum_cents =
        quote.fixed_total_cents + search.entries * capped(tariff.search_unit_cents, tariff);
    if (order.search_minutes.empty()) return;
    quote.final_total_cents = quote.fixed_total_cents;
    for (const auto& [entry, minutes] : order.search_minutes)
        *quote.final_total_cents += search_fee(minutes, tariff);
}

std::optional<Date> other_fees_from(const Tariff& tariff, Date today) {
    const std::chrono::sys_days after =
        std::chrono::sys_days{tariff.valid_to} + std::chrono::days{1};
    if (after - std::chrono::sys_days{today} > std::chrono::days{notice_days}) return std::nullopt;
    return Date{after};
}

tl::unexpected<Refusal> refuse(const char* reason, std::string detail) {
    return tl::unexpected(Refusal{reason, std::move(detail)});
}

}  // namespace

tl::expected<Quote, Refusal> quote(const std::vector<Tariff>& tariffs, const Order& order) {
    if (auto checked = check_order(order); !checked) return tl::unexpected(checked.error());
    const Tariff* tariff = valid_on(tariffs, order.date);
    if (tariff == nullptr)
        return refuse("no_tariff", "no tariff is known for " + to_iso(order.date));
    const bool cod = order.delivery == Delivery::cod;
    if (cod && order.country != "DE")
        return refuse("cod_abroad", "/country: cash on delivery is for Germany only");
    const bool wants_eu = std::any_of(order.lines.begin(), order.lines.end(),
                                      [](const OrderLine& line) { return !line.eu_forms.empty(); });
    if (wants_eu && !tariff->eu_form)
        return refuse("not_offered", "eu_forms: tariff " + tariff->id + " has none");

    Fees fees(*tariff);
    for (const OrderLine& line : order.lines) fees.add(line);
    Quote quote;
    quote.tariff = tariff->id;
    quote.tariff_name = tariff->name;
    quote.source = tariff->source;
    quote.fees_cents = fees.sum;
    quote.lines = std::move(fees.lines);
    // R6: where nothing is to be paid, nothing is collected: an ordinary letter.
    if (cod && quote.fees_cents > 0) {
        const int shipments = shipments_of(order);
        quote.postage_cents = shipments * std::max(tariff->cod_postage_minimum_cents,
                                                   order.postage_cents.value_or(0));
        quote.lines.push_back({"common.fee.cod_postage", shipments, quote.postage_cents});
    }
    quote.fixed_total_cents = quote.fees_cents + quote.postage_cents;
    if (quote.postage_cents > 0 && quote.fixed_total_cents > highest_cod_cents)
        return refuse("cod_limit", "cash on delivery is limited to 160000 cents");
    add_search(order, *tariff, quote);
    quote.other_fees_from = other_fees_from(*tariff, order.date);
    return quote;
}

}  // namespace kiosk::tariffs
