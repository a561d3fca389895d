// One HTTP exchange with the portal. TLS, proxies and time limits are the body's business.
#pragma once

#include "kiosk/base/result.h"

#include <chrono>
#include <map>
#include <string>

namespace kiosk {

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::map<std::string, std::string> headers;
    std::string body;
    std::chrono::milliseconds limit{30'000};
    std::size_t largest_answer = 8U << 20U;  // bytes; a longer answer is an error
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

class Http {
  public:
    virtual ~Http() = default;
    // An answer with any status is a value. unavailable: no connection was made, so nothing was
    // sent. timed_out: the request may have arrived; the outcome is unknown.
    [[nodiscard]] virtual Result<HttpAnswer> exchange(const HttpRequest& request) = 0;
};

}  // namespace kiosk
