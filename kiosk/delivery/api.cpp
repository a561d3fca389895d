#include "kiosk/delivery/api.h"

#include <algorithm>
#include <cctype>

namespace kiosk::delivery {
namespace {

std::string without_end_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string page(std::size_t offset) {
    return "?limit=" + std::to_string(events_a_page) + "&offset=" + std::to_string(offset);
}

}  // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
        if (dash ? text[i] != '-' : !hex) return false;
    }
    return true;
}

bool is_kid(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && text != ".." &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                      std::string_view("-._~").find(c) != std::string_view::npos;
           });
}

Api::Api(const Portal& portal)
    : version_(portal.version),
      prefix_("/v" + std::to_string(portal.version)),
      submissions_at_(without_end_slash(portal.submission_api)),
      destinations_at_(without_end_slash(portal.destination_api)) {}

std::string Api::destination(const std::string& id) const {
    return destinations_at_ + prefix_ + "/destinations/" + id;
}

std::string Api::keys(const std::string& destination_id) const {
    return destination(destination_id) + "/keys";
}

std::string Api::key(const std::string& destination_id, const std::string& kid) const {
    return keys(destination_id) + "/" + kid;
}

std::string Api::submissions() const {
    return submissions_at_ + prefix_ + "/submissions";
}

std::string Api::submission(const std::string& id) const {
    return submissions() + "/" + id;
}

std::string Api::attachment(const std::string& submission_id,
                            const std::string& attachment_id) const {
    return submission(submission_id) + "/attachments/" + attachment_id;
}

std::string Api::events(const std::string& submission_id, const std::string& case_id,
                        std::size_t offset) const {
    if (first_version()) return case_events(case_id, offset);
    return submission(submission_id) + "/events" + page(offset);
}

std::string Api::case_events(const std::string& case_id, std::size_t offset) const {
    return submissions_at_ + prefix_ + "/cases/" + case_id + "/events" + page(offset);
}

std::string Api::portal_keys() const {
    return submissions_at_ + "/.well-known/jwks.json";
}

}  // namespace kiosk::delivery
