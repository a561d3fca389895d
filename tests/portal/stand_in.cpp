#include "tests/portal/stand_in.h"

#include "kiosk/orders/office_key.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>

namespace stand_in {

using namespace std::chrono_literals;
using Json = nlohmann::json;

// A request taken apart: "/v2/submissions/ID/events?limit=500&offset=0".
struct StandIn::Call {
    const kiosk::HttpRequest& request;
    std::vector<std::string> parts;  // of the path, without the version
    int version = 0;
    std::map<std::string, std::string> query;
    Matter matter = Matter::other;

    [[nodiscard]] std::string part(std::size_t at) const {
        return at < parts.size() ? parts[at] : std::string();
    }
    [[nodiscard]] std::size_t number(const std::string& name, std::size_t otherwise) const {
        const auto found = query.find(name);
        std::size_t value = otherwise;
        if (found != query.end())
            std::from_chars(found->second.data(), found->second.data() + found->second.size(),
                            value);
        return value;
    }
    [[nodiscard]] std::string kind() const { return request.method + " " + part(0); }
};

namespace {

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find(at, start), text.size());
        if (end > start) parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

std::string path_of(const std::string& url) {
    const std::size_t host = url.find("://");
    if (host == std::string::npos) return url;
    const std::size_t path = url.find('/', host + 3);
    return path == std::string::npos ? "/" : url.substr(path);
}

Matter matter_of(const std::string& method, const std::vector<std::string>& parts) {
    const auto part = [&](std::size_t at) { return at < parts.size() ? parts[at] : std::string(); };
    if (part(0) == "token") return Matter::token;
    if (part(0) == ".well-known" || part(2) == "keys") return Matter::keys;
    if (part(0) == "destinations") return Matter::destination;
    if (part(2) == "events") return Matter::events;
    if (part(2) == "attachments") return Matter::attachment;
    if (part(0) == "submissions") return method == "POST" ? Matter::announce : Matter::submit;
    return Matter::other;
}

void write_file(const std::string& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

std::string http_date(kiosk::Instant instant) {
    const std::time_t time =
        std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 40> text{};
    return {text.data(),
            std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

constexpr const char* login_page =
    "<!DOCTYPE html><html><body><h1>WLAN im Rathaus</h1><form>Bitte anmelden</form></body></html>";

}  // namespace

StandIn::StandIn(StandInOptions options)
    : options_(std::move(options)),
      authority_(options_.base_url, options_.now()),
      portal_key_(kept_rsa_key(options_.key_directory, "portal")),
      office_signing_key_(kept_rsa_key(options_.key_directory, "office-signing")),
      encryption_key_(kept_rsa_key(options_.key_directory, "office-encryption")),
      recovery_key_(kept_rsa_key(options_.key_directory, "recovery")),
      portal_kid_(new_uuid()),
      office_signing_kid_(new_uuid()),
      destination_id_(new_uuid()),
      client_secret_(new_uuid() + new_uuid()) {
    office_signing_jwk_ = public_jwk(office_signing_key_, office_signing_kid_, KeyUse::sign);
    office_signing_jwk_["x5c"] = authority_.certify(office_signing_key_, KeyUse::sign);
    encryption_kid_ = new_uuid();
    encryption_jwk_ = public_jwk(encryption_key_, encryption_kid_, KeyUse::encrypt);
    encryption_jwk_["x5c"] = authority_.certify(encryption_key_, KeyUse::encrypt);
    office_.add_key(encryption_key_, encryption_kid_);
    const std::string issuer = options_.base_url + "/submission-api";
    delivery_ = std::make_unique<Zustelldienst>(
        issuer, [this] { return now(); }, faults_, Signer{portal_key_, portal_kid_, issuer},
        Signer{office_signing_key_, office_signing_kid_, destination_id_}, office_);
    delivery_->auto_accept = options_.auto_accept;
    delivery_->other_office = {office_signing_key_, office_signing_kid_, new_uuid()};
    write_files();
}

void StandIn::write_files() {
    const std::string& directory = options_.directory;
    std::filesystem::create_directories(directory + "/trust");
    std::filesystem::create_directories(directory + "/crl");
    write_file(directory + "/trust/root.pem", authority_.root_pem());
    write_file(directory + "/crl/root.crl", authority_.root_list(now()));
    write_file(directory + "/crl/issuing.crl", authority_.issuing_list(now()));
    write_file(directory + "/client-secret", client_secret_ + "\n");
    std::filesystem::permissions(
        directory + "/client-secret",
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    write_file(directory + "/recovery.jwk",
               public_jwk(recovery_key_, "recovery-key", KeyUse::encrypt).dump());
    write_file(directory + "/recovery.pem", private_pem(recovery_key_));
}

// The old key stays the office's, but is published no longer.
void StandIn::rotate_key() {
    encryption_key_ = rsa_key(4096);
    encryption_kid_ = new_uuid();
    encryption_jwk_ = public_jwk(encryption_key_, encryption_kid_, KeyUse::encrypt);
    encryption_jwk_["x5c"] = authority_.certify(encryption_key_, KeyUse::encrypt);
    office_.add_key(encryption_key_, encryption_kid_);
}

kiosk::Portal StandIn::portal(int version) const {
    kiosk::Portal portal;
    portal.version = version;
    portal.token_url = options_.base_url + "/token";
    portal.submission_api = options_.base_url + "/submission-api";
    portal.destination_api = options_.base_url + "/destination-api";
    portal.client_id = "kiosk-test";
    portal.client_secret_file = options_.directory + "/client-secret";
    portal.destinations = {{"default", destination_id_}};
    portal.trust_directory = options_.directory + "/trust";
    portal.crl_directory = options_.directory + "/crl";
    portal.status_base_url = options_.base_url + "/s/";
    return portal;
}

Json StandIn::site_settings() const {
    const kiosk::Portal ours = portal();
    return {{"recovery_key_file", options_.directory + "/recovery.jwk"},
            {"portal",
             {{"version", ours.version},
              {"token_url", ours.token_url},
              {"submission_api", ours.submission_api},
              {"destination_api", ours.destination_api},
              {"client_id", ours.client_id},
              {"client_secret_file", ours.client_secret_file},
              {"destinations", ours.destinations},
              {"trust_directory", ours.trust_directory},
              {"crl_directory", ours.crl_directory},
              {"status_base_url", ours.status_base_url},
              {"test_environment", false}}}};
}

Json StandIn::description() const {
    Json all = site_settings();
    all["url"] = options_.base_url;
    all["destination_id"] = destination_id_;
    all["client_secret_file"] = options_.directory + "/client-secret";
    all["trust_directory"] = options_.directory + "/trust";
    all["crl_directory"] = options_.directory + "/crl";
    all["recovery_private_key_file"] = options_.directory + "/recovery.pem";
    all["control"] = options_.base_url + "/control";
    return all;
}

Json StandIn::books() {
    const std::lock_guard lock(mutex_);
    return office_.books();
}

void StandIn::let_pass(std::chrono::seconds time) {
    turned_ = turned_.load() + time;
    delivery_->let_deadlines_pass();
}

kiosk::Result<kiosk::HttpAnswer> StandIn::exchange(const kiosk::HttpRequest& request) {
    const Reply reply = answer(request);
    if (reply.dropped || reply.truncated)
        return kiosk::fail(kiosk::ErrorKind::timed_out, "connection lost");
    kiosk::HttpAnswer answer{.status = reply.status, .headers = {}, .body = reply.body};
    for (const auto& [name, value] : reply.headers) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers[lower] = value;
    }
    return answer;
}

Reply StandIn::answer(const kiosk::HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    const std::string target = path_of(request.url);
    const std::size_t question = target.find('?');
    Call call{.request = request,
              .parts = split(target.substr(0, question), '/'),
              .version = 0,
              .query = {}};
    if (question != std::string::npos)
        for (const std::string& pair : split(target.substr(question + 1), '&'))
            call.query[pair.substr(0, pair.find('='))] =
                pair.find('=') == std::string::npos ? "" : pair.substr(pair.find('=') + 1);
    if (call.part(0) == "submission-api" || call.part(0) == "destination-api")
        call.parts.erase(call.parts.begin());
    if (call.part(0) == "v1" || call.part(0) == "v2") {
        call.version = call.part(0) == "v1" ? 1 : 2;
        call.parts.erase(call.parts.begin());
    }
    call.matter = matter_of(request.method, call.parts);
    Reply reply = call.part(0) == "control" ? control(call) : serve(call);
    reply.headers["Date"] = http_date(now());
    return reply;
}

// Mishaps of the line around whatever the portal does.
Reply StandIn::serve(const Call& call) {
    const Matter matter = call.matter;
    const auto fault = [&](const char* name) { return faults_.take(name, matter); };
    if (const auto jump = fault("clock_jump"))
        let_pass(std::chrono::seconds(jump->amount != 0 ? jump->amount : 3600));
    Reply reply;
    if (fault("drop_request")) {
        reply.dropped = true;
        return reply;
    }
    if (fault("html")) {
        reply.body = login_page;
        reply.headers["Content-Type"] = "text/html";
        return reply;
    }
    if (fault("redirect")) {
        reply.status = 302;
        reply.headers["Location"] = "http://login.example/";
        return reply;
    }
    if (const auto throttle = fault("throttle")) {
        reply = problem_reply(429, "too-many-requests");
        reply.headers["RateLimit-Reset"] =
            std::to_string(throttle->amount != 0 ? throttle->amount : 30);
        return reply;
    }
    if (fault("error_before")) return problem_reply(500, "internal-error");
    if (fault("refuse_content")) return problem_reply(422, "schema-violation");
    if (fault("problem_with_extra_members")) return problem_reply(503, "maintenance");

    if (matter == Matter::token)
        reply = token(call.request);
    else if (call.kind() == "GET crl") {
        reply.body = call.part(1) == "root.crl" ? authority_.root_list(now())
                                                : authority_.issuing_list(now());
        reply.headers["Content-Type"] = "application/pkix-crl";
    } else if (call.part(0) == ".well-known")
        reply = json_reply(200, {{"keys", {public_jwk(portal_key_, portal_kid_, KeyUse::sign)}}});
    else if (fault("unauthorized") || !authorised(call.request))
        reply = problem_reply(401, "unauthorized");
    else
        reply = submissions(call);

    if (fault("error_after")) return problem_reply(500, "internal-error");
    if (fault("drop_response")) reply.dropped = true;
    if (fault("truncated_body")) reply.truncated = true;
    if (fault("wrong_content_type")) reply.headers["Content-Type"] = "text/plain";
    if (fault("large_body")) reply.body.append(std::size_t{12} << 20U, ' ');
    if (const auto delay = fault("delay"))
        reply.delay_ms = delay->amount != 0 ? delay->amount : 500;
    return reply;
}

Reply StandIn::token(const kiosk::HttpRequest& request) {
    const auto fields = split(request.body, '&');
    const auto has = [&](const std::string& field) {
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    };
    if (request.method != "POST" || !has("grant_type=client_credentials"))
        return json_reply(400, {{"error", "unsupported_grant_type"}});
    if (!has("client_id=kiosk-test") || !has("client_secret=" + client_secret_))
        return json_reply(401, {{"error", "invalid_client"}});
    const std::string token = new_uuid();
    const std::size_t calls = options_.calls_a_token != 0 ? options_.calls_a_token
                                                          : std::numeric_limits<std::size_t>::max();
    tokens_[token] = {now() + std::chrono::seconds(options_.token_seconds), calls};
    return json_reply(200, {{"access_token", token},
                            {"token_type", "bearer"},
                            {"expires_in", options_.token_seconds}});
}

bool StandIn::authorised(const kiosk::HttpRequest& request) {
    const auto header = request.headers.find("Authorization");
    if (header == request.headers.end() || !header->second.starts_with("Bearer ")) return false;
    const auto token = tokens_.find(header->second.substr(7));
    if (token == tokens_.end() || token->second.first < now() || token->second.second == 0)
        return false;
    --token->second.second;
    return true;
}

Reply StandIn::submissions(const Call& call) {
    const std::string kind = call.kind();
    const std::string id = call.part(1);
    if (kind == "GET destinations" && id == destination_id_)
        return call.part(2) == "keys" ? keys(call.part(3)) : destination();
    if (kind == "GET destinations" && id == delivery_->other_office.issuer)
        return call.part(2) == "keys" ? keys(call.part(3)) : destination();
    if (kind == "GET destinations") return problem_reply(404, "destination-not-found");
    if (kind == "POST submissions") {
        if (faults_.take("inactive_destination", call.matter))
            return problem_reply(422, "destination-state-invalid");
        return delivery_->announce(call.request, call.version == 1, destination_id_,
                                   options_.services);
    }
    if (kind == "PUT submissions" && call.part(2) == "attachments")
        return delivery_->attach(id, call.part(3), call.request.body);
    if (kind == "PUT submissions") {
        if (faults_.take("lying_submit")) return json_reply(200, {{"submissionId", id}});
        return delivery_->submit(id, call.request.body);
    }
    const std::size_t offset = call.number("offset", 0);
    const std::size_t limit = call.number("limit", 500);
    if (kind == "GET submissions" && call.part(2) == "events" && call.version == 2)
        return delivery_->submission_log(id, offset, limit);
    if (kind == "GET cases" && call.part(2) == "events")
        return delivery_->case_log(id, offset, limit);
    return problem_reply(404, "resource-not-found");
}

Reply StandIn::destination() {
    if (faults_.take("key_rotation")) rotate_key();
    const bool offered = !faults_.take("service_not_offered");
    Json services = Json::array();
    for (const std::string& urn : options_.services)
        services.push_back({{"identifier", offered ? urn : urn.substr(0, urn.size() - 1) + "9x"},
                            {"name", "Urkunde"},
                            {"submissionSchemas", Json::array()}});
    const bool ours = !faults_.take("metadata_not_taken");
    const bool active = !faults_.take("inactive_destination", Matter::destination);
    return json_reply(
        200, {{"destinationId", destination_id_},
              {"status", active ? "active" : "inactive"},
              {"name", "Standesamt (Test)"},
              {"metadataVersions",
               ours ? Json{"1.0.0", "2.1.0", kiosk::orders::metadata_version} : Json{"9.9.9"}},
              {"publicServices", services},
              {"encryptionKid", encryption_kid_},
              {"contactInformation", {{"legalName", "Stadt (Test)"}}},
              {"callback", nullptr}});
}

Json StandIn::encryption_key() {
    Json jwk = encryption_jwk_;
    const auto wrong = [&](const char* fault) { return faults_.take(fault).has_value(); };
    const auto flawed = [&](Flaw flaw) {
        jwk["x5c"] = authority_.certify(encryption_key_, KeyUse::encrypt, flaw);
    };
    if (wrong("revoked_certificate")) {
        flawed({});
        authority_.revoke_last();
        write_file(options_.directory + "/crl/issuing.crl", authority_.issuing_list(now()));
    } else if (wrong("expired_certificate"))
        flawed({.expired = true});
    else if (wrong("unknown_authority"))
        flawed({.unknown_authority = true});
    else if (wrong("wrong_usage"))
        flawed({.wrong_usage = true});
    else if (wrong("no_certificate"))
        jwk.erase("x5c");
    else if (wrong("no_wrap_key"))
        jwk["key_ops"] = {"encrypt"};
    else if (wrong("wrong_key_alg"))
        jwk["alg"] = "RSA-OAEP";
    else if (wrong("key_not_in_certificate"))
        jwk["n"] = public_numbers(rsa_key(4096))["n"];
    else if (wrong("small_key")) {
        const Key small = rsa_key(2048);
        jwk = public_jwk(small, encryption_kid_, KeyUse::encrypt);
        jwk["x5c"] = authority_.certify(small, KeyUse::encrypt);
    }
    return jwk;
}

Reply StandIn::keys(const std::string& kid) {
    if (kid.empty()) return json_reply(200, {{"keys", {office_signing_jwk_, encryption_key()}}});
    if (kid == encryption_kid_) return json_reply(200, encryption_key());
    if (kid == office_signing_kid_) return json_reply(200, office_signing_jwk_);
    return problem_reply(404, "key-not-found");
}

// GET office, state · POST faults, clock {"advance_s"}, decide {"reject":"problem"}, forward
Reply StandIn::control(const Call& call) {
    const Json body = Json::parse(call.request.body, nullptr, false);
    const auto number = [&](const char* name) {
        return body.is_object() && body.contains(name) && body[name].is_number_integer()
                   ? body[name].get<int>()
                   : 0;
    };
    const auto text = [&](const char* name) {
        return body.is_object() && body.contains(name) && body[name].is_string()
                   ? body[name].get<std::string>()
                   : std::string();
    };
    const std::string what = call.request.method + " " + call.part(1);
    if (what == "GET office") return json_reply(200, office_.books());
    if (what == "GET state") return json_reply(200, {{"submissions", delivery_->state()}});
    if (what == "GET faults") return json_reply(200, {{"known", Faults::known()}});
    if (what == "DELETE faults") {
        faults_.clear();
        return json_reply(200, Json::object());
    }
    if (what == "POST faults") {
        Fault fault{.name = text("fault"), .amount = number("amount")};
        if (number("count") != 0) fault.count = number("count");
        if (!text("on").empty()) fault.on = text("on");
        return faults_.set(fault) ? json_reply(200, Json::object())
                                  : json_reply(400, {{"error", "unknown fault"}});
    }
    if (what == "POST clock") {
        let_pass(std::chrono::seconds(number("advance_s")));
        return json_reply(200, Json::object());
    }
    if (what == "POST decide")
        return json_reply(200, {{"decided", delivery_->decide_open(text("reject"))}});
    if (what == "POST forward") {
        delivery_->forward_all();
        return json_reply(200, Json::object());
    }
    if (what == "POST rotate-key") {
        rotate_key();
        return json_reply(200, Json::object());
    }
    return json_reply(404, {{"error", "unknown control"}});
}

}  // namespace stand_in
