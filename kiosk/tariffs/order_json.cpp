#include "kiosk/tariffs/order_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

namespace kiosk::tariffs {
namespace {

using nlohmann::json;

constexpr std::size_t largest_order = 1U << 20U;  // bytes; six lines need a few hundred

// Reads members with a default; the first wrong one is remembered by its pointer.
class Reader {
  public:
    Reader(const json& object, std::string pointer, std::optional<Refusal>& refusal)
        : object_(object), pointer_(std::move(pointer)), refusal_(refusal) {
        if (!object_.is_object()) refuse("", "must be an object");
    }

    const json* member(const char* name) const {
        if (!object_.is_object()) return nullptr;
        const auto found = object_.find(name);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    const json* list(const char* name) {
        const json* value = member(name);
        if (value == nullptr || value->is_array()) return value;
        refuse(name, "must be a list");
        return nullptr;
    }
    void read(const char* name, bool& into) {
        const json* value = member(name);
        if (value == nullptr) return;
        if (value->is_boolean())
            into = value->get<bool>();
        else
            refuse(name, "must be true or false");
    }
    void read(const char* name, std::string& into) {
        const json* value = member(name);
        if (value == nullptr) return;
        if (value->is_string())
            into = value->get<std::string>();
        else
            refuse(name, "must be a string");
    }
    void read(const char* name, int& into) {
        const json* value = member(name);
        if (value == nullptr) return;
        if (const auto number = whole(*value))
            into = *number;
        else
            refuse(name, "must be a whole number");
    }
    template <class Words, class T>
    void read_word(const char* name, const Words& words, T& into) {
        std::string word;
        read(name, word);
        if (word.empty()) return;
        for (const auto& [text, meaning] : words)
            if (word == text) return static_cast<void>(into = meaning);
        refuse(name, "is not one of the known words");
    }
    void require(const char* name) {
        if (member(name) == nullptr) refuse(name, "is missing");
    }
    void refuse(const std::string& name, const char* reason) {
        if (!refusal_)
            refusal_ =
                Refusal{"invalid", pointer_ + (name.empty() ? "" : "/" + name) + ": " + reason};
    }
    static std::optional<int> whole(const json& value) {
        if (!value.is_number_integer()) return std::nullopt;
        if (value.is_number_unsigned() &&
            value.get<std::uint64_t>() > std::numeric_limits<int>::max())
            return std::nullopt;
        const auto wide = value.get<std::int64_t>();
        if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
            return std::nullopt;
        return static_cast<int>(wide);
    }

  private:
    const json& object_;
    std::string pointer_;
    std::optional<Refusal>& refusal_;
};

constexpr std::array registers{std::pair{"birth", forms::Register::birth},
                               std::pair{"marriage", forms::Register::marriage},
                               std::pair{"partnership", forms::Register::partnership},
                               std::pair{"death", forms::Register::death}};
constexpr std::array variants{std::pair{"certificate", Variant::certificate},
                              std::pair{"multilingual", Variant::multilingual},
                              std::pair{"register_printout", Variant::register_printout}};
constexpr std::array deliveries{std::pair{"cod", Delivery::cod},
                                std::pair{"pickup", Delivery::pickup}};

void read_omissions(Reader& reader, OrderLine& into) {
    const json* list = reader.list("omissions");
    if (list == nullptr) return;
    std::vector<std::string> parts;
    for (const json& part : *list) {
        if (!part.is_string()) return reader.refuse("omissions", "must be a list of strings");
        parts.push_back(part.get<std::string>());
    }
    std::sort(parts.begin(), parts.end());
    for (const std::string& part : parts)
        into.omissions += (into.omissions.empty() ? "" : ",") + part;
}

OrderLine read_line(const json& value, const std::string& pointer, std::size_t number,
                    std::optional<Refusal>& refusal) {
    Reader reader(value, pointer, refusal);
    OrderLine line;
    line.entry = "line " + std::to_string(number + 1);  // unnamed: an entry of its own
    reader.require("register");
    reader.read_word("register", registers, line.register_kind);
    reader.read("entry", line.entry);
    reader.read_word("variant", variants, line.variant);
    reader.read("copies", line.copies);
    reader.read("exempt_copies", line.exempt_copies);
    reader.read("office_known", line.office_known);
    reader.read("number_known", line.number_known);
    reader.read("office", line.office);
    read_omissions(reader, line);
    if (const json* forms = reader.list("eu_forms"))
        for (std::size_t i = 0; i < forms->size(); ++i) {
            Reader form((*forms)[i], pointer + "/eu_forms/" + std::to_string(i), refusal);
            EuForm& into = line.eu_forms.emplace_back();
            form.require("lang");
            form.read("lang", into.language);
            form.read("copies", into.copies);
        }
    return line;
}

void read_minutes(Reader& reader, Order& into) {
    const json* minutes = reader.member("search_minutes");
    if (minutes == nullptr) return;
    if (!minutes->is_object()) return reader.refuse("search_minutes", "must be an object");
    for (const auto& [entry, value] : minutes->items()) {
        const auto number = Reader::whole(value);
        if (!number) return reader.refuse("search_minutes/" + entry, "must be a whole number");
        into.search_minutes[entry] = *number;
    }
}

void read_date(Reader& reader, Date& into) {
    std::string iso;
    reader.require("date");
    reader.read("date", iso);
    const auto date = parse_date(iso);
    if (date)
        into = *date;
    else
        reader.refuse("date", "must be a day that exists, as 2026-11-24");
}

}  // namespace

tl::expected<Order, Refusal> order_from_json(std::string_view text) {
    const json value = text.size() <= largest_order ? json::parse(text, nullptr, false)
                                                    : json(json::value_t::discarded);
    if (value.is_discarded())
        return tl::unexpected(Refusal{"invalid", "the order is not well-formed JSON"});
    std::optional<Refusal> refusal;
    Reader reader(value, "", refusal);
    Order order;
    read_date(reader, order.date);
    reader.read_word("delivery", deliveries, order.delivery);
    reader.read("country", order.country);
    if (reader.member("postage_cents") != nullptr) {
        int postage = 0;
        reader.read("postage_cents", postage);
        order.postage_cents = postage;
    }
    reader.require("lines");
    if (const json* lines = reader.list("lines"))
        for (std::size_t i = 0; i < lines->size() && !refusal; ++i)
            order.lines.push_back(
                read_line((*lines)[i], "/lines/" + std::to_string(i), i, refusal));
    read_minutes(reader, order);
    if (refusal) return tl::unexpected(*refusal);
    return order;
}

std::string to_json(const Quote& quote) {
    const Search& search = quote.search;
    json answer{{"tariff", quote.tariff},
                {"tariff_name", quote.tariff_name},
                {"source", quote.source},
                {"fees_cents", quote.fees_cents},
                {"postage_cents", quote.postage_cents},
                {"fixed_total_cents", quote.fixed_total_cents},
                {"search",
                 {{"possible", search.possible},
                  {"unit_cents", search.unit_cents},
                  {"unit_minutes", search.unit_minutes},
                  {"cap_cents", search.cap_cents ? json(*search.cap_cents) : json()},
                  {"entries", search.entries},
                  {"with_minimum_cents", search.with_minimum_cents}}},
                {"lines", json::array()}};
    if (quote.final_total_cents) answer["final_total_cents"] = *quote.final_total_cents;
    if (quote.other_fees_from) answer["other_fees_from"] = to_iso(*quote.other_fees_from);
    for (const QuoteLine& line : quote.lines)
        answer["lines"].push_back(
            {{"text_key", line.text_key}, {"count", line.count}, {"cents", line.cents}});
    return answer.dump();
}

std::string to_json(const Refusal& refusal) {
    // Pointers may hold what was typed; bytes that are no UTF-8 must not stop the answer.
    return json{{"refused", refusal.reason}, {"detail", refusal.detail}}.dump(
        -1, ' ', false, json::error_handler_t::replace);
}

}  // namespace kiosk::tariffs
