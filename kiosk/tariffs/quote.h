// What an order costs: fixed parts (fees, postage) and, kept apart, what a search might add (R8).
// A pure function of the tariff file and the order's lines; whole cents only.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"
#include "kiosk/forms/service.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::tariffs {

struct Tariff;  // kiosk/tariffs/tariff.h

enum class Variant { certificate, multilingual, register_printout };
enum class Delivery { cod, pickup };

struct EuForm {
    std::string language;  // BCP 47
    int copies = 1;
};

struct OrderLine {
    forms::Register register_kind = forms::Register::birth;
    std::string entry;  // equal names: the same register entry
    Variant variant = Variant::certificate;
    std::string omissions;  // canonical "parents,sex"; parts a group (R2)
    int copies = 1;
    int exempt_copies = 0;
    bool office_known = true;
    bool number_known = true;
    std::string office;
    std::vector<EuForm> eu_forms;
};

struct Order {
    Date date{};
    Delivery delivery = Delivery::cod;
    std::string country = "DE";
    std::vector<OrderLine> lines;
    std::map<std::string, int> search_minutes;  // by entry; empty while unknown
    std::optional<Cents> postage_cents;         // per shipment; never below the tariff's minimum
};

struct QuoteLine {
    std::string text_key;  // its text takes {count}
    int count = 0;
    Cents cents = 0;  // the sum of this line
};

struct Search {
    bool possible = false;
    Cents unit_cents = 0;
    int unit_minutes = 30;
    std::optional<Cents> cap_cents;
    int entries = 0;
    Cents with_minimum_cents = 0;
};

struct Quote {
    std::string tariff;  // id
    std::string
        tariff_name;  // "10. SächsKVZ, lfd. Nr. 75", with its source and date for screen and paper
    std::string source;
    Cents fees_cents = 0;
    Cents postage_cents = 0;
    Cents fixed_total_cents = 0;
    Search search;
    std::optional<Cents> final_total_cents;  // when the office's search minutes are given
    // Another tariff may apply from this day, and it is less than 30 days off (R9): under cash on
    // delivery the fee arises on completion (SächsVwKG § 15).
    std::optional<Date> other_fees_from;
    std::vector<QuoteLine> lines;
};

// Why no quote can be given: "no_tariff", "cod_abroad", "cod_limit", "not_offered",
// "nothing_to_search", or "invalid" with the member as a JSON pointer. The words are the text
// "common.fee.refused.<reason>".
struct Refusal {
    std::string reason;
    std::string detail;
};

// Rules R1 to R12: whole cents; a group is register entry, variant and omissions; exempt copies are
// left out first; at most one search for an entry; postage for each competent office.
[[nodiscard]] tl::expected<Quote, Refusal> quote(const std::vector<Tariff>& tariffs,
                                                 const Order& order);

}  // namespace kiosk::tariffs
