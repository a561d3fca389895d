#include "kiosk/delivery/events.h"

#include "kiosk/delivery/api.h"
#include "kiosk/jose/jwe.h"
#include "kiosk/jose/jws.h"

#include <array>
#include <utility>

namespace kiosk::delivery {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr std::string_view event_prefix = "https://schema.fitko.de/fit-connect/events/";
constexpr auto tolerated_future = 5min;

tl::unexpected<Error> distrust(std::string_view code) {
    return fail(ErrorKind::not_authentic, std::string(code));
}

// Empty for anything that is not a text.
std::string text_at(const Json& object, const char* name) {
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>()
                                                         : std::string();
}

EventKind kind_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, EventKind>, 7> kinds{{
        {"create-submission", EventKind::create},
        {"submit-submission", EventKind::submit},
        {"notify-submission", EventKind::notify},
        {"forward-submission", EventKind::forward},
        {"accept-submission", EventKind::accept},
        {"reject-submission", EventKind::reject},
        {"delete-submission", EventKind::remove},
    }};
    for (const auto& [known, kind] : kinds)
        if (known == name) return kind;
    return EventKind::other;
}

// Who signs what (FIT-Connect, event log): only the 14-day rule lets the portal reject.
bool may_say(EventKind kind, bool by_office) {
    switch (kind) {
        case EventKind::accept:
            return by_office;
        case EventKind::forward:
        case EventKind::reject:
        case EventKind::other:
            return true;
        default:
            return !by_office;
    }
}

Result<void> check_header(const Json& header) {
    if (text_at(header, "typ") != "secevent+jwt") return distrust("event_type");
    if (text_at(header, "alg") != "PS512") return distrust("event_algorithm");
    if (!is_kid(text_at(header, "kid"))) return distrust("event_kid");
    return {};
}

// The destination that signed; empty: the portal itself.
Result<std::string> issuer_of(const Json& claims, const Expected& expected) {
    const std::string issuer = text_at(claims, "iss");
    if (is_uuid(issuer)) {
        const auto& others = expected.forwarded_to;
        const bool ours =
            issuer == expected.destination_id || others.contains(issuer) || others.contains("");
        if (!ours) return distrust(foreign_destination);
        return issuer;
    }
    const bool ours = issuer == expected.portal_issuer || issuer == expected.portal_issuer + "/";
    if (!ours) return distrust("event_issuer");
    return std::string();
}

Result<void> check_claims(const Json& claims, const Expected& expected) {
    if (text_at(claims, "sub") != "submission:" + expected.submission_id)
        return distrust("event_subject");
    if (text_at(claims, "txn") != "case:" + expected.case_id) return distrust("event_case");
    if (!is_uuid(text_at(claims, "jti"))) return distrust("event_id");
    const auto issued = claims.find("iat");
    if (issued == claims.end() || !issued->is_number_integer()) return distrust("event_time");
    const auto seconds = issued->get<std::int64_t>();
    if (seconds < 0 || seconds > 253'402'300'799) return distrust("event_time");
    if (Instant(std::chrono::seconds(seconds)) > expected.now + tolerated_future)
        return distrust("event_from_the_future");
    return {};
}

// {"metadata","data","attachments":{id: tag}} against our own parts: no more, no fewer, the same.
Result<void> compare_tags(const Json& tags, const Tags& ours) {
    Tags theirs;
    for (const char* name : {"metadata", "data"})
        if (const std::string tag = text_at(tags, name); !tag.empty()) theirs[name] = tag;
    const auto attachments = tags.find("attachments");
    if (attachments != tags.end() && attachments->is_object())
        for (const auto& [id, tag] : attachments->items())
            theirs[id] = tag.is_string() ? tag.get<std::string>() : std::string();
    if (theirs != ours) return distrust(other_bytes);
    return {};
}

Result<void> check_tags(const Json& event, EventKind kind, const Tags& ours) {
    const auto tags = event.find("authenticationTags");
    if (tags != event.end() && tags->is_object()) return compare_tags(*tags, ours);
    if (kind == EventKind::accept) return distrust("event_without_tags");
    return {};
}

}  // namespace

Tags tags_of(const SealedOrder& order) {
    Tags tags;
    for (const SealedPart& part : order.parts)
        if (part.id != "recovery") tags[part.id] = jose::tag_of(part.jwe);
    return tags;
}

Result<Event> verify_event(std::string_view token, const Expected& expected,
                           const SigningKey& signing_key) {
    const auto unproven = jose::read_unverified(token);
    if (!unproven) return distrust("event_malformed");
    TRY_VOID(check_header(unproven->header));
    const std::string destination = TRY(issuer_of(unproven->payload, expected));
    const jose::Jwk key = TRY(signing_key(destination, text_at(unproven->header, "kid")));
    const auto proven = jose::verify_ps512(token, key);
    if (!proven) return distrust("event_signature");

    const Json& claims = proven->payload;
    TRY_VOID(check_claims(claims, expected));
    const auto events = claims.find("events");
    if (events == claims.end() || !events->is_object() || events->size() != 1)
        return distrust("event_not_single");
    const std::string& uri = events->begin().key();
    const Json& content = events->begin().value();
    if (!uri.starts_with(event_prefix) || !content.is_object())
        return distrust("event_unknown_prefix");
    const EventKind kind = kind_of(uri.substr(event_prefix.size()));
    const bool by_office = !destination.empty();
    if (!may_say(kind, by_office)) return distrust("event_author");
    TRY_VOID(check_tags(content, kind, expected.tags));
    return Event{
        .kind = kind,
        .jti = text_at(claims, "jti"),
        .at = Instant(std::chrono::seconds(claims["iat"].get<std::int64_t>())),
        .by_office = by_office,
        .forwarded_to = kind == EventKind::forward ? text_at(content, "destinationId") : ""};
}

}  // namespace kiosk::delivery
