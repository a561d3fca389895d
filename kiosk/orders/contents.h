// What the office reads: form data and metadata of an order, before they are sealed.
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"
#include "kiosk/orders/secret_json.h"
#include "kiosk/tariffs/quote.h"

#include <string>

namespace kiosk::orders {

// An order's names and circumstances, none of them personal.
struct Particulars {
    std::string order_number;
    std::string order_id;
    int kiosk_number = 1;
    Instant ordered{};
    std::string language;  // BCP 47, of the dialogue and the receipt
};

// The form data, by our own schema (the service's schema_uri): order, items, shared answers, quote
// in cents. Carries order id and number, so that the office recognises a second arrival by itself.
void write_form_data(SecretJson& json, const Particulars& order,
                     const std::vector<const forms::Service*>& services, const forms::Draft& draft,
                     const tariffs::Quote& quote);

// FIT-Connect metadata, with members that schema 1.0.0 and 2.x share. `data` are the exact bytes of
// the form data. No reply channel: the office answers by letter post. `lead` is the first item's
// service; it names the public service (Leistungsschlüssel) where there is one.
[[nodiscard]] std::string metadata(const Particulars& order, const forms::Service& lead,
                                   std::string_view data);

// The copy for the city's recovery key: metadata and form data as they were, for sealing anew when
// the office's key is lost.
void write_recovery(SecretJson& json, const Particulars& order, std::string_view destination_id,
                    std::string_view metadata, std::string_view data);

}  // namespace kiosk::orders
