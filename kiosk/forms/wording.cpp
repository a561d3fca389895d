#include "kiosk/forms/wording.h"

namespace kiosk::forms {
namespace {

TextKeys special_first(const Service& service, std::string_view rest) {
    return {service.id + "." + std::string(rest), "common." + std::string(rest)};
}

std::string joined(std::string_view name, std::string_view part) {
    return std::string(name) + "." + std::string(part);
}

}  // namespace

TextKeys service_text(const Service& service, std::string_view part) {
    return special_first(service, part);
}

TextKeys page_text(const Service& service, const Page& page, std::string_view part) {
    return special_first(service, joined(page.id, part));
}

TextKeys field_text(const Service& service, const Field& field, std::string_view part) {
    return special_first(service, joined(field.id, part));
}

// Yes, no and "I don't know" are the same words everywhere.
TextKeys option_text(const Service& service, const Field& field, std::string_view option) {
    TextKeys keys = special_first(service, joined(field.id, option));
    keys.push_back("common." + std::string(option));
    return keys;
}

}  // namespace kiosk::forms
