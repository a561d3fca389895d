#include "kiosk/eid/curve.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <openssl/err.h>
#include <openssl/obj_mac.h>

namespace kiosk::eid {
namespace {

constexpr std::array<std::pair<int, int>, 6> standardized{{{12, NID_X9_62_prime256v1},
                                                           {13, NID_brainpoolP256r1},
                                                           {14, NID_brainpoolP320r1},
                                                           {15, NID_secp384r1},
                                                           {16, NID_brainpoolP384r1},
                                                           {17, NID_brainpoolP512r1}}};
constexpr std::uint8_t uncompressed = 0x04;

// Multiplying points that were checked fails only when memory is gone.
void demand(int worked) {
    if (worked != 1) std::abort();
}

}  // namespace

Curve::Curve(int openssl_id, std::shared_ptr<EC_GROUP> group)
    : openssl_id_(openssl_id),
      group_(std::move(group)),
      field_size_(static_cast<std::size_t>((EC_GROUP_get_degree(group_.get()) + 7) / 8)) {}

Outcome<Curve> Curve::by_parameter_id(int id) {
    const auto known = std::find_if(standardized.begin(), standardized.end(),
                                    [id](const auto& entry) { return entry.first == id; });
    if (known == standardized.end())
        return faulty("domain parameters " + std::to_string(id) + " are not supported");
    std::shared_ptr<EC_GROUP> group(EC_GROUP_new_by_curve_name(known->second), EC_GROUP_free);
    if (!group) std::abort();
    return Curve(known->second, std::move(group));
}

Outcome<Point> Curve::decode(ByteView encoded) const {
    if (encoded.size() != 1 + 2 * field_size_ || encoded[0] != uncompressed)
        return faulty("public key: form");
    Point point(EC_POINT_new(group_.get()));
    if (!point || EC_POINT_oct2point(group_.get(), point.get(), encoded.data(), encoded.size(),
                                     nullptr) != 1) {
        ERR_clear_error();
        return faulty("public key: not on the curve");
    }
    return point;
}

Bytes Curve::encode(const EC_POINT* point) const {
    Bytes encoded(1 + 2 * field_size_);
    demand(EC_POINT_point2oct(group_.get(), point, POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                              encoded.size(), nullptr) == encoded.size()
               ? 1
               : 0);
    return encoded;
}

// By rejection, so that every scalar from 1 to n-1 is equally likely.
Number Curve::random_scalar(Random& random) const {
    const BIGNUM* order = EC_GROUP_get0_order(group_.get());
    const int bits = BN_num_bits(order);
    SecretBytes bytes(static_cast<std::size_t>((bits + 7) / 8));
    while (true) {
        random.fill(bytes);
        Number scalar(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
        if (!scalar) std::abort();
        BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
        if (!BN_is_zero(scalar.get()) && BN_cmp(scalar.get(), order) < 0) return scalar;
    }
}

EphemeralKey Curve::generate(Random& random, const EC_POINT* base) const {
    EphemeralKey key;
    key.secret = random_scalar(random);
    const Point point(EC_POINT_new(group_.get()));
    demand(
        base == nullptr
            ? EC_POINT_mul(group_.get(), point.get(), key.secret.get(), nullptr, nullptr, nullptr)
            : EC_POINT_mul(group_.get(), point.get(), nullptr, base, key.secret.get(), nullptr));
    key.encoded = encode(point.get());
    return key;
}

Outcome<Point> Curve::multiply(const BIGNUM* secret, const EC_POINT* point) const {
    Point product(EC_POINT_new(group_.get()));
    demand(EC_POINT_mul(group_.get(), product.get(), nullptr, point, secret, nullptr));
    if (EC_POINT_is_at_infinity(group_.get(), product.get()) == 1)
        return faulty("key agreement: point at infinity");
    return product;
}

Outcome<SecretBytes> Curve::shared_x(const BIGNUM* secret, const EC_POINT* point) const {
    const Point product = TRY(multiply(secret, point));
    const Number x(BN_secure_new());
    demand(EC_POINT_get_affine_coordinates(group_.get(), product.get(), x.get(), nullptr, nullptr));
    SecretBytes bytes(field_size_);
    BN_bn2binpad(x.get(), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

Outcome<Point> Curve::map(ByteView nonce, const EC_POINT* shared) const {
    const Number scalar(BN_bin2bn(nonce.data(), static_cast<int>(nonce.size()), nullptr));
    BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
    Point mapped(EC_POINT_new(group_.get()));
    demand(EC_POINT_mul(group_.get(), mapped.get(), scalar.get(), nullptr, nullptr, nullptr));
    demand(EC_POINT_add(group_.get(), mapped.get(), mapped.get(), shared, nullptr));
    if (EC_POINT_is_at_infinity(group_.get(), mapped.get()) == 1)
        return faulty("PACE: generator at infinity");
    return mapped;
}

ByteView compressed(ByteView encoded) {
    return encoded.subspan(1, encoded.size() / 2);
}

}  // namespace kiosk::eid
