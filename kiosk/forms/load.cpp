#include "kiosk/base/json_object.h"
#include "kiosk/forms/service.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace kiosk::forms {
namespace {

using nlohmann::json;

constexpr std::array kinds{
    std::pair{"text", FieldKind::text},
    std::pair{"name", FieldKind::name},
    std::pair{"choice", FieldKind::choice},
    std::pair{"several", FieldKind::several},
    std::pair{"consent", FieldKind::consent},
    std::pair{"yes_no", FieldKind::yes_no},
    std::pair{"date", FieldKind::date},
    std::pair{"partial_date", FieldKind::partial_date},
    std::pair{"number", FieldKind::number},
    std::pair{"postcode", FieldKind::postcode},
    std::pair{"country", FieldKind::country},
    std::pair{"email", FieldKind::email},
    std::pair{"phone", FieldKind::phone},
    std::pair{"register_number", FieldKind::register_number},
};
constexpr std::array scopes{std::pair{"item", Scope::item}, std::pair{"order", Scope::order}};
constexpr std::array registers{
    std::pair{"birth", Register::birth}, std::pair{"marriage", Register::marriage},
    std::pair{"partnership", Register::partnership}, std::pair{"death", Register::death}};

template <class Words, class T>
void read_word(JsonObject& object, const char* name, const Words& words, T& into) {
    std::string word;
    object.read(name, word);
    if (word.empty()) return;
    for (const auto& [text, meaning] : words)
        if (word == text) into = meaning;
    if (std::none_of(words.begin(), words.end(), [&](const auto& w) { return word == w.first; }))
        object.complain(name, "is not one of the known words");
}

// Ids become parts of text ids and file names.
bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 60 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

void require_id(JsonObject& object, std::string& into) {
    object.require("id", into);
    if (!object.failed() && !is_id(into)) object.complain("id", "must be of a-z, 0-9, _ and -");
}

void read_when(JsonObject& owner, std::optional<Condition>& into) {
    const json* value = owner.member("when");
    if (value == nullptr) return;
    JsonObject object(*value, owner.file(), owner.pointer_to("when"));
    Condition condition;
    object.require("field", condition.field);
    object.require("is", condition.is);
    if (!object.failed() && condition.is.empty()) object.complain("is", "must not be empty");
    if (auto done = object.finish(); !done) return owner.adopt(done.error());
    into = std::move(condition);
}

// Calls read(element, pointer) for each element of a list member.
template <class Read>
void each(JsonObject& owner, const char* name, Read read) {
    const json* list = owner.member(name);
    if (list == nullptr) return;
    if (!list->is_array()) return owner.complain(name, "must be a list");
    for (std::size_t i = 0; i < list->size() && !owner.failed(); ++i)
        read((*list)[i], owner.pointer_to(name) + "/" + std::to_string(i));
}

// An option is its id, or an object with "id" and "when" or "switch".
void read_options(JsonObject& owner, const Switches& on, std::vector<Option>& into) {
    each(owner, "options", [&](const json& value, const std::string& pointer) {
        if (value.is_string()) return into.push_back({value.get<std::string>(), {}});
        JsonObject object(value, owner.file(), pointer);
        Option option;
        std::string needs;
        require_id(object, option.id);
        object.read("switch", needs);
        read_when(object, option.when);
        if (auto done = object.finish(); !done)
            owner.adopt(done.error());
        else if (needs.empty() || on.contains(needs))
            into.push_back(std::move(option));
    });
    for (const Option& option : into)
        if (!is_id(option.id)) owner.complain("options", "must be ids of a-z, 0-9, _ and -");
}

bool takes(const Field& field, EidSource source) {
    using enum FieldKind;
    const auto has = [&](std::string_view id) {
        return std::any_of(field.options.begin(), field.options.end(),
                           [&](const Option& option) { return option.id == id; });
    };
    switch (source) {
        case EidSource::birth_date:
            return field.kind == date || field.kind == partial_date;
        case EidSource::residence:
            return field.kind == choice && has("germany") && has("abroad");
        case EidSource::postal_code:
            return field.kind == postcode || field.kind == text;
        default:
            return field.kind == name || field.kind == text;
    }
}

void read_eid(JsonObject& object, Field& field) {
    std::string word;
    object.read("eid", word);
    if (word.empty()) return;
    field.eid = eid_source_named(word);
    if (!field.eid)
        object.complain("eid", "is nothing that a card holds");
    else if (!takes(field, *field.eid))
        object.complain("eid", "does not fit a field of this kind");
}

Result<Field> read_field(const json& value, const std::string& file, const std::string& pointer,
                         const Switches& on) {
    JsonObject object(value, file, pointer);
    Field field;
    require_id(object, field.id);
    if (!object.present("kind")) object.complain("kind", "is missing");
    read_word(object, "kind", kinds, field.kind);
    object.read("required", field.required);
    object.read("notice_when_empty", field.notice_when_empty);
    object.read("may_be_unknown", field.may_be_unknown);
    object.read("personal", field.personal);
    object.read("smallest", field.smallest);
    object.read("largest", field.largest);
    int longest = static_cast<int>(field.longest);
    object.read("longest", longest);
    if (longest < 1 || longest > 500) object.complain("longest", "must be from 1 to 500");
    field.longest = static_cast<std::size_t>(std::clamp(longest, 1, 500));
    read_options(object, on, field.options);
    read_when(object, field.when);

    const bool wants_options = field.kind == FieldKind::choice || field.kind == FieldKind::several;
    if (wants_options == field.options.empty())
        object.complain("options",
                        wants_options ? "must not be empty" : "fit no field of this kind");
    if (field.kind == FieldKind::number && field.smallest >= field.largest)
        object.complain("largest", "must be more than smallest");
    read_eid(object, field);
    if (field.required && field.notice_when_empty)
        object.complain("notice_when_empty", "fits only a field that is not required");
    TRY_VOID(object.finish());
    return field;
}

Result<Page> read_page(JsonObject& object, const Switches& on, std::string& needs) {
    Page page;
    require_id(object, page.id);
    read_word(object, "scope", scopes, page.scope);
    object.read("names_entry", page.names_entry);
    object.read("switch", needs);
    read_when(object, page.when);
    each(object, "fields", [&](const json& value, const std::string& pointer) {
        auto field = read_field(value, object.file(), pointer, on);
        if (field)
            page.fields.push_back(std::move(*field));
        else
            object.adopt(field.error());
    });
    if (page.fields.empty()) object.complain("fields", "must not be empty");
    TRY_VOID(object.finish());
    return page;
}

struct SharedPage {
    Page page;
    std::string needs;  // a switch, or empty
};
using SharedPages = std::map<std::string, SharedPage, std::less<>>;

Result<SharedPages> read_shared(const std::string& directory, const Switches& on) {
    SharedPages shared;
    for (const std::string& file : json_files_in(directory)) {
        const json value = TRY(read_json_file(file));
        JsonObject object(value, file);
        SharedPage found;
        found.page = TRY(read_page(object, on, found.needs));
        shared.emplace(std::filesystem::path(file).stem().string(), std::move(found));
    }
    return shared;
}

// A page of a service: written out, or taken by {"use": "<name>"}, with its own "when" if it gives
// one.
void add_page(JsonObject& owner, const json& value, const std::string& pointer,
              const SharedPages& shared, const Switches& on, std::vector<Page>& into) {
    JsonObject object(value, owner.file(), pointer);
    SharedPage found;
    if (object.present("use")) {
        std::string name;
        object.read("use", name);
        const auto known = shared.find(name);
        if (known == shared.end())
            object.complain("use", "names no file in shared/");
        else
            found = known->second;
        read_when(object, found.page.when);
        if (auto done = object.finish(); !done) return owner.adopt(done.error());
    } else {
        auto page = read_page(object, on, found.needs);
        if (!page) return owner.adopt(page.error());
        found.page = std::move(*page);
    }
    if (found.needs.empty() || on.contains(found.needs)) into.push_back(std::move(found.page));
}

// Conditions may look only backwards, so that a route never jumps behind the citizen's back.
std::optional<std::string> contradiction(const Service& service) {
    std::set<std::string> pages, fields;
    const auto looks_back = [&](const std::optional<Condition>& when) {
        return !when || fields.contains(when->field);
    };
    for (const Page& page : service.pages) {
        if (!pages.insert(page.id).second) return "page " + page.id + " stands there twice";
        if (!looks_back(page.when))
            return "page " + page.id + ": its condition names a field that was not asked before";
        for (const Field& field : page.fields) {
            if (!looks_back(field.when))
                return "field " + field.id +
                       ": its condition names a field that was not asked before";
            if (!fields.insert(field.id).second) return "field " + field.id + " stands there twice";
        }
    }
    return std::nullopt;
}

std::optional<std::string> missing_for_register(const Service& service) {
    if (!service.register_kind) return std::nullopt;
    for (const char* needed :
         {"role", "office", "event_date", "register_number", "variant", "copies"}) {
        const auto has = [&](const Page& page) {
            return std::any_of(page.fields.begin(), page.fields.end(),
                               [&](const Field& field) { return field.id == needed; });
        };
        if (std::none_of(service.pages.begin(), service.pages.end(), has))
            return std::string("a certificate needs the field ") + needed;
    }
    return std::nullopt;
}

void check_whole(JsonObject& object, const Service& service) {
    if (object.failed()) return;
    if (service.version < 1) object.complain("version", "must be 1 or more");
    if (service.pages.empty()) object.complain("pages", "must not be empty");
    if (service.valid_to && *service.valid_to < service.valid_from)
        object.complain("valid_to", "lies before valid_from");
    if (service.successor && !service.valid_to)
        object.complain("successor", "is there, but the service has no end");
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool key_fits =
        !service.leika_key ||
        (service.leika_key->size() == 14 && service.leika_key->starts_with("99") &&
         std::all_of(service.leika_key->begin(), service.leika_key->end(), is_digit));
    if (!key_fits) object.complain("leika_key", "must be 14 digits that start with 99");
    if (const auto found = contradiction(service)) object.complain("pages", *found);
    if (const auto found = missing_for_register(service)) object.complain("pages", *found);
}

Result<Service> read_service(const std::string& file, const SharedPages& shared,
                             const Switches& on) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Service service;
    require_id(object, service.id);
    object.require("version", service.version);
    object.require("valid_from", service.valid_from);
    object.read("valid_to", service.valid_to);
    object.read("successor", service.successor);
    [[maybe_unused]] const json* nullable = object.member("leika_key");
    object.read("leika_key", service.leika_key);
    object.read("leika_key_verified", service.leika_key_verified);
    object.require("schema_uri", service.schema_uri);
    object.require("icon", service.icon);
    if (object.present("register")) read_word(object, "register", registers, service.register_kind);
    each(object, "pages", [&](const json& page, const std::string& pointer) {
        add_page(object, page, pointer, shared, on, service.pages);
    });
    check_whole(object, service);
    TRY_VOID(object.finish());
    return service;
}

bool overlap(const Service& a, const Service& b) {
    const bool a_ends_first = a.valid_to && *a.valid_to < b.valid_from;
    const bool b_ends_first = b.valid_to && *b.valid_to < a.valid_from;
    return a.id == b.id && !a_ends_first && !b_ends_first;
}

}  // namespace

Result<std::vector<Service>> load_services(const std::string& directory, const Switches& on) {
    const SharedPages shared = TRY(read_shared(directory + "/shared", on));
    std::vector<Service> services;
    for (const std::string& file : json_files_in(directory)) {
        Service service = TRY(read_service(file, shared, on));
        for (const Service& other : services)
            if (overlap(other, service))
                return fail(ErrorKind::invalid_configuration,
                            file + ": /valid_from: overlaps another version of " + service.id);
        services.push_back(std::move(service));
    }
    for (const Service& service : services) {
        if (!service.successor) continue;
        const auto is_it = [&](const Service& other) { return other.id == *service.successor; };
        if (std::none_of(services.begin(), services.end(), is_it))
            return fail(ErrorKind::invalid_configuration,
                        directory + ": " + service.id + ": /successor: names no service");
    }
    return services;
}

const Service* offered(const std::vector<Service>& services, std::string_view id, Date today) {
    for (const Service& service : services)
        if (service.id == id && service.valid_from <= today &&
            (!service.valid_to || today <= *service.valid_to))
            return &service;
    return nullptr;
}

std::vector<const Service*> offered(const std::vector<Service>& services, Date today) {
    std::vector<const Service*> valid;
    for (const Service& service : services)
        if (offered(services, service.id, today) == &service) valid.push_back(&service);
    return valid;
}

}  // namespace kiosk::forms
