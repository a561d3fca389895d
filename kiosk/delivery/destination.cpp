#include "kiosk/delivery/destination.h"

#include "kiosk/base/log.h"
#include "kiosk/jose/json.h"

#include <algorithm>

namespace kiosk::delivery {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr auto kept = 10min;

std::string text_at(const Json& object, const char* name) {
    return jose::string_member(object, name).value_or(std::string());
}

// "99059001012000" and "urn:de:fim:leika:leistung:99059001012000" name the same service.
std::string urn_of(const std::string& leika_key) {
    constexpr std::string_view urn = "urn:de:fim:leika:leistung:";
    return leika_key.starts_with("urn:") ? leika_key : std::string(urn) + leika_key;
}

std::vector<PublicService> services_in(const Json& destination) {
    std::vector<PublicService> services;
    for (const char* member : {"publicServices", "services"}) {
        const auto list = destination.find(member);
        if (list == destination.end() || !list->is_array()) continue;
        for (const Json& service : *list)
            if (service.is_object())
                services.push_back({text_at(service, "identifier"), text_at(service, "name")});
    }
    return services;
}

// A destination that names no versions takes what we make; one that does must name ours.
bool takes_metadata(const Json& destination, const std::string& version) {
    const auto versions = destination.find("metadataVersions");
    if (versions == destination.end() || !versions->is_array()) return true;
    return std::any_of(versions->begin(), versions->end(), [&](const Json& offered) {
        return offered.is_string() && offered.get<std::string>() == version;
    });
}

Outcome<jose::Jwk> unwrap(Result<jose::Jwk> jwk) {
    if (!jwk) return setback(Sort::standing, "key_malformed");
    return std::move(*jwk);
}

Setback setback_of_key(const Error& error) {
    return {Sort::standing, error.detail, std::nullopt};
}

}  // namespace

template <class T>
std::optional<T> Offices::recall(const Cache<T>& cache, const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = cache.find(name);
    if (found == cache.end() || found->second.second < line_.steady()) return std::nullopt;
    return found->second.first;
}

template <class T>
void Offices::keep(Cache<T>& cache, const std::string& name, const T& value,
                   std::chrono::milliseconds time) {
    const std::lock_guard lock(mutex_);
    cache[name] = {value, line_.steady() + time};
}

Outcome<Destination> Offices::destination(const std::string& id) {
    if (auto known = recall(destinations_, id)) return *known;
    if (!is_uuid(id)) return setback(Sort::standing, "destination_malformed");
    const Json json = TRY(line_.ask(get(line_.api().destination(id))));
    const Destination destination{
        .active = text_at(json, "status") == "active",
        .services = services_in(json),
        .takes_our_metadata = takes_metadata(json, orders::metadata_version),
        .encryption_kid = text_at(json, "encryptionKid")};
    keep(destinations_, id, destination, kept);
    return destination;
}

Outcome<jose::Jwk> Offices::encryption_key(const std::string& destination_id,
                                           const std::string& kid) {
    const std::string name = destination_id + "/" + kid;
    if (auto known = recall(encryption_keys_, name)) return *known;
    if (!is_kid(kid)) return setback(Sort::standing, "key_malformed");
    jose::Jwk key;
    if (line_.api().first_version()) {
        const HttpAnswer answer = TRY(line_.call(get(line_.api().key(destination_id, kid))));
        key = TRY(unwrap(jose::parse_jwk(answer.body)));
    } else {
        const HttpAnswer answer = TRY(line_.call(get(line_.api().keys(destination_id))));
        auto published = jose::parse_jwks(answer.body);
        if (!published) return setback(Sort::everyone, "not_the_portal");
        const auto found =
            std::find_if(published->begin(), published->end(),
                         [&](const jose::Jwk& candidate) { return candidate.kid == kid; });
        if (found == published->end()) return setback(Sort::poison, "key_withdrawn");
        key = std::move(*found);
    }
    if (key.kid != kid) return setback(Sort::standing, "key_of_another_name");
    keep(encryption_keys_, name, key, kept);
    return key;
}

std::string Offices::revocation_list(const std::string& url) {
    if (auto known = recall(lists_, url)) return *known;
    const auto answer = line_.fetch(url);
    if (!answer) return {};
    keep<std::string>(lists_, url, answer->body, kept);
    return answer->body;
}

Result<Trusted> Offices::check(const jose::Jwk& jwk, jose::Use use) {
    return check_key(jwk, use, trust_, line_.now(),
                     [this](const std::string& url) { return revocation_list(url); });
}

Outcome<PublicService> Offices::service_for(const OrderHeader& order) {
    const Destination office = TRY(destination(order.destination_id));
    if (!office.active) return setback(Sort::standing, "destination_inactive");
    if (!office.takes_our_metadata) return setback(Sort::standing, "metadata_not_taken");
    // A service without a key of its own goes as the first that the office offers: the city has
    // routed it there.
    const auto offered = std::find_if(
        office.services.begin(), office.services.end(), [&](const PublicService& service) {
            return order.leika_key.empty() || service.identifier == urn_of(order.leika_key);
        });
    if (offered == office.services.end()) return setback(Sort::standing, "service_not_offered");

    auto key = encryption_key(order.destination_id, order.encryption_kid);
    if (!key) {
        // Version 1 has no list of keys: a key that is gone answers 404.
        if (key.error().code == "problem_key_not_found")
            return setback(Sort::poison, "key_withdrawn");
        return tl::unexpected(key.error());
    }
    const auto trusted = check(*key, jose::Use::encrypt);
    if (!trusted && trusted.error().detail == "certificate_revoked")
        return setback(Sort::poison, "certificate_revoked");
    return *offered;
}

Outcome<orders::OfficeKey> Offices::current_key(const std::string& destination_id) {
    const Destination office = TRY(destination(destination_id));
    if (!office.active) return setback(Sort::standing, "destination_inactive");
    if (!office.takes_our_metadata) return setback(Sort::standing, "metadata_not_taken");
    const jose::Jwk key = TRY(encryption_key(destination_id, office.encryption_kid));
    const auto trusted = check(key, jose::Use::encrypt);
    if (!trusted) return tl::unexpected(setback_of_key(trusted.error()));
    return orders::OfficeKey{.destination_id = destination_id,
                             .kid = key.kid,
                             .jwk = jose::to_json(key),
                             .checked = trusted->checked,
                             .valid_until = trusted->valid_until};
}

Result<jose::Jwk> Offices::signing_key(const std::string& destination_id, const std::string& kid) {
    const std::string name = destination_id + "/" + kid;
    if (auto known = recall(signing_keys_, name)) return *known;
    const jose::Jwk key = TRY(fetch_signing_key(destination_id, kid));
    if (key.kid != kid) return fail(ErrorKind::not_authentic, "event_key_of_another_name");
    // The portal's own keys carry no certificate of the administration's; its TLS vouches for them.
    const auto fit = destination_id.empty() ? jose::check_use(key, jose::Use::verify)
                                            : check(key, jose::Use::verify).map([](Trusted) {});
    if (!fit) return fail(ErrorKind::not_authentic, "event_" + code_of(fit.error().detail));
    keep(signing_keys_, name, key, kept);
    return key;
}

Result<jose::Jwk> Offices::fetch_signing_key(const std::string& destination_id,
                                             const std::string& kid) {
    const auto no_key = [](const Setback& problem) {
        const bool unknown = problem.sort == Sort::standing || problem.sort == Sort::poison;
        return unknown ? fail(ErrorKind::not_authentic, "event_key_unknown")
                       : fail(ErrorKind::unavailable, problem.code);
    };
    if (!destination_id.empty()) {
        const auto answer = line_.call(get(line_.api().key(destination_id, kid)));
        if (!answer) return no_key(answer.error());
        const auto key = jose::parse_jwk(answer->body);
        if (!key) return fail(ErrorKind::not_authentic, "event_key_malformed");
        return *key;
    }
    const auto answer = line_.fetch(line_.api().portal_keys());
    if (!answer) return no_key(answer.error());
    const auto keys = jose::parse_jwks(answer->body);
    if (!keys) return fail(ErrorKind::unavailable, "not_the_portal");
    for (const jose::Jwk& key : *keys)
        if (key.kid == kid) return key;
    return fail(ErrorKind::not_authentic, "event_key_unknown");
}

std::string refresh_office_keys(Offices& offices, Journal& journal,
                                const std::set<std::string>& destinations) {
    std::string first_problem;
    for (const std::string& destination : destinations) {
        const auto key = offices.current_key(destination);
        if (key) {
            if (!journal.set_note(orders::note_name(destination), orders::to_note(*key)))
                first_problem = "journal_failed";
            continue;
        }
        const Setback& problem = key.error();
        log::write(log::Level::warning, "office_key_unusable",
                   {log::id("destination", destination), log::id("problem", problem.code)});
        if (first_problem.empty()) first_problem = problem.code;
        const bool decided = problem.sort == Sort::standing || problem.sort == Sort::poison;
        if (!decided || problem.code.starts_with("revocation_list_")) continue;
        const Json note{{"destination_id", destination}, {"problem", problem.code}};
        if (!journal.set_note(orders::note_name(destination), note.dump()))
            first_problem = "journal_failed";
    }
    return first_problem;
}

}  // namespace kiosk::delivery
