// Which text ids carry the words of a service, the special one first: give them to
// text::Catalogue::first_of. "common." holds what all services share.
#pragma once

#include "kiosk/forms/service.h"

#include <string>
#include <vector>

namespace kiosk::forms {

using TextKeys = std::vector<std::string>;

// `part` of a service: "title", "summary" (one line, on its tile), "who" (may order), "need" (to
// have at hand).
[[nodiscard]] TextKeys service_text(const Service& service, std::string_view part);
// `part` of a page: "heading"; "text" (plain words under it, optional: ask Catalogue::has); "help"
// (optional).
[[nodiscard]] TextKeys page_text(const Service& service, const Page& page, std::string_view part);
// `part` of a field: "label"; "hint" (its format, optional).
[[nodiscard]] TextKeys field_text(const Service& service, const Field& field,
                                  std::string_view part);
[[nodiscard]] TextKeys option_text(const Service& service, const Field& field,
                                   std::string_view option);

}  // namespace kiosk::forms
