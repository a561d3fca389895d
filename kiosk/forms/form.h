// The route through a form and the checks of its fields, derived from the answers given so far.
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"

#include <string>
#include <vector>

namespace kiosk::forms {

// A page of the route: the page, and which item of the draft it asks about (order pages: item 0).
struct Stop {
    const Page* page = nullptr;
    const Service* service = nullptr;
    std::size_t item = 0;
};

// A field or page is asked when its condition holds on the item's answers, then the shared ones.
[[nodiscard]] bool holds(const std::optional<Condition>& when, const Answers& item,
                         const Answers& shared);

// Fields of a page that are asked, in order.
[[nodiscard]] std::vector<const Field*> asked(const Stop& stop, const Draft& draft);

// What was found wrong with a field. The words are the text "problem.<code>"; never the value
// itself.
struct Problem {
    std::string field;
    std::string
        code;  // "missing", "not_a_date", "in_future", "too_young", "bad_postcode", "archive", …
    bool blocks = true;  // false: a notice (near the end of a register period, say)
    friend bool operator==(const Problem&, const Problem&) = default;
};

// The rules of one page on the answers given; includes entitlement, age and register-period rules
// (PStG §§ 5, 61–63) where the page asks what they depend on.
[[nodiscard]] std::vector<Problem> check(const Stop& stop, const Draft& draft, Date today);

// Every page of the order in reading order: for each item its item pages, then the order pages
// once.
[[nodiscard]] std::vector<Stop> route(const std::vector<Service>& services, const Draft& draft,
                                      Date today);

// The first stop whose page has a blocking problem, or nullopt: everything is answered ("check your
// answers").
[[nodiscard]] std::optional<Stop> first_open(const std::vector<Service>& services,
                                             const Draft& draft, Date today);

// Proofs to be enclosed or shown, as text ids, by role and purpose (PStG § 62, SGB X § 64).
[[nodiscard]] std::vector<std::string> proofs(const Item& item, const Service& service, Date today);

// Only the answers of fields that are asked, in canonical form: what is quoted, shown and sealed.
// What was typed under a role that was changed since is left out.
[[nodiscard]] Draft applying(const std::vector<Service>& services, const Draft& draft, Date today);

// The register entry an item is about, as the index of the first item of the draft about the same
// one.
[[nodiscard]] std::size_t entry_of(const std::vector<Service>& services, const Draft& draft,
                                   std::size_t item, Date today);

}  // namespace kiosk::forms
