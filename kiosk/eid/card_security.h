// Passive authentication: EF.CardSecurity is a signed message whose signer must lead to a document
// authority of the trusted countries. What it signs are the keys that Chip Authentication uses.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/eid/security_infos.h"

#include <memory>
#include <string>
#include <vector>

struct x509_store_st;  // OpenSSL's X509_STORE

namespace kiosk::eid {

// Country signing authorities (CSCA).
class TrustAnchors {
  public:
    // PEM, one or more certificates each. invalid_configuration: none, or one that cannot be read.
    [[nodiscard]] static Result<TrustAnchors> from_pem(const std::vector<std::string>& files);

    [[nodiscard]] x509_store_st* store() const { return store_.get(); }

  private:
    std::shared_ptr<x509_store_st> store_;
};

// not_authentic for everything that is not exactly one valid CMS SignedData (RFC 5652) over
// SecurityInfos (content type 0.4.0.127.0.7.3.2.1), signed by a certificate that is valid at `now`
// and leads to an anchor; signers may be named by issuer and number or by key identifier.
[[nodiscard]] Outcome<SecurityInfos> authenticate_card_security(ByteView file,
                                                                const TrustAnchors& anchors,
                                                                Instant now);

}  // namespace kiosk::eid
