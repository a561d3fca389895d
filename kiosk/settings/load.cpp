#include "kiosk/base/json_object.h"
#include "kiosk/settings/settings.h"

#include <algorithm>
#include <filesystem>

namespace kiosk {
namespace {

using nlohmann::json;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// RFC 9562: 8-4-4-4-12 hexadecimal digits.
bool is_uuid(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    const auto fits = [](char c, char wanted) {
        return wanted == '-'
                   ? c == '-'
                   : std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    };
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), fits);
}

// Plain HTTP never leaves the machine.
bool is_safe_url(std::string_view url) {
    for (const std::string_view start :
         {"https://", "http://127.0.0.1:", "http://localhost:", "http://[::1]:"})
        if (url.starts_with(start) && url.size() > start.size()) return true;
    return false;
}

template <class T>
void check_range(JsonObject& object, const char* name, T value, T least, T most) {
    if (value < least || value > most)
        object.complain(name,
                        "must be from " + std::to_string(least) + " to " + std::to_string(most));
}

// A relative path is meant from the folder of the file that names it.
void read_path(JsonObject& object, const char* name, std::string& into) {
    std::string path;
    object.read(name, path);
    if (path.empty()) return;
    into = (std::filesystem::path(object.file()).parent_path() / path).lexically_normal().string();
}

void read_url(JsonObject& object, const char* name, std::string& into) {
    object.read(name, into);
    if (!into.empty() && !is_safe_url(into)) object.complain(name, "must begin with https://");
}

template <class Part>
void read_part(JsonObject& owner, const char* name, Part& into, void (*read)(JsonObject&, Part&)) {
    const json* value = owner.member(name);
    if (value == nullptr) return;
    JsonObject object(*value, owner.file(), owner.pointer_to(name));
    read(object, into);
    if (auto done = object.finish(); !done) owner.adopt(done.error());
}

void read_panel(JsonObject& object, Panel& into) {
    object.read("width_mm", into.width_mm);
    object.read("height_mm", into.height_mm);
    object.read("lower_edge_mm", into.lower_edge_mm);
    object.read("viewing_distance_mm", into.viewing_distance_mm);
    check_range(object, "width_mm", into.width_mm, 150.0, 3000.0);
    check_range(object, "height_mm", into.height_mm, 100.0, 3000.0);
    check_range(object, "lower_edge_mm", into.lower_edge_mm, 0.0, 2000.0);
    check_range(object, "viewing_distance_mm", into.viewing_distance_mm, 200.0, 3000.0);
}

void read_destinations(JsonObject& object, std::map<std::string, std::string>& into) {
    const json* value = object.member("destinations");
    if (value == nullptr) return;
    JsonObject destinations(*value, object.file(), object.pointer_to("destinations"));
    for (const auto& [service, uuid] : value->items()) {
        destinations.read(service, into[service]);
        if (!is_uuid(into[service])) destinations.complain(service, "must be a UUID");
    }
    if (auto done = destinations.finish(); !done) object.adopt(done.error());
}

void read_portal(JsonObject& object, Portal& into) {
    object.read("version", into.version);
    check_range(object, "version", into.version, 1, 2);
    read_url(object, "token_url", into.token_url);
    read_url(object, "submission_api", into.submission_api);
    read_url(object, "destination_api", into.destination_api);
    read_url(object, "status_base_url", into.status_base_url);
    object.read("client_id", into.client_id);
    read_path(object, "client_secret_file", into.client_secret_file);
    read_path(object, "trust_directory", into.trust_directory);
    read_path(object, "crl_directory", into.crl_directory);
    object.read("test_environment", into.test_environment);
    read_destinations(object, into.destinations);
}

void read_dispatch(JsonObject& object, Dispatch& into) {
    object.require("working_days", into.working_days);
    object.require("source", into.source);
    object.require("as_of", into.as_of);
    check_range(object, "working_days", into.working_days, 1, 365);
    if (into.source.empty()) object.complain("source", "must not be empty");
}

void read_office(JsonObject& object, Office& into) {
    object.read("city", into.city);
    object.read("registry_office", into.registry_office);
    object.read("ars", into.ars);
    object.read("help_line", into.help_line);
    object.read("counter", into.counter);
    object.read("opening_hours", into.opening_hours);
    if (object.present("dispatch"))
        read_part(object, "dispatch", into.dispatch.emplace(), read_dispatch);
    if (!into.ars.empty() && (into.ars.size() != 12 || !all_digits(into.ars)))
        object.complain("ars", "must be 12 digits");
}

void read_way(JsonObject& object, EidWay& into) {
    std::string way;
    object.read("way", way);
    if (way.empty()) return;
    if (way == "none")
        into = EidWay::none;
    else if (way == "direct")
        into = EidWay::direct;
    else if (way == "ausweisapp")
        into = EidWay::ausweisapp;
    else
        object.complain("way", "must be none, direct or ausweisapp");
}

void read_eid(JsonObject& object, Eid& into) {
    read_way(object, into.way);
    object.read("reader", into.reader);
    read_path(object, "trust_directory", into.trust_directory);
    read_path(object, "terminal_directory", into.terminal_directory);
    read_url(object, "signer_url", into.signer_url);
    read_path(object, "signer_certificate_file", into.signer_certificate_file);
    read_path(object, "signer_key_file", into.signer_key_file);
    read_path(object, "signer_authority_file", into.signer_authority_file);
    read_url(object, "tc_token_url", into.tc_token_url);
    object.read("attended", into.attended);
    if (!into.signer_url.empty() &&
        (into.signer_certificate_file.empty() || into.signer_key_file.empty()))
        object.complain("signer_url", "needs signer_certificate_file and signer_key_file");
}

void read_fleet(JsonObject& object, Fleet& into) {
    read_url(object, "url", into.url);
    object.read("terminal", into.terminal);
    object.read("city", into.city);
    read_path(object, "certificate_file", into.certificate_file);
    read_path(object, "key_file", into.key_file);
    read_path(object, "authority_file", into.authority_file);
    read_path(object, "job_key_file", into.job_key_file);
    object.read("proxy", into.proxy);
    object.read("brokers", into.brokers);
    if (into.url.ends_with('/')) object.complain("url", "must not end with a slash");
    if (into.url.empty()) return;
    for (const auto& [name, value] :
         {std::pair("terminal", &into.terminal), std::pair("city", &into.city),
          std::pair("job_key_file", &into.job_key_file)})
        if (value->empty()) object.complain(name, "is missing");
}

// What joining the terminal has left there (kiosk-agent --join); nothing before.
void read_fleet_file(JsonObject& owner, Fleet& into) {
    std::string path;
    read_path(owner, "fleet_file", path);
    if (path.empty() || !std::filesystem::exists(path)) return;
    const auto value = read_json_file(path);
    if (!value) return owner.adopt(value.error());
    JsonObject object(*value, path);
    read_fleet(object, into);
    if (auto done = object.finish(); !done) owner.adopt(done.error());
}

// Reads one file over what was read before.
Result<void> read_over(Settings& into, const std::string& file) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    object.read("kiosk_number", into.kiosk_number);
    check_range(object, "kiosk_number", into.kiosk_number, 1, 999);
    read_path(object, "state_directory", into.state_directory);
    object.read("printer", into.printer);
    object.read("pickup_offered", into.pickup_offered);
    object.read("idle_seconds", into.idle_seconds);
    object.read("idle_seconds_slow", into.idle_seconds_slow);
    check_range(object, "idle_seconds", into.idle_seconds, 5, 3600);
    check_range(object, "idle_seconds_slow", into.idle_seconds_slow, into.idle_seconds, 3600);
    read_path(object, "recovery_key_file", into.recovery_key_file);
    object.read("staff_code_hash", into.staff_code_hash);
    read_part(object, "panel", into.panel, read_panel);
    read_part(object, "portal", into.portal, read_portal);
    read_part(object, "office", into.office, read_office);
    read_part(object, "eid", into.eid, read_eid);
    read_part(object, "fleet", into.fleet, read_fleet);
    read_fleet_file(object, into.fleet);
    return object.finish();
}

}  // namespace

Result<Settings> load_settings(const std::string& home, const std::string& site_file) {
    Settings settings;
    TRY_VOID(read_over(settings, home + "/config/settings.json"));
    if (!site_file.empty()) TRY_VOID(read_over(settings, site_file));
    return settings;
}

}  // namespace kiosk
