#include "tests/portal/registry_office.h"

#include "kiosk/jose/digest.h"
#include "kiosk/jose/json.h"
#include "kiosk/jose/jwe.h"

namespace stand_in {

using Json = nlohmann::json;

namespace {

Json at(const Json& value, const std::string& pointer) {
    const Json::json_pointer path(pointer);
    return value.contains(path) ? value.at(path) : Json();
}

// FIT-Connect metadata schema 1.0.0, as far as an office relies on it.
std::string metadata_problem(const Json& metadata) {
    if (!at(metadata, "/contentStructure/attachments").is_array()) return "schema-violation";
    const Json data = at(metadata, "/contentStructure/data");
    if (at(data, "/hash/type") != "sha512" || !at(data, "/hash/content").is_string())
        return "schema-violation";
    if (!at(data, "/submissionSchema/schemaUri").is_string() ||
        at(data, "/submissionSchema/mimeType") != "application/json")
        return "unsupported-schema";
    return {};
}

}  // namespace

void RegistryOffice::add_key(const Key& key, const std::string& kid) {
    keys_[kid] = private_pem(key);
}

std::string RegistryOffice::decrypt(const std::string& jwe, std::string& plaintext) const {
    std::string last = "encryption-issue";
    for (const auto& [kid, pem] : keys_) {
        const auto key = kiosk::jose::PrivateKey::from_pem(pem);
        if (!key) continue;
        const auto opened = kiosk::jose::decrypt_compact(*key, jwe);
        if (!opened || opened->kid != kid) continue;
        plaintext = opened->plaintext.reveal();
        return {};
    }
    return last;
}

std::string RegistryOffice::open(const Delivered& delivered, Opened& opened) const {
    std::string metadata;
    std::string data;
    if (auto problem = decrypt(delivered.metadata, metadata); !problem.empty()) return problem;
    if (auto problem = decrypt(delivered.data, data); !problem.empty()) return problem;
    opened.metadata = Json::parse(metadata, nullptr, false);
    opened.data = Json::parse(data, nullptr, false);
    if (!opened.metadata.is_object() || opened.data.is_discarded()) return "syntax-violation";
    if (auto problem = metadata_problem(opened.metadata); !problem.empty()) return problem;
    const auto hash = [](const Json& part) { return at(part, "/hash/content"); };
    if (hash(at(opened.metadata, "/contentStructure/data")) != kiosk::jose::sha512_hex(data))
        return "hash-mismatch";
    const Json attachments = at(opened.metadata, "/contentStructure/attachments");
    if (attachments.size() != delivered.attachments.size()) return "missing-attachment";
    for (const Json& described : attachments) {
        const auto found = delivered.attachments.find(described.value("attachmentId", ""));
        std::string content;
        if (found == delivered.attachments.end()) return "missing-attachment";
        if (auto problem = decrypt(found->second, content); !problem.empty()) return problem;
        if (hash(described) != kiosk::jose::sha512_hex(content)) return "hash-mismatch";
    }
    return {};
}

Decision RegistryOffice::decide(const Delivered& delivered) {
    Opened opened;
    Json entry{{"submission_id", delivered.submission_id}, {"case_id", delivered.case_id}};
    if (const std::string problem = open(delivered, opened); !problem.empty()) {
        entry["problem"] = problem;
        rejected_.push_back(std::move(entry));
        return {.accepted = false, .problem = problem};
    }
    const std::string reference =
        at(opened.metadata, "/additionalReferenceInfo/senderReference").is_string()
            ? at(opened.metadata, "/additionalReferenceInfo/senderReference").get<std::string>()
            : std::string();
    const auto [first, is_new] = case_of_reference_.emplace(reference, delivered.case_id);
    if (!is_new && first->second != delivered.case_id) {
        ++duplicates_;  // known already: acknowledged, not opened as a second case
        return {.accepted = true, .problem = {}};
    }
    entry["sender_reference"] = reference;
    entry["application_date"] = at(opened.metadata, "/additionalReferenceInfo/applicationDate");
    entry["metadata"] = std::move(opened.metadata);
    entry["data"] = std::move(opened.data);
    accepted_.push_back(std::move(entry));
    return {.accepted = true, .problem = {}};
}

Json RegistryOffice::books() const {
    return {{"accepted", accepted_}, {"rejected", rejected_}, {"duplicates", duplicates_}};
}

}  // namespace stand_in
