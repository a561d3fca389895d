// An office as the portal describes it: whether it takes our orders, and its keys. A key that
// passes every check is left in the journal for the terminal, which seals with nothing else.
#pragma once

#include "kiosk/delivery/certificate.h"
#include "kiosk/delivery/portal_line.h"
#include "kiosk/orders/office_key.h"
#include "kiosk/ports/journal.h"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::delivery {

struct PublicService {
    std::string identifier;  // urn:de:fim:leika:leistung:<14 digits>
    std::string name;
};

struct Destination {
    bool active = false;
    std::vector<PublicService> services;
    bool takes_our_metadata = false;
    std::string encryption_kid;
};

// Keeps what was fetched for ten minutes. Safe to use from several threads.
class Offices {
  public:
    Offices(PortalLine& line, const Trust& trust) : line_(line), trust_(trust) {}

    // May an order, sealed to its key, be announced there now? standing: destination_inactive,
    // service_not_offered, metadata_not_taken; poison: key_withdrawn or certificate_revoked, after
    // which only the recovery copy can still be read. Gives the service to announce.
    [[nodiscard]] Outcome<PublicService> service_for(const OrderHeader& order);

    // The key that new orders are sealed to, checked completely.
    [[nodiscard]] Outcome<orders::OfficeKey> current_key(const std::string& destination_id);

    // A key that signs events; of the portal when `destination_id` is empty.
    [[nodiscard]] Result<jose::Jwk> signing_key(const std::string& destination_id,
                                                const std::string& kid);

  private:
    // What was fetched, until the steady clock passes a time.
    template <class T>
    using Cache = std::map<std::string, std::pair<T, std::chrono::milliseconds>>;
    template <class T>
    [[nodiscard]] std::optional<T> recall(const Cache<T>& cache, const std::string& name);
    template <class T>
    void keep(Cache<T>& cache, const std::string& name, const T& value,
              std::chrono::milliseconds time);

    [[nodiscard]] Outcome<Destination> destination(const std::string& id);
    [[nodiscard]] Outcome<jose::Jwk> encryption_key(const std::string& destination_id,
                                                    const std::string& kid);
    [[nodiscard]] Result<jose::Jwk> fetch_signing_key(const std::string& destination_id,
                                                      const std::string& kid);
    [[nodiscard]] Result<Trusted> check(const jose::Jwk& jwk, jose::Use use);
    [[nodiscard]] std::string revocation_list(const std::string& url);

    PortalLine& line_;
    const Trust& trust_;
    std::mutex mutex_;
    Cache<Destination> destinations_;
    Cache<jose::Jwk> encryption_keys_;  // by destination/kid
    Cache<jose::Jwk> signing_keys_;     // the same
    Cache<std::string> lists_;          // by URL
};

// Checks each destination's key and writes the notes that the terminal reads. A portal that does
// not answer leaves the last note, whose age the terminal judges; a key that must no longer be used
// is replaced by its problem. The code of the first problem; empty: all keys are good.
[[nodiscard]] std::string refresh_office_keys(Offices& offices, Journal& journal,
                                              const std::set<std::string>& destinations);

}  // namespace kiosk::delivery
