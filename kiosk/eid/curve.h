// Elliptic curves as EAC uses them: the standardized ones of BSI TR-03110-3 table 4, points always
// uncompressed and of full length. A point from a card is never used before it is known to lie on
// the curve.
#pragma once

#include "kiosk/base/free_with.h"
#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"
#include "kiosk/ports/random.h"

#include <memory>

#include <openssl/bn.h>
#include <openssl/ec.h>

namespace kiosk::eid {

using Number = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using Point = std::unique_ptr<EC_POINT, FreeWith<EC_POINT_clear_free>>;

struct EphemeralKey {
    Number secret;
    Bytes encoded;  // the public point, 04 || x || y
};

class Curve {
  public:
    // card_faulty for parameters that we do not support: everything below 256 bit, and finite
    // fields.
    [[nodiscard]] static Outcome<Curve> by_parameter_id(int id);

    [[nodiscard]] std::size_t field_size() const { return field_size_; }  // bytes
    [[nodiscard]] int openssl_id() const { return openssl_id_; }
    // card_faulty unless it is 04 || x || y of full length, on the curve and not at infinity.
    [[nodiscard]] Outcome<Point> decode(ByteView encoded) const;
    [[nodiscard]] Bytes encode(const EC_POINT* point) const;

    // base == nullptr: the curve's own generator.
    [[nodiscard]] EphemeralKey generate(Random& random, const EC_POINT* base) const;
    // secret · point; card_faulty at infinity.
    [[nodiscard]] Outcome<Point> multiply(const BIGNUM* secret, const EC_POINT* point) const;
    // The x coordinate of secret · point with its leading zeros, as ECKA demands (BSI TR-03111
    // §4.3.1).
    [[nodiscard]] Outcome<SecretBytes> shared_x(const BIGNUM* secret, const EC_POINT* point) const;
    // The generic mapping of PACE: nonce · G + shared.
    [[nodiscard]] Outcome<Point> map(ByteView nonce, const EC_POINT* shared) const;

  private:
    Curve(int openssl_id, std::shared_ptr<EC_GROUP> group);
    [[nodiscard]] Number random_scalar(Random& random) const;

    int openssl_id_;
    std::shared_ptr<EC_GROUP> group_;
    std::size_t field_size_;
};

// The compressed form of an encoded public key in EAC version 2: its x coordinate (BSI TR-03110-3
// §A.2.2.3).
[[nodiscard]] ByteView compressed(ByteView encoded);

}  // namespace kiosk::eid
