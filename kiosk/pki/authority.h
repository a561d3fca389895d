// The control room's own authority: certificates by which terminals are known (X.509, RFC 5280;
// P-256 with SHA-256).
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"
#include "kiosk/pki/handles.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::pki {

struct Issued {
    std::string pem;
    std::string serial;  // lower-case hex
    Instant until{};
};

class Authority {
  public:
    // For ten years.
    [[nodiscard]] static Result<Authority> generate(const std::string& name, Instant now);
    // invalid_input: not a certificate and its key.
    [[nodiscard]] static Result<Authority> from_pem(std::string_view certificate,
                                                    std::string_view key);
    [[nodiscard]] Result<std::string> certificate_pem() const;
    [[nodiscard]] Result<std::string> key_pem() const;

    // A client's certificate with the name "CN=<name>", whatever the request calls itself.
    // invalid_input: no request of at most 8 KiB, not signed with its own key, or no P-256 key.
    [[nodiscard]] Result<Issued> issue(std::string_view request, const std::string& name,
                                       Instant now, std::chrono::days life) const;
    // The list of those that were taken back, by their serials; holds for 30 days. PEM.
    [[nodiscard]] Result<std::string> revocation_list(const std::vector<std::string>& serials,
                                                      Instant now) const;

  private:
    Authority(Certificate certificate, Key key)
        : certificate_(std::move(certificate)), key_(std::move(key)) {}
    Certificate certificate_;
    Key key_;
};

}  // namespace kiosk::pki
