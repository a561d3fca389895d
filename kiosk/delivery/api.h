// The addresses of the FIT-Connect Submission API, version 2 or 1. What the two versions call
// differently is decided here and nowhere else.
#pragma once

#include "kiosk/settings/settings.h"

#include <string>
#include <string_view>

namespace kiosk::delivery {

// 8-4-4-4-12 hex digits: nothing else from a portal's mouth becomes part of an address.
[[nodiscard]] bool is_uuid(std::string_view text);
// A key's name that may stand in an address: 8–64 of the unreserved characters (RFC 3986 §2.3).
[[nodiscard]] bool is_kid(std::string_view text);

class Api {
  public:
    explicit Api(const Portal& portal);

    [[nodiscard]] bool first_version() const { return version_ == 1; }
    [[nodiscard]] const char* service_member() const {
        return first_version() ? "serviceType" : "publicService";
    }
    [[nodiscard]] std::string destination(const std::string& id) const;
    [[nodiscard]] std::string keys(const std::string& destination_id) const;  // version 2 only
    [[nodiscard]] std::string key(const std::string& destination_id, const std::string& kid) const;
    [[nodiscard]] std::string submissions() const;
    [[nodiscard]] std::string submission(const std::string& id) const;
    [[nodiscard]] std::string attachment(const std::string& submission_id,
                                         const std::string& attachment_id) const;
    [[nodiscard]] std::string events(const std::string& submission_id, const std::string& case_id,
                                     std::size_t offset) const;
    [[nodiscard]] std::string case_events(const std::string& case_id, std::size_t offset) const;
    [[nodiscard]] std::string portal_keys() const;  // JWKS that the Zustelldienst signs with
    [[nodiscard]] const std::string& issuer() const { return submissions_at_; }

  private:
    int version_;
    std::string prefix_;  // "/v2"
    std::string submissions_at_;
    std::string destinations_at_;
};

inline constexpr std::size_t events_a_page = 500;  // the API's limit

}  // namespace kiosk::delivery
