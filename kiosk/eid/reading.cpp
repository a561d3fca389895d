#include "kiosk/eid/reading.h"

namespace kiosk::eid {
namespace {

struct NamedField {
    Field field;
    std::string_view name;
};
constexpr auto names = std::to_array<NamedField>({
    {Field::given_names, "given_names"},
    {Field::family_name, "family_name"},
    {Field::artistic_name, "artistic_name"},
    {Field::academic_title, "academic_title"},
    {Field::birth_date, "birth_date"},
    {Field::birth_place, "birth_place"},
    {Field::nationality, "nationality"},
    {Field::birth_name, "birth_name"},
    {Field::address, "address"},
    {Field::community_id, "community_id"},
});

}  // namespace

std::string_view name_of(Field field) {
    for (const NamedField& named : names)
        if (named.field == field) return named.name;
    return {};
}

std::optional<Field> field_named(std::string_view name) {
    for (const NamedField& named : names)
        if (named.name == name) return named.field;
    return std::nullopt;
}

bool is_digits(const SecretText& text, std::size_t count) {
    const std::string_view digits = text.reveal();
    return digits.size() == count &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace kiosk::eid
