#include "screens/paper/receipt.h"

#include "kiosk/orders/order_number.h"

#include <string_view>
#include <utility>
#include <vector>

namespace screens {

using kiosk::text::Argument;
using kiosk::text::Money;

namespace {

std::string_view name_of(kiosk::forms::Register kind) {
    switch (kind) {
        case kiosk::forms::Register::birth:
            return "birth";
        case kiosk::forms::Register::marriage:
            return "marriage";
        case kiosk::forms::Register::partnership:
            return "partnership";
        case kiosk::forms::Register::death:
            return "death";
    }
    return "";
}

std::string_view name_of(kiosk::tariffs::Variant variant) {
    switch (variant) {
        case kiosk::tariffs::Variant::certificate:
            return "certificate";
        case kiosk::tariffs::Variant::multilingual:
            return "multilingual";
        case kiosk::tariffs::Variant::register_printout:
            return "register_printout";
    }
    return "";
}

// Writes the receipt from top to bottom.
class Writer {
  public:
    Writer(const Receipt& receipt, const kiosk::Office& office, const kiosk::text::Catalogue& texts,
           std::string language)
        : receipt_(receipt), office_(office), texts_(texts) {
        scene_.id = "receipt";
        scene_.language = std::move(language);
        scene_.right_to_left = texts.right_to_left(scene_.language);
    }

    Scene write() {
        letterhead();
        number();
        status();
        order();
        costs();
        privacy();
        help();
        return std::move(scene_);
    }

  private:
    [[nodiscard]] std::string words(const std::string& key,
                                    const std::vector<Argument>& arguments = {}) const {
        return texts_(scene_.language, "receipt." + key, arguments);
    }

    Node& add(std::string id, Role role, std::string label) {
        return scene_.nodes.emplace_back(
            Node{.id = std::move(id), .role = role, .label = std::move(label)});
    }
    void say(const std::string& key, const std::vector<Argument>& arguments = {}) {
        add("receipt." + key, Role::text, words(key, arguments));
    }
    void head(const std::string& section) {
        add("receipt." + section + ".heading", Role::heading, words(section + ".heading"));
    }
    void price(std::string id, std::string label, kiosk::Cents cents, Emphasis emphasis) {
        Node& node = add(std::move(id), Role::price, std::move(label));
        node.value = texts_.money(scene_.language, cents);
        node.emphasis = emphasis;
    }

    void letterhead() {
        add("receipt.city", Role::text, office_.city).region = Region::banner;
        if (office_.registry_office != office_.city)
            add("receipt.office", Role::text, office_.registry_office).region = Region::banner;
        add("receipt.title", Role::heading, words("title")).emphasis = Emphasis::primary;
    }

    void number() {
        say("number.label");
        Node& node = add("receipt.number", Role::text,
                         kiosk::orders::grouped(receipt_.acknowledgement.order_number));
        node.emphasis = Emphasis::primary;
        say("ordered", {{"ordered", receipt_.acknowledgement.ordered}});
        if (receipt_.transmitted)
            say("transmitted",
                {{"transmitted", *receipt_.transmitted}, {"office", office_.registry_office}});
        else
            say("stored", {{"office", office_.registry_office}});
        if (const auto& dispatch = office_.dispatch)
            say("dispatch", {{"days", std::int64_t{dispatch->working_days}},
                             {"source", dispatch->source},
                             {"as_of", dispatch->as_of}});
    }

    void status() {
        head("status");
        const std::string& url = receipt_.acknowledgement.status_url;
        Node& qr = add("receipt.status.qr", Role::qr, words("status.qr"));
        qr.value = url;
        qr.personal = true;
        qr.row = "status";
        const std::size_t beside = scene_.nodes.size();
        say("status.scan");
        const std::string_view scheme = "https://";
        Node& address = add("receipt.status.address", Role::text,
                            url.starts_with(scheme) ? url.substr(scheme.size()) : url);
        address.personal = true;
        address.emphasis = Emphasis::quiet;
        say("status.keep");
        for (std::size_t i = beside; i < scene_.nodes.size(); ++i) scene_.nodes[i].row = "status";
    }

    void order() {
        head("order");
        std::size_t number = 0;
        for (const auto& line : receipt_.order.lines) {
            const std::string id = "receipt.line." + std::to_string(++number);
            const std::string product = std::string("product.")
                                            .append(name_of(line.register_kind))
                                            .append(".")
                                            .append(name_of(line.variant));
            add(id, Role::text,
                words("line",
                      {{"copies", std::int64_t{line.copies}}, {"product", words(product)}}));
            for (const auto& form : line.eu_forms)
                add(id + "." + form.language, Role::text,
                    words("eu_form", {{"copies", std::int64_t{form.copies}},
                                      {"language", texts_(scene_.language,
                                                          "common.eu_forms." + form.language)}}));
        }
        say(on_delivery() ? "delivery.cod" : "delivery.pickup");
    }

    void costs() {
        head("costs");
        const auto& quote = receipt_.quote;
        std::size_t number = 0;
        for (const auto& line : quote.lines)
            price("receipt.costs." + std::to_string(++number),
                  texts_(scene_.language, line.text_key, {{"count", std::int64_t{line.count}}}),
                  line.cents, Emphasis::normal);
        // Postage is due in its actual amount: what is known now is its minimum.
        if (quote.fixed_total_cents == 0)
            say("costs.nothing");
        else
            price("receipt.costs.total",
                  words(quote.postage_cents > 0 ? "costs.total_at_least" : "costs.total"),
                  quote.fixed_total_cents, Emphasis::primary);
        if (quote.search.possible) search(quote.search);
        if (quote.other_fees_from)
            add("receipt.costs.other_fees", Role::text,
                texts_(scene_.language, "common.fee.other_fees",
                       {{"day", *quote.other_fees_from}}));
        if (quote.fixed_total_cents > 0) say(on_delivery() ? "payment.cod" : "payment.pickup");
        say("tariff", {{"name", quote.tariff_name}, {"source", quote.source}});
    }

    void search(const kiosk::tariffs::Search& search) {
        std::vector<Argument> facts{{"unit", Money{search.unit_cents}},
                                    {"minutes", std::int64_t{search.unit_minutes}},
                                    {"entries", std::int64_t{search.entries}},
                                    {"total", Money{search.with_minimum_cents}}};
        if (search.cap_cents) facts.push_back({"cap", Money{*search.cap_cents}});
        say(search.cap_cents ? "costs.search_capped" : "costs.search", facts);
    }

    void privacy() {
        head("privacy");
        say("privacy", {{"office", office_.city}});
    }

    void help() {
        head("help");
        if (office_.counter) say("help.counter", {{"counter", *office_.counter}});
        if (office_.opening_hours) say("help.hours", {{"hours", *office_.opening_hours}});
        say("help", {{"line", office_.help_line}});
    }

    [[nodiscard]] bool on_delivery() const {
        return receipt_.order.delivery == kiosk::tariffs::Delivery::cod;
    }

    const Receipt& receipt_;
    const kiosk::Office& office_;
    const kiosk::text::Catalogue& texts_;
    Scene scene_;
};

}  // namespace

Scene receipt_scene(const Receipt& receipt, const kiosk::Office& office,
                    const kiosk::text::Catalogue& texts, const std::string& language) {
    return Writer(receipt, office, texts, language).write();
}

}  // namespace screens
