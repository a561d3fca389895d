#include "screens/pages/fees.h"

#include "kiosk/visit/price.h"

namespace screens {

using kiosk::text::Money;

namespace {

void add_lines(Sheet& sheet, const kiosk::tariffs::Quote& quote) {
    int number = 0;
    for (const auto& line : quote.lines) {
        const auto what = sheet.words(line.text_key, {{"count", std::int64_t{line.count}}});
        Node fee{"fee." + std::to_string(++number), Role::price, what,
                 sheet.words("kiosk.fees.line", {{"what", what}, {"amount", Money{line.cents}}})};
        fee.value = sheet.words("kiosk.fees.amount", {{"amount", Money{line.cents}}});
        fee.emphasis = Emphasis::quiet;
        sheet.add(std::move(fee));
    }
}

void add_search(Sheet& sheet, const kiosk::tariffs::Search& search) {
    const Arguments arguments{{"amount", Money{search.unit_cents}},
                              {"minutes", std::int64_t{search.unit_minutes}},
                              {"cap", Money{search.cap_cents.value_or(0)}},
                              {"sum", Money{search.with_minimum_cents}},
                              {"entries", std::int64_t{search.entries}}};
    sheet.status(Tone::information,
                 search.cap_cents ? "kiosk.fees.search_capped" : "kiosk.fees.search", arguments);
    sheet.paragraph("kiosk.fees.search_least", arguments);
}

}  // namespace

void add_fees(Sheet& sheet, const kiosk::tariffs::Quote& quote) {
    add_lines(sheet, quote);
    const Arguments amount{{"amount", Money{quote.fixed_total_cents}}};
    const std::string words =
        quote.fixed_total_cents == 0 ? "kiosk.fees.nothing" : "kiosk.fees.total";
    Node total{"fee.total", Role::price, sheet.words(words + "_label"), sheet.words(words, amount)};
    total.value = sheet.words("kiosk.fees.amount", amount);
    sheet.add(std::move(total));
    if (quote.postage_cents > 0) sheet.paragraph("kiosk.fees.postage_least");
    if (quote.search.possible) add_search(sheet, quote.search);
    if (quote.other_fees_from)
        sheet.status(Tone::information, "common.fee.other_fees", {{"day", *quote.other_fees_from}});
    sheet.paragraph("kiosk.fees.tariff", {{"tariff", quote.tariff_name}, {"source", quote.source}});
}

void add_running_price(Sheet& sheet, const kiosk::forms::Draft& draft) {
    const auto quote = kiosk::visit::price_of(draft, sheet.house());
    if (!quote) return;
    const Arguments amount{{"amount", Money{quote->fixed_total_cents}}};
    Node price{"price", Role::price,
               sheet.words(quote->search.possible ? "kiosk.price.with_search" : "kiosk.price.now",
                           amount)};
    price.region = Region::actions;
    sheet.add(std::move(price));
}

}  // namespace screens
