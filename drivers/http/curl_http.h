// The portal by libcurl: kept connections, no redirects, answers bounded in size and time.
// Safe to use from several threads; each exchange borrows a connection from the pool.
#pragma once

#include "kiosk/ports/http.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using CURL = void;  // as curl/curl.h says it

namespace drivers {

// Whom this side is towards servers that ask for a certificate, and whom it believes. PEM files.
struct TlsIdentity {
    std::string certificate_file = {};
    std::string key_file = {};
    std::string authority_file = {};  // empty: the system's
};

class CurlHttp : public kiosk::Http {
  public:
    explicit CurlHttp(TlsIdentity identity = {});
    ~CurlHttp() override;
    // From here on every request goes to a server on this socket of this machine, whatever host its
    // address names. Called before the first.
    void speak_over(std::string local_socket) { local_socket_ = std::move(local_socket); }
    // "http://proxy:3128", for every address but this machine's. Called before the first request.
    void go_through(std::string proxy) { proxy_ = std::move(proxy); }
    CurlHttp(const CurlHttp&) = delete;
    CurlHttp& operator=(const CurlHttp&) = delete;

    // A redirect is an answer like any other. Credentials and bodies go over plain http to this
    // machine only: refused otherwise. not_authentic: the server's certificate does not hold.
    // invalid_input: the answer is longer than the request allows.
    [[nodiscard]] kiosk::Result<kiosk::HttpAnswer> exchange(
        const kiosk::HttpRequest& request) override;

  private:
    struct FreeHandle {
        void operator()(CURL* handle) const;
    };
    using Handle = std::unique_ptr<CURL, FreeHandle>;

    [[nodiscard]] Handle borrow();
    void give_back(Handle handle);

    const TlsIdentity identity_;
    std::string local_socket_;  // empty: over the network
    std::string proxy_;         // empty: none
    std::mutex mutex_;
    std::vector<Handle> idle_;
};

}  // namespace drivers
