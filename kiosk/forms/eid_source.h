// What of an eID card may fill a field of a form: named in a service definition as
// "eid": "family_name". An address is parted as forms ask for it.
#pragma once

#include <optional>
#include <string_view>

namespace kiosk::forms {

enum class EidSource {
    given_names,
    family_name,
    birth_name,
    birth_date,
    birth_place,
    street,
    house_number,
    postal_code,
    city,
    residence,        // "germany" or "abroad"
    foreign_address,  // the whole of it, in one line
    foreign_country,
};

// "given_names", …, "address.street", …
[[nodiscard]] std::optional<EidSource> eid_source_named(std::string_view name);

}  // namespace kiosk::forms
