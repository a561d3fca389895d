// The whole other side: token service, destinations and keys with a private PKI, delivery service,
// registry office, and the switchboard. Answers requests without knowing where they come from: a
// server on loopback and tests in one process use the same.
#pragma once

#include "kiosk/settings/settings.h"
#include "tests/portal/zustelldienst.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace stand_in {

struct StandInOptions {
    std::string base_url;   // "http://127.0.0.1:8443"
    std::string directory;  // gets trust/, crl/, client-secret, recovery.jwk, recovery.pem
    Zustelldienst::Now now;
    bool auto_accept = true;
    std::set<std::string> services;  // URNs
    std::string key_directory = {};  // keys are made anew without; kept there for many short tests
    int token_seconds = 300;
    std::size_t calls_a_token = 0;  // 0: no limit; otherwise it expires after so many
};

class StandIn {
  public:
    explicit StandIn(StandInOptions options);

    // One at a time; may be called from several threads.
    [[nodiscard]] Reply answer(const kiosk::HttpRequest& request);
    // As a sender sees it over a line: dropped and truncated answers are time-outs.
    [[nodiscard]] kiosk::Result<kiosk::HttpAnswer> exchange(const kiosk::HttpRequest& request);

    // What a terminal must know to send here.
    [[nodiscard]] kiosk::Portal portal(int version = 2) const;
    // The same as a site's settings file.
    [[nodiscard]] nlohmann::json site_settings() const;
    // Everything that a test may want to know, for the ready file.
    [[nodiscard]] nlohmann::json description() const;

    [[nodiscard]] Faults& faults() { return faults_; }
    [[nodiscard]] nlohmann::json books();
    [[nodiscard]] Zustelldienst& delivery() { return *delivery_; }
    void let_pass(std::chrono::seconds time);  // by the portal's own clock
    [[nodiscard]] kiosk::Instant now() const { return options_.now() + turned_.load(); }

  private:
    struct Call;  // a request taken apart
    [[nodiscard]] Reply serve(const Call& call);
    [[nodiscard]] Reply token(const kiosk::HttpRequest& request);
    [[nodiscard]] bool authorised(const kiosk::HttpRequest& request);
    [[nodiscard]] Reply destination();
    [[nodiscard]] Reply keys(const std::string& kid);
    [[nodiscard]] nlohmann::json encryption_key();
    [[nodiscard]] Reply submissions(const Call& call);
    [[nodiscard]] Reply control(const Call& call);
    void rotate_key();
    void write_files();

    StandInOptions options_;
    std::mutex mutex_;
    Faults faults_;
    Authority authority_;
    Key portal_key_, office_signing_key_, encryption_key_, recovery_key_;
    std::string portal_kid_, office_signing_kid_, encryption_kid_;
    nlohmann::json encryption_jwk_, office_signing_jwk_;
    std::string destination_id_, client_secret_;
    RegistryOffice office_;
    std::unique_ptr<Zustelldienst> delivery_;
    std::map<std::string, std::pair<kiosk::Instant, std::size_t>> tokens_;  // until, calls left
    std::atomic<std::chrono::seconds> turned_{std::chrono::seconds(0)};
    int calls_ = 0;
};

}  // namespace stand_in
