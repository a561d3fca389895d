#include "tests/portal/zustelldienst.h"

#include "kiosk/delivery/api.h"

#include <algorithm>

namespace stand_in {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

constexpr const char* schema = "https://schema.fitko.de/fit-connect/";

std::string tag_of(const std::string& jwe) {
    return jwe.substr(jwe.find_last_of('.') + 1);
}

bool is_compact_jwe(const std::string& text) {
    return std::count(text.begin(), text.end(), '.') == 4;
}

std::string text_at(const Json& object, const char* name) {
    return object.contains(name) && object[name].is_string() ? object[name].get<std::string>()
                                                             : std::string();
}

}  // namespace

Reply json_reply(int status, const Json& body) {
    return {.status = status, .body = body.dump()};
}

Reply problem_reply(int status, const std::string& name) {
    Reply reply =
        json_reply(status, {{"type", schema + std::string("submission-api/problems/") + name},
                            {"title", name},
                            {"status", status},
                            {"detail", "Nur zum Test."},
                            {"instance", "/" + new_uuid()},
                            {"unheardOf", {{"nested", Json::array({1, nullptr, "x"})}}}});
    reply.headers["Content-Type"] = "application/problem+json";
    return reply;
}

Zustelldienst::Zustelldienst(std::string issuer, Now now, Faults& faults, Signer own,
                             Signer office_signer, RegistryOffice& office)
    : issuer_(std::move(issuer)),
      now_(std::move(now)),
      faults_(faults),
      own_(std::move(own)),
      office_signer_(std::move(office_signer)),
      office_(office) {}

Reply Zustelldienst::announce(const kiosk::HttpRequest& request, bool first_version,
                              const std::string& destination,
                              const std::set<std::string>& services) {
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return problem_reply(400, "invalid-request");
    if (text_at(body, "destinationId") != destination)
        return problem_reply(404, "destination-not-found");
    const char* member = first_version ? "serviceType" : "publicService";
    const Json service = body.value(member, Json());
    if (!service.is_object() || !services.contains(text_at(service, "identifier")))
        return problem_reply(422, "service-not-supported");
    Submission submission;
    for (const Json& id : body.value("announcedAttachments", Json::array()))
        if (!id.is_string() || !kiosk::delivery::is_uuid(id.get<std::string>()) ||
            !submission.announced.insert(id.get<std::string>()).second)
            return problem_reply(400, "invalid-attachment-id");
    submission.id = new_uuid();
    submission.case_id = new_uuid();
    submission.destination = destination;
    submission.created = now_();
    record(submission, "create-submission", own_, Json::object());
    const Json answer{{"submissionId", submission.id},
                      {"caseId", submission.case_id},
                      {"destinationId", destination},
                      {"state", "incomplete"}};
    submissions_[submission.id] = std::move(submission);
    return json_reply(201, answer);
}

Reply Zustelldienst::attach(const std::string& id, const std::string& attachment,
                            const std::string& body) {
    Submission* submission = find(id);
    if (submission == nullptr) return problem_reply(404, "submission-not-found");
    if (!submission->announced.contains(attachment))
        return problem_reply(404, "attachment-not-found");
    if (submission->state != "incomplete") return problem_reply(409, "submission-state-invalid");
    if (!is_compact_jwe(body)) return problem_reply(400, "invalid-jwe");
    submission->delivered.attachments[attachment] = body;
    return {.status = 204, .body = {}};
}

Reply Zustelldienst::submit(const std::string& id, const std::string& body) {
    if (faults_.take("forget_submission")) submissions_.erase(id);
    Submission* submission = find(id);
    if (submission == nullptr) return problem_reply(404, "submission-not-found");
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) return problem_reply(400, "invalid-request");
    const std::string metadata = text_at(json, "encryptedMetadata");
    const std::string data = text_at(json, "encryptedData");
    if (submission->state != "incomplete") {
        const bool same =
            submission->delivered.metadata == metadata && submission->delivered.data == data;
        if (same && !faults_.take("strict_second_submit"))
            return json_reply(200, {{"submissionId", id}, {"state", "submitted"}});
        return problem_reply(409, "submission-state-invalid");
    }
    if (!is_compact_jwe(metadata)) return problem_reply(422, "missing-metadata");
    if (submission->delivered.attachments.size() != submission->announced.size())
        return problem_reply(422, "missing-attachment");
    submission->delivered.submission_id = id;
    submission->delivered.case_id = submission->case_id;
    submission->delivered.metadata = metadata;
    submission->delivered.data = data;
    submission->state = "submitted";
    submission->submitted = now_();
    record(*submission, "submit-submission", own_, {{"authenticationTags", tags(*submission)}});
    if (auto_accept) decide(*submission, "");
    return json_reply(200, {{"submissionId", id}, {"state", "submitted"}});
}

Json Zustelldienst::tags(const Submission& submission) const {
    Json attachments = Json::object();
    for (const auto& [id, jwe] : submission.delivered.attachments) attachments[id] = tag_of(jwe);
    return {{"metadata", tag_of(submission.delivered.metadata)},
            {"data", tag_of(submission.delivered.data)},
            {"attachments", attachments}};
}

void Zustelldienst::decide(Submission& submission, const std::string& reject) {
    Decision decision = office_.decide(submission.delivered);
    if (!reject.empty()) decision = {.accepted = false, .problem = reject};
    submission.state = decision.accepted ? "accepted" : "rejected";
    const Signer& office = submission.elsewhere ? other_office : office_signer_;
    const Signer& signer = faults_.take("set_wrong_author") ? own_ : office;
    if (decision.accepted)
        record(submission, "accept-submission", signer, {{"authenticationTags", tags(submission)}});
    else
        record(submission, "reject-submission", signer,
               {{"problems",
                 {{{"type", schema + std::string("events/problems/") + decision.problem},
                   {"title", decision.problem},
                   {"detail", "Nur zum Test."},
                   {"instance", "data"}}}}});
}

int Zustelldienst::decide_open(const std::string& reject) {
    int decided = 0;
    for (auto& [id, submission] : submissions_) {
        if (submission.state != "submitted") continue;
        decide(submission, reject);
        ++decided;
    }
    return decided;
}

void Zustelldienst::forward_all(bool elsewhere) {
    for (auto& [id, submission] : submissions_) {
        if (submission.state != "submitted") continue;
        submission.elsewhere = elsewhere;
        const Json content =
            elsewhere ? Json{{"destinationId", other_office.issuer}} : Json::object();
        record(submission, "forward-submission", office_signer_, content);
    }
}

void Zustelldienst::accept_what_was_rejected() {
    for (auto& [id, submission] : submissions_)
        if (submission.state == "rejected") decide(submission, "");
}

void Zustelldienst::let_deadlines_pass() {
    for (auto entry = submissions_.begin(); entry != submissions_.end();) {
        Submission& submission = entry->second;
        const bool purge = submission.state == "incomplete" && now_() - submission.created >= 24h;
        if (submission.state == "submitted" && now_() - submission.submitted >= 14 * 24h) {
            submission.state = "rejected";
            record(submission, "reject-submission", own_, {{"problems", Json::array()}});
        } else if (submission.state == "submitted" && !submission.notified &&
                   now_() - submission.submitted >= 3 * 24h) {
            submission.notified = true;
            record(submission, "notify-submission", own_, Json::object());
        }
        entry = purge ? submissions_.erase(entry) : std::next(entry);
    }
}

Submission* Zustelldienst::find(const std::string& id) {
    const auto found = submissions_.find(id);
    return found == submissions_.end() ? nullptr : &found->second;
}

void Zustelldienst::record(const Submission& submission, const std::string& event,
                           const Signer& signer, const Json& content) {
    const std::string uri = schema + std::string("events/") + event;
    const std::string jti = new_uuid();
    const Json claims{
        {"$schema", std::string(schema) + "set-payload/1.0.0/set-payload.schema.json"},
        {"jti", jti},
        {"iss", signer.issuer},
        {"iat", std::chrono::floor<std::chrono::seconds>(now_()).time_since_epoch().count()},
        {"sub", "submission:" + submission.id},
        {"txn", "case:" + submission.case_id},
        {"events", {{uri, content}}}};
    // Faults of events are meant for what tells of success or refusal, not for the announcement.
    Faults none;
    const bool early = event == "create-submission";
    logs_[submission.case_id].emplace_back(signer, claims, uri, early ? none : faults_, last_jti_);
    last_jti_ = jti;
}

Reply Zustelldienst::submission_log(const std::string& id, std::size_t offset, std::size_t limit) {
    const Submission* submission = find(id);
    if (submission == nullptr) return problem_reply(404, "submission-not-found");
    return case_log(submission->case_id, offset, limit);
}

Reply Zustelldienst::case_log(const std::string& id, std::size_t offset, std::size_t limit) {
    const auto found = logs_.find(id);
    if (found == logs_.end()) return problem_reply(404, "case-not-found");
    return log(found->second, offset, limit);
}

Reply Zustelldienst::log(std::vector<EventToken>& tokens, std::size_t offset, std::size_t limit) {
    limit = std::clamp<std::size_t>(limit, 1, kiosk::delivery::events_a_page);
    std::vector<std::string> texts;
    // Before the events that matter: more than a page of what a sender does not know.
    if (const auto filler = faults_.take("long_log"))
        texts.assign(static_cast<std::size_t>(filler->amount != 0 ? filler->amount : 600),
                     "e30.e30.");
    for (EventToken& token : tokens) texts.push_back(token.text());
    if (faults_.take("shuffled_log")) std::reverse(texts.begin(), texts.end());
    const auto first = std::min(offset, texts.size());
    const auto last = std::min(first + limit, texts.size());
    const std::vector<std::string> page(texts.begin() + static_cast<std::ptrdiff_t>(first),
                                        texts.begin() + static_cast<std::ptrdiff_t>(last));
    return json_reply(200, {{"offset", first},
                            {"count", page.size()},
                            {"totalCount", texts.size()},
                            {"eventLog", page}});
}

Json Zustelldienst::state() const {
    Json all = Json::array();
    for (const auto& [id, submission] : submissions_)
        all.push_back(
            {{"submission_id", id}, {"case_id", submission.case_id}, {"state", submission.state}});
    return all;
}

}  // namespace stand_in
