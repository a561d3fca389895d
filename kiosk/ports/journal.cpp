#include "kiosk/ports/journal.h"

#include <array>
#include <memory>

#include <openssl/evp.h>

namespace kiosk {
namespace {

constexpr std::array every_state{
    OrderState::sealed,    OrderState::announced,  OrderState::uploading, OrderState::in_doubt,
    OrderState::submitted, OrderState::forwarded,  OrderState::accepted,  OrderState::rejected,
    OrderState::expired,   OrderState::needs_staff};

}  // namespace

std::string_view name_of(OrderState state) {
    switch (state) {
        case OrderState::sealed:
            return "sealed";
        case OrderState::announced:
            return "announced";
        case OrderState::uploading:
            return "uploading";
        case OrderState::in_doubt:
            return "in_doubt";
        case OrderState::submitted:
            return "submitted";
        case OrderState::forwarded:
            return "forwarded";
        case OrderState::accepted:
            return "accepted";
        case OrderState::rejected:
            return "rejected";
        case OrderState::expired:
            return "expired";
        case OrderState::needs_staff:
            return "needs_staff";
    }
    return "needs_staff";
}

std::optional<OrderState> order_state_named(std::string_view name) {
    for (const OrderState state : every_state)
        if (name_of(state) == name) return state;
    return std::nullopt;
}

bool is_settled(OrderState state) {
    return state == OrderState::accepted || state == OrderState::rejected ||
           state == OrderState::expired || state == OrderState::needs_staff;
}

std::string digest_of(const std::vector<SealedPart>& parts) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    EVP_DigestInit_ex2(context.get(), EVP_sha256(), nullptr);
    for (const SealedPart& part : parts)
        EVP_DigestUpdate(context.get(), part.jwe.data(), part.jwe.size());
    Bytes digest(32);
    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
    return to_hex(digest);
}

OrderHeader header_of(const SealedOrder& order) {
    OrderHeader header;
    header.order_number = order.order_number;
    header.order_id = order.order_id;
    header.service = order.service;
    header.service_version = order.service_version;
    header.destination_id = order.destination_id;
    header.leika_key = order.leika_key;
    header.encryption_kid = order.encryption_kid;
    header.created = order.created;
    header.next_attempt = order.created;
    header.sha256 = digest_of(order.parts);
    for (const SealedPart& part : order.parts)
        header.size += static_cast<std::int64_t>(part.jwe.size());
    return header;
}

}  // namespace kiosk
