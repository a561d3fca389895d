// A service is data (config/services/*.json): pages of fields in reading order, closed and small.
// There is one form of condition and no expression language; the route is derived from the answers.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"
#include "kiosk/forms/eid_source.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kiosk::forms {

enum class FieldKind {
    text,          // one line, any printable characters
    name,          // characters that DIN 91379 allows in names
    choice,        // one of the options
    several,       // any of the options, stored as "a,b"
    consent,       // a box that must be ticked; "yes"
    yes_no,        // "yes" or "no"
    date,          // "1964-08-12"
    partial_date,  // "1964-08-12", "1964-08" or "1964"
    number,        // whole number between smallest and largest
    postcode,      // five digits when the country is DE
    country,       // ISO 3166-1 alpha-2
    email,
    phone,
    register_number,  // PStV Anlage 1, fields 0011–0013: "G 334/1987"
};

// Holds when the answer to `field` is one of `is`. For `several`: when any ticked option is.
struct Condition {
    std::string field;
    std::vector<std::string> is;
};

// An option's label is the text "<service>.<field>.<option>", falling back to
// "common.<field>.<option>".
struct Option {
    std::string id;
    std::optional<Condition> when;
};

struct Field {
    std::string id;
    FieldKind kind = FieldKind::text;
    bool required = true;
    bool notice_when_empty = false;  // not required, but usually filled in: a notice, not a refusal
    bool may_be_unknown = false;     // offers "I don't know"; the answer is then "unknown"
    bool personal = true;            // false only for answers that say nothing about a person
    std::vector<Option> options;
    int smallest = 0;
    int largest = 0;
    std::size_t longest = 80;  // characters
    std::optional<Condition> when;
    std::optional<EidSource> eid;  // what of an eID card fills it
};

// Answered once for each certificate of an order, or once for the whole order.
enum class Scope { item, order };

struct Page {
    std::string
        id;  // its heading is the text "<service>.<page>.heading" or "common.<page>.heading"
    Scope scope = Scope::item;
    bool names_entry =
        false;  // its answers say which register entry is meant; equal answers: the same entry
    std::vector<Field> fields;
    std::optional<Condition> when;
};

enum class Register {
    birth,
    marriage,
    partnership,
    death
};  // PStG § 3 (1); fields 0011 G, E, L, S

struct Service {
    std::string id;
    int version = 1;
    Date valid_from{};
    std::optional<Date> valid_to;  // last day
    std::optional<std::string> successor;
    std::optional<std::string>
        leika_key;  // 14 digits; absent: routed by the city's destination only
    bool leika_key_verified = false;
    std::string schema_uri;
    std::string icon;
    std::optional<Register>
        register_kind;  // set for certificates: entitlement and period rules apply
    std::vector<Page> pages;
};

// Switches that the city has turned on. A page or option with a "switch" exists only where it is
// on.
using Switches = std::set<std::string>;
inline constexpr const char* pickup_switch = "pickup";

// Reads all *.json of a directory (JSON with comments); invalid_configuration with file, pointer
// and reason. Pages that services share lie in `directory`/shared/<name>.json and are taken by
// {"use": "<name>"}, where "when" may be given anew.
[[nodiscard]] Result<std::vector<Service>> load_services(const std::string& directory,
                                                         const Switches& on = {});

// The version of a service that is valid on a day; nullptr: not offered (any more, or yet).
[[nodiscard]] const Service* offered(const std::vector<Service>& services, std::string_view id,
                                     Date today);
// Every service offered on that day, in the order of the files.
[[nodiscard]] std::vector<const Service*> offered(const std::vector<Service>& services, Date today);

}  // namespace kiosk::forms
