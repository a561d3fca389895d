#include "kiosk/orders/seal.h"

#include "kiosk/forms/form.h"
#include "kiosk/jose/digest.h"
#include "kiosk/jose/jwe.h"
#include "kiosk/orders/contents.h"
#include "kiosk/orders/identifiers.h"
#include "kiosk/orders/order_number.h"

namespace kiosk::orders {
namespace {

constexpr const char* json_type = "application/json";

Result<jose::Jwk> checked_office_key(const OfficeKey& key, Instant now) {
    TRY_VOID(may_seal(key, now));
    auto jwk = TRY(jose::parse_jwk(key.jwk));
    TRY_VOID(jose::check_use(jwk, jose::Use::encrypt));
    if (jwk.kid != key.kid)
        return fail(ErrorKind::refused, "office key: the note names another kid");
    return jwk;
}

Result<jose::Jwk> recovery_key(const std::string& text) {
    const auto broken = [](const Error& error) {
        return fail(ErrorKind::invalid_configuration, "recovery key: " + error.detail);
    };
    auto jwk = jose::parse_jwk(text);
    if (!jwk) return broken(jwk.error());
    if (const auto usable = jose::check_use(*jwk, jose::Use::encrypt); !usable)
        return broken(usable.error());
    return jwk;
}

Result<std::vector<const forms::Service*>> services_of(const std::vector<forms::Service>& services,
                                                       const forms::Draft& draft, Date today) {
    if (draft.items.empty() || draft.items.size() > forms::most_items)
        return fail(ErrorKind::invalid_input, "order: no item, or too many");
    std::vector<const forms::Service*> found;
    for (const forms::Item& item : draft.items) {
        found.push_back(forms::offered(services, item.service, today));
        if (found.back() == nullptr)
            return fail(ErrorKind::invalid_input, "order: a service that is not offered");
    }
    return found;
}

struct Keys {
    jose::Jwk office;
    jose::Jwk recovery;
};

Result<std::vector<SealedPart>> seal(const Particulars& order, const Keys& keys,
                                     const std::string& destination_id,
                                     const std::vector<const forms::Service*>& services,
                                     const forms::Draft& draft, const tariffs::Quote& quote) {
    SecretJson data;
    write_form_data(data, order, services, draft, quote);
    const std::string about = metadata(order, *services.front(), data.reveal());
    SecretJson copy;
    write_recovery(copy, order, destination_id, about, data.reveal());
    std::vector<SealedPart> parts;
    const auto add = [&parts](const char* id, const jose::Jwk& key,
                              std::string_view plaintext) -> Result<void> {
        std::string jwe = TRY(jose::encrypt_compact(key, json_type, plaintext));
        parts.push_back({id, std::move(jwe)});
        return {};
    };
    TRY_VOID(add("metadata", keys.office, about));
    TRY_VOID(add("data", keys.office, data.reveal()));
    TRY_VOID(add("recovery", keys.recovery, copy.reveal()));
    return parts;
}

}  // namespace

Result<Acknowledgement> seal_and_commit(SealingDesk& desk, const OfficeKey& key,
                                        const std::vector<forms::Service>& services,
                                        const forms::Draft& draft, const tariffs::Quote& quote,
                                        const std::string& language) {
    const Instant now = desk.clock.now();
    const Date today = local_date(now);
    const auto ordered = TRY(services_of(services, draft, today));
    Keys keys;
    keys.office = TRY(checked_office_key(key, now));
    keys.recovery = TRY(recovery_key(desk.recovery_jwk));
    const std::int64_t counter = TRY(desk.journal.next_counter(counter_floor(now)));
    const std::string number = TRY(make_order_number(desk.kiosk_number, counter));
    const Particulars order{.order_number = number,
                            .order_id = make_order_id(now, desk.random),
                            .kiosk_number = desk.kiosk_number,
                            .ordered = now,
                            .language = language};
    auto parts = TRY(seal(order, keys, key.destination_id, ordered,
                          forms::applying(services, draft, today), quote));
    std::string token = make_status_token(desk.random);
    const forms::Service& lead = *ordered.front();
    const SealedOrder sealed{.order_number = order.order_number,
                             .order_id = order.order_id,
                             .service = lead.id,
                             .service_version = lead.version,
                             .destination_id = key.destination_id,
                             .leika_key = lead.leika_key.value_or(""),
                             .encryption_kid = key.kid,
                             .created = now,
                             .status_token_hash = jose::sha256_hex(token),
                             .parts = std::move(parts)};
    TRY_VOID(desk.journal.commit(sealed));
    Acknowledgement acknowledgement{order.order_number, order.order_id,
                                    desk.status_base_url + token, now};
    wipe(token);
    return acknowledgement;
}

}  // namespace kiosk::orders
