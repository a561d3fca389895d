// A signing service on loopback that demands a client certificate, and the certificates of both
// sides: made afresh for each test, so that none expires in the repository.
#pragma once

#include "kiosk/base/free_with.h"
#include "kiosk/ports/terminal_signer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace tests {

using Key = std::unique_ptr<EVP_PKEY, kiosk::FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, kiosk::FreeWith<X509_free>>;

// A key with its certificate, also as PEM files.
struct Party {
    Key key;
    Certificate certificate;
    std::string certificate_file;
    std::string key_file;
};

// A certificate authority; its parties' files lie in `folder`.
class Authority {
  public:
    Authority(std::string folder, const std::string& name);
    // Of somebody at 127.0.0.1, from an hour ago; `hours` may be negative.
    [[nodiscard]] Party issue(const std::string& name, int hours = 1) const;
    [[nodiscard]] const std::string& file() const { return own_.certificate_file; }

  private:
    [[nodiscard]] Party make(const std::string& name, int hours, const Party* issuer) const;

    std::string folder_;
    Party own_;
};

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
