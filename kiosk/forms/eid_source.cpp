#include "kiosk/forms/eid_source.h"

#include <array>
#include <utility>

namespace kiosk::forms {

std::optional<EidSource> eid_source_named(std::string_view name) {
    using enum EidSource;
    static constexpr auto names = std::to_array<std::pair<std::string_view, EidSource>>({
        {"given_names", given_names},
        {"family_name", family_name},
        {"birth_name", birth_name},
        {"birth_date", birth_date},
        {"birth_place", birth_place},
        {"address.street", street},
        {"address.house_number", house_number},
        {"address.postal_code", postal_code},
        {"address.city", city},
        {"address.residence", residence},
        {"address.abroad", foreign_address},
        {"address.country", foreign_country},
    });
    for (const auto& [known, source] : names)
        if (known == name) return source;
    return std::nullopt;
}

}  // namespace kiosk::forms
