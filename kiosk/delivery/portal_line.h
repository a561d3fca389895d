// The line to the portal: exchanges with a token that is fetched, kept and renewed here, and the
// portal's idea of the time. Safe to use from several threads.
#pragma once

#include "kiosk/delivery/api.h"
#include "kiosk/delivery/setback.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/http.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace kiosk::delivery {

class PortalLine {
  public:
    PortalLine(Http& http, const Clock& clock, const Portal& portal,
               const std::string& client_secret);

    [[nodiscard]] const Api& api() const { return api_; }
    // How many exchanges have been answered, whatever the answer.
    [[nodiscard]] std::uint64_t answers() const { return answers_; }

    // A success (2xx) with a token; on 401 once more with a fresh one.
    [[nodiscard]] Outcome<HttpAnswer> call(HttpRequest request);
    // The same, and the body is one of the portal's JSON objects: a page of a captive portal also
    // says 200.
    [[nodiscard]] Outcome<nlohmann::json> ask(HttpRequest request);
    // Public documents: keys of the Zustelldienst, revocation lists. No token leaves the house.
    [[nodiscard]] Outcome<HttpAnswer> fetch(const std::string& url);

    // Our clock, or the portal's Date when ours is more than five minutes off.
    [[nodiscard]] Instant now() const;
    [[nodiscard]] std::chrono::milliseconds steady() const { return clock_.steady(); }
    // Portal's Date minus our clock; nullopt before the first answer.
    [[nodiscard]] std::optional<std::chrono::seconds> clock_off() const;

  private:
    [[nodiscard]] Outcome<HttpAnswer> exchange(const HttpRequest& request);
    [[nodiscard]] Outcome<std::string> token();
    void forget_token(const std::string& refused);
    void note_date(const HttpAnswer& answer);

    Http& http_;
    const Clock& clock_;
    Api api_;
    std::string token_url_;
    std::string token_request_;

    std::mutex mutex_;
    std::string token_;
    std::chrono::milliseconds token_until_{0};  // by the steady clock, which never jumps
    std::atomic<std::int64_t> clock_off_s_{0};
    std::atomic<std::uint64_t> answers_{0};
    std::atomic<bool> heard_date_{false};
};

[[nodiscard]] HttpRequest get(std::string url);
[[nodiscard]] HttpRequest with_json(std::string method, std::string url,
                                    const nlohmann::json& body);

}  // namespace kiosk::delivery
