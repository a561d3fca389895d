#include "kiosk/control/enrolment.h"

#include "kiosk/base/bytes.h"
#include "kiosk/base/log.h"
#include "kiosk/fleet/job.h"
#include "kiosk/jose/digest.h"
#include "kiosk/jose/json.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const std::string invitations = "invitations";
const std::string certificates = "certificates";
const std::string revoked_ones = "revoked";
const Actor terminal_itself{.who = "terminal", .origin = "code"};
constexpr auto code_holds = 24h;
constexpr auto certificates_life = std::chrono::days(730);
constexpr int most_tries = 5;
constexpr std::size_t code_bytes = 10;
constexpr std::size_t most_certificates = 1'000'000;
constexpr std::size_t largest_document = 4096;

// People may write it in capitals, and with spaces.
std::string plain(std::string_view code) {
    std::string plain;
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

// The time it takes says nothing about where two digests differ.
bool is_same(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    return difference == 0;
}

Result<KnownTerminal> known(ControlStore& store, const std::string& id) {
    auto terminal = TRY(store.terminal(id));
    if (!terminal) return fail(ErrorKind::refused, "terminal_unknown");
    return std::move(*terminal);
}

// Puts, whatever stood there before.
Result<void> replace(ControlStore& store, const std::string& collection, const std::string& key,
                     const json& value) {
    const auto before = TRY(store.document(collection, key));
    return store.put({.collection = collection,
                      .key = key,
                      .version = before ? before->version : 0,
                      .text = value.dump()});
}

Result<void> drop(ControlStore& store, const std::string& collection, const std::string& key) {
    const auto before = TRY(store.document(collection, key));
    if (before) TRY_VOID(store.remove(*before));
    return {};
}

}  // namespace

Result<std::string> Enrolment::invite(const std::string& id, const Actor& actor) {
    std::array<std::uint8_t, code_bytes> bytes{};
    random_.fill(bytes);
    const std::string code = to_base32(bytes);
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        TRY(known(store, id));
        TRY_VOID(replace(store, invitations, id,
                         {{"hash", jose::sha256_hex(code)},
                          {"until", to_iso(records_.now() + code_holds)},
                          {"tries", 0}}));
        TRY_VOID(drop(store, revoked_ones, id));
        return Acts{{.by = actor, .act = "invite", .object = id}};
    }));
    std::string said;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) said += '-';
        said += code[i];
    }
    return said;
}

// A wrong try is written down, so it is no failure of the transaction.
Result<Joined> Enrolment::join(const std::string& id, std::string_view code,
                               std::string_view request) {
    Joined joined;
    bool is_right = false;
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        const auto document = TRY(store.document(invitations, id));
        if (!document) return Acts{};
        json invitation = TRY(jose::parse_object(document->text, largest_document));
        const auto until = parse_instant(invitation.value("until", ""));
        const int tries = invitation.value("tries", most_tries);
        if (!until || *until <= records_.now() || tries >= most_tries) return Acts{};
        if (!is_same(invitation.value("hash", ""), jose::sha256_hex(plain(code)))) {
            invitation["tries"] = tries + 1;
            TRY_VOID(replace(store, invitations, id, invitation));
            return Acts{{.by = terminal_itself, .act = "join_refused", .object = id}};
        }
        const KnownTerminal terminal = TRY(known(store, id));
        const pki::Issued issued =
            TRY(authority_.issue(request, id, records_.now(), certificates_life));
        TRY_VOID(
            store.put({.collection = certificates,
                       .key = issued.serial,
                       .text = json{{"terminal", id}, {"until", to_iso(issued.until)}}.dump()}));
        TRY_VOID(store.remove(*document));
        joined = {.city = terminal.city, .certificate = issued.pem, .job_key = job_key_};
        is_right = true;
        return Acts{{.by = terminal_itself, .act = "join", .object = id, .reason = issued.serial}};
    }));
    if (!is_right) return fail(ErrorKind::refused, "code_wrong");
    log::write(log::Level::info, "terminal_joined", {log::id("terminal", id)});
    return joined;
}

Result<void> Enrolment::revoke(const std::string& id, const std::string& reason,
                               const Actor& actor) {
    if (reason.empty()) return fail(ErrorKind::invalid_input, "reason_missing");
    if (!fleet::is_reason(reason)) return fail(ErrorKind::invalid_input, "reason_malformed");
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        TRY(known(store, id));
        const json taken_back{{"at", to_iso(records_.now())}};
        TRY_VOID(replace(store, revoked_ones, id, taken_back));
        TRY_VOID(drop(store, invitations, id));
        for (const Document& each : TRY(store.documents(certificates, "", most_certificates))) {
            json certificate = TRY(jose::parse_object(each.text, largest_document));
            if (certificate.value("terminal", "") != id || certificate.contains("revoked"))
                continue;
            certificate["revoked"] = taken_back.at("at");
            TRY_VOID(replace(store, certificates, each.key, certificate));
        }
        return Acts{{.by = actor, .act = "revoke", .object = id, .reason = reason}};
    }));
    log::write(log::Level::warning, "terminal_revoked", {log::id("terminal", id)});
    return {};
}

Result<bool> Enrolment::is_revoked(const std::string& id) {
    return TRY(records_.read([&](ControlStore& store) { return store.document(revoked_ones, id); }))
        .has_value();
}

Result<bool> has_issued(Records& records) {
    return !TRY(records.read([](ControlStore& store) {
                return store.documents(certificates, "", 1);
            })).empty();
}

Result<std::vector<std::string>> Enrolment::revoked_serials() {
    const auto all = TRY(records_.read(
        [](ControlStore& store) { return store.documents(certificates, "", most_certificates); }));
    std::vector<std::string> serials;
    for (const Document& each : all) {
        const json certificate = TRY(jose::parse_object(each.text, largest_document));
        const auto until = parse_instant(certificate.value("until", ""));
        if (certificate.contains("revoked") && (!until || *until > records_.now()))
            serials.push_back(each.key);
    }
    return serials;
}

}  // namespace kiosk::control
