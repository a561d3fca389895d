// Does a key belong to an office? Its certificate must hold the same key, lead to a root that the
// city trusts, be valid, allow the use, and not be revoked by a list at most seven days old
// (FIT-Connect, certificate rules; RFC 5280).
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/jose/jwk.h"

#include <functional>
#include <string>
#include <vector>

namespace kiosk::delivery {

// What the city trusts; DER and PEM as they lie in the files.
struct Trust {
    std::vector<std::string> roots;             // PEM, one or more certificates each
    std::vector<std::string> revocation_lists;  // PEM or DER
    bool without_certificates = false;          // FIT-Connect TEST: keys need none
};

// Reads *.pem / *.crt and *.crl; a directory that is empty or missing gives an empty list.
[[nodiscard]] Trust load_trust(const std::string& trust_directory, const std::string& crl_directory,
                               bool test_environment);

struct Trusted {
    Instant checked{};      // issue of the oldest revocation list that was used
    Instant valid_until{};  // the chain's earliest end
};

// Fetches a revocation list from a distribution point; empty when that fails.
using FetchList = std::function<std::string(const std::string& url)>;

// refused or not_authentic with a code as detail: key_…, certificate_…, revocation_list_….
[[nodiscard]] Result<Trusted> check_key(const jose::Jwk& jwk, jose::Use use, const Trust& trust,
                                        Instant now, const FetchList& fetch_list);

}  // namespace kiosk::delivery
