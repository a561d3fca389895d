#include "kiosk/orders/contents.h"

#include "kiosk/jose/digest.h"
#include "kiosk/orders/office_key.h"

#include <nlohmann/json.hpp>

namespace kiosk::orders {
namespace {

std::string_view register_name(forms::Register kind) {
    switch (kind) {
        case forms::Register::birth:
            return "birth";
        case forms::Register::marriage:
            return "marriage";
        case forms::Register::partnership:
            return "partnership";
        case forms::Register::death:
            return "death";
    }
    return "";
}

// The office reads German whatever language the citizen chose.
std::string public_service_name(const forms::Service& service) {
    if (!service.register_kind) return service.id;
    switch (*service.register_kind) {
        case forms::Register::birth:
            return "Geburtsurkunde";
        case forms::Register::marriage:
            return "Eheurkunde";
        case forms::Register::partnership:
            return "Lebenspartnerschaftsurkunde";
        case forms::Register::death:
            return "Sterbeurkunde";
    }
    return service.id;
}

void write_answers(SecretJson& json, const forms::Answers& answers) {
    json.open_object();
    for (const auto& [field, value] : answers.all()) json.member(field, value.reveal());
    json.close_object();
}

void write_search(SecretJson& json, const tariffs::Search& search) {
    json.name("search").open_object().name("possible").truth(search.possible);
    if (search.possible) {
        json.member("unit_cents", search.unit_cents).member("unit_minutes", search.unit_minutes);
        if (search.cap_cents) json.member("cap_cents", *search.cap_cents);
        json.member("entries", search.entries)
            .member("with_minimum_cents", search.with_minimum_cents);
    }
    json.close_object();
}

void write_quote(SecretJson& json, const tariffs::Quote& quote) {
    json.name("quote").open_object();
    json.member("tariff", quote.tariff)
        .member("tariff_name", quote.tariff_name)
        .member("currency", "EUR");
    json.member("fees_cents", quote.fees_cents).member("postage_cents", quote.postage_cents);
    json.member("fixed_total_cents", quote.fixed_total_cents);
    write_search(json, quote.search);
    json.name("lines").open_array();
    for (const tariffs::QuoteLine& line : quote.lines)
        json.open_object()
            .member("text_key", line.text_key)
            .member("count", line.count)
            .member("cents", line.cents)
            .close_object();
    json.close_array().close_object();
}

}  // namespace

void write_form_data(SecretJson& json, const Particulars& order,
                     const std::vector<const forms::Service*>& services, const forms::Draft& draft,
                     const tariffs::Quote& quote) {
    json.open_object().member("$schema", services.front()->schema_uri);
    json.name("order").open_object();
    json.member("number", order.order_number).member("id", order.order_id);
    json.member("ordered", to_iso(order.ordered)).member("date", to_iso(local_date(order.ordered)));
    json.member("kiosk", order.kiosk_number).member("language", order.language).close_object();
    json.name("items").open_array();
    for (std::size_t i = 0; i < draft.items.size(); ++i) {
        const forms::Service& service = *services.at(i);
        json.open_object().member("service", service.id).member("service_version", service.version);
        if (service.register_kind) json.member("register", register_name(*service.register_kind));
        json.name("answers");
        write_answers(json, draft.items[i].answers);
        json.close_object();
    }
    json.close_array().name("shared");
    write_answers(json, draft.shared);
    write_quote(json, quote);
    json.close_object();
}

std::string metadata(const Particulars& order, const forms::Service& lead, std::string_view data) {
    nlohmann::ordered_json metadata{
        {"$schema", std::string("https://schema.fitko.de/fit-connect/metadata/") +
                        metadata_version + "/metadata.schema.json"},
        {"contentStructure",
         {{"data",
           {{"hash", {{"type", "sha512"}, {"content", jose::sha512_hex(data)}}},
            {"submissionSchema",
             {{"schemaUri", lead.schema_uri}, {"mimeType", "application/json"}}}}},
          {"attachments", nlohmann::ordered_json::array()}}}};
    if (lead.leika_key)
        metadata["publicServiceType"] = {
            {"name", public_service_name(lead)},
            {"identifier", "urn:de:fim:leika:leistung:" + *lead.leika_key}};
    metadata["additionalReferenceInfo"] = {{"senderReference", order.order_number},
                                           {"applicationDate", to_iso(local_date(order.ordered))}};
    return metadata.dump();
}

void write_recovery(SecretJson& json, const Particulars& order, std::string_view destination_id,
                    std::string_view metadata, std::string_view data) {
    json.open_object();
    json.member("order_number", order.order_number).member("order_id", order.order_id);
    json.member("destination_id", destination_id);
    json.member("metadata", metadata).member("data", data).close_object();
}

}  // namespace kiosk::orders
