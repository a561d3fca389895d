#include "tests/virtual_card/holder.h"

#include <algorithm>

namespace virtual_card {

namespace {

using nlohmann::json;

constexpr unsigned utf8 = 0x0C, numeric = 0x12, printable = 0x13, octets = 0x04;

Bytes text(unsigned type, const json& value) {
    return wrap(type, bytes_of(value.get<std::string>()));
}

// GeneralPlace: a structured place, free text [1] or no information [2].
Bytes place(const json& value) {
    if (value.contains("free_text")) return wrap(0xA1, text(utf8, value.at("free_text")));
    if (value.contains("no_information")) return wrap(0xA2, text(utf8, value.at("no_information")));
    struct Member {
        const char* name;
        unsigned tag, type;
    };
    static constexpr Member members[] = {{"street", 0xAA, utf8},
                                         {"city", 0xAB, utf8},
                                         {"state", 0xAC, utf8},
                                         {"country", 0xAD, printable},
                                         {"postal_code", 0xAE, printable}};
    Bytes inside;
    for (const Member& member : members)
        if (value.contains(member.name) && !value.at(member.name).is_null())
            inside = std::move(inside) + wrap(member.tag, text(member.type, value.at(member.name)));
    return wrap(0x30, inside);
}

struct Group {
    unsigned number;
    const char* name;
    unsigned type;
};
constexpr Group simple_groups[] = {{1, "document_type", printable}, {2, "issuing_state", printable},
                                   {3, "date_of_expiry", numeric},  {4, "given_names", utf8},
                                   {5, "family_name", utf8},        {6, "artistic_name", utf8},
                                   {7, "academic_title", utf8},     {8, "birth_date", numeric},
                                   {10, "nationality", printable},  {11, "sex", printable},
                                   {13, "birth_name", utf8}};

bool at_most(View left, View right) {
    return std::ranges::lexicographical_compare(left, right) || std::ranges::equal(left, right);
}

}  // namespace

Holder::Holder(const json& data) : data_(data) {
    const auto held = [&](const char* name) {
        return data.contains(name) && !data.at(name).is_null();
    };
    const auto put = [&](unsigned number, View inside) {
        groups_[number] = wrap(0x60 | number, inside);
    };
    for (const Group& group : simple_groups)
        if (held(group.name)) put(group.number, text(group.type, data.at(group.name)));
    if (held("birth_place")) put(9, place(data.at("birth_place")));
    if (held("address")) put(17, place(data.at("address")));
    if (held("community_id"))
        put(18, wrap(octets, from_hex(data.at("community_id").get<std::string>())));
    for (const auto& [name, value] : data.items())
        if (name.starts_with("dg"))
            groups_[static_cast<unsigned>(std::stoul(name.substr(2)))] =
                from_hex(value.get<std::string>());
}

const Bytes* Holder::group(unsigned number) const {
    const auto found = groups_.find(number);
    return found == groups_.end() ? nullptr : &found->second;
}

bool Holder::born_on_or_before(View date) const {
    Bytes born = bytes_of(data_.value("birth_date", std::string("        ")));
    std::ranges::replace(born, std::uint8_t{' '}, std::uint8_t{'9'});
    return date.size() == 8 && at_most(born, date);
}

bool Holder::valid_on(View date) const {
    return date.size() == 8 &&
           at_most(date, bytes_of(data_.value("date_of_expiry", std::string("00000000"))));
}

bool Holder::lives_in(View community) const {
    const Bytes own = from_hex(data_.value("community_id", std::string()));
    return !community.empty() && community.size() <= own.size() &&
           std::ranges::equal(community, View(own).first(community.size()));
}

}  // namespace virtual_card
