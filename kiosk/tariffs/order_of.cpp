#include "kiosk/tariffs/order_of.h"

#include "kiosk/forms/field_ids.h"
#include "kiosk/forms/form.h"
#include "kiosk/tariffs/order_check.h"

#include <algorithm>
#include <charconv>

namespace kiosk::tariffs {
namespace {

namespace ids = forms::ids;

// The number when it is a possible count, `otherwise` while it is not (yet).
int count_of(std::string_view text, int otherwise) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number >= 1 && number <= most_copies ? number : otherwise;
}

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start < list.size();) {
        const auto end = std::min(list.find(',', start), list.size());
        parts.emplace_back(list.substr(start, end - start));
        start = end + 1;
    }
    std::sort(parts.begin(), parts.end());
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string list;
    for (const std::string& part : parts) list += (list.empty() ? "" : ",") + part;
    return list;
}

Variant variant_of(std::string_view answer) {
    if (answer == "multilingual") return Variant::multilingual;
    if (answer == "register_printout") return Variant::register_printout;
    return Variant::certificate;
}

OrderLine line_of(const forms::Answers& answers, forms::Register kind, std::string entry) {
    OrderLine line;
    line.register_kind = kind;
    line.entry = std::move(entry);
    line.variant = variant_of(answers[ids::variant]);
    line.omissions = joined(parts_of(answers[ids::omissions]));
    line.copies = count_of(answers[ids::copies], 1);
    if (answers[ids::free_proof] == "yes")
        line.exempt_copies = std::min(count_of(answers[ids::free_copies], 0), line.copies);
    line.office_known = answers[ids::office] != forms::unknown;
    line.number_known = answers[ids::register_number] != forms::unknown;
    if (line.office_known) line.office = answers[ids::office];
    for (std::string& language : parts_of(answers[ids::eu_forms]))
        line.eu_forms.push_back({std::move(language), count_of(answers[ids::eu_copies], 1)});
    return line;
}

}  // namespace

Order order_of(const std::vector<forms::Service>& services, const forms::Draft& draft, Date today) {
    const forms::Draft applied = forms::applying(services, draft, today);
    Order order;
    order.date = today;
    if (applied.shared[ids::delivery] == "pickup") order.delivery = Delivery::pickup;
    // Which country does not matter, only that it is another: ISO 3166 keeps ZZ free for "unknown".
    if (applied.shared[ids::residence] == "abroad") order.country = "ZZ";
    for (std::size_t i = 0; i < applied.items.size(); ++i) {
        const forms::Service* service = forms::offered(services, applied.items[i].service, today);
        if (service == nullptr || !service->register_kind) continue;
        const std::size_t entry = forms::entry_of(services, draft, i, today);
        order.lines.push_back(
            line_of(applied.items[i].answers, *service->register_kind, std::to_string(entry + 1)));
    }
    return order;
}

}  // namespace kiosk::tariffs
