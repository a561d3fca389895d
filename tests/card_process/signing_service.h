// A signing service on loopback that demands a client certificate.
#pragma once

#include "kiosk/ports/terminal_signer.h"
#include "tests/pki/authority.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include <httplib.h>

namespace tests {

// The key of a terminal's certificate, where it belongs.
class TerminalKey {
  public:
    TerminalKey();
    // The plain signature r || s over the parts, as the service makes it.
    [[nodiscard]] kiosk::Bytes sign(const kiosk::TerminalChallenge& challenge) const;
    [[nodiscard]] kiosk::Bytes public_point() const;

  private:
    Key key_;
};

class SigningService {
  public:
    using Answer = std::function<void(const httplib::Request&, httplib::Response&)>;

    // Only who has a certificate of `clients` is heard.
    SigningService(const Party& server, const Authority& clients, Answer answer);
    ~SigningService();
    SigningService(const SigningService&) = delete;
    SigningService& operator=(const SigningService&) = delete;
    [[nodiscard]] std::string url() const;
    [[nodiscard]] int heard() const { return heard_; }

  private:
    httplib::SSLServer server_;
    int port_ = 0;
    std::atomic<int> heard_{0};
    std::thread thread_;  // last: it uses all of the above
};

// As the service reads it from a request's body.
[[nodiscard]] kiosk::TerminalChallenge challenge_in(const std::string& body);
[[nodiscard]] std::string answer_with(const kiosk::Bytes& signature);

}  // namespace tests
