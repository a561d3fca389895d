// kiosk-try submit: answers on standard input become an order in the journal, through the same
// checks, quote and sealing as at the terminal.
#include "drivers/clock/system_clock.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/forms/entry.h"
#include "kiosk/forms/form.h"
#include "kiosk/health/observe.h"
#include "kiosk/jose/json.h"
#include "kiosk/orders/seal.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/settings/destinations.h"
#include "kiosk/tariffs/order_of.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

using Json = nlohmann::json;

constexpr int worked = 0;
constexpr int refused = 1;
constexpr int misconfigured = 2;

int say(const Json& answer, int status) {
    std::printf("%s\n", answer.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    return status;
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", error.detail.c_str());
    return say({{"error", name_of(error.kind)}, {"detail", error.detail}}, misconfigured);
}

struct Office {
    Settings settings;
    std::vector<forms::Service> services;
    std::vector<tariffs::Tariff> tariffs;
    std::string recovery_jwk;
};

Result<Office> load_office(const std::string& home, const std::string& site_file) {
    Office office;
    office.settings = TRY(load_settings(home, site_file));
    forms::Switches on;
    if (office.settings.pickup_offered) on.insert(forms::pickup_switch);
    office.services = TRY(forms::load_services(home + "/config/services", on));
    office.tariffs = TRY(tariffs::load_tariffs(home + "/config/tariffs"));
    std::ifstream key(office.settings.recovery_key_file);
    office.recovery_jwk.assign(std::istreambuf_iterator<char>(key), {});
    if (office.recovery_jwk.empty())
        return fail(ErrorKind::invalid_configuration,
                    "settings: /recovery_key_file: cannot be read");
    return office;
}

// The draft that the answers make, and what is wrong with their shape.
class DraftReader {
  public:
    DraftReader(const std::vector<forms::Service>& services, Date today)
        : services_(services), today_(today) {}

    void add_item(const std::string& service_id, const Json& answers) {
        const forms::Service* service = forms::offered(services_, service_id, today_);
        if (service == nullptr) return note("service", "not_offered");
        draft.items.push_back({service_id, {}});
        for (const auto& [name, value] : answers.items())
            if (name != "items" && name != "service") answer(*service, name, value);
    }

    void note(const std::string& field, const char* problem) {
        problems.push_back({{"field", field}, {"problem", problem}});
    }

    forms::Draft draft;
    Json problems = Json::array();

  private:
    void answer(const forms::Service& service, const std::string& name, const Json& value) {
        if (!value.is_string() && !value.is_number_integer()) return note(name, "not_text");
        const std::string typed = value.is_string() ? value.get<std::string>() : value.dump();
        for (const forms::Page& page : service.pages)
            for (const forms::Field& field : page.fields) {
                if (field.id != name) continue;
                auto& answers =
                    page.scope == forms::Scope::item ? draft.items.back().answers : draft.shared;
                return answers.set(name, forms::canonical(field, typed));
            }
        note(name, "unknown_field");
    }

    const std::vector<forms::Service>& services_;
    Date today_;
};

// One order goes to one office, as at the terminal.
void check_destination(const Office& office, DraftReader& reader) {
    const auto of = [&](const forms::Item& item) {
        return destination_of(office.settings.portal, item.service);
    };
    for (const forms::Item& item : reader.draft.items)
        if (of(item) != of(reader.draft.items.front())) reader.note("items", "other_office");
}

DraftReader read_draft(const Office& office, Date today, const std::string& service,
                       const Json& answers) {
    DraftReader reader(office.services, today);
    reader.add_item(service, answers);
    const Json further = answers.value("items", Json::array());
    if (!further.is_array() || further.size() >= forms::most_items)
        reader.note("items", "not_a_list");
    else
        for (const Json& item : further) {
            if (!item.is_object() || !item.value("service", Json()).is_string())
                reader.note("items", "no_service");
            else
                reader.add_item(item["service"].get<std::string>(), item);
        }
    check_destination(office, reader);
    if (!reader.problems.empty()) return reader;
    for (const forms::Stop& stop : forms::route(office.services, reader.draft, today))
        for (const forms::Problem& problem : forms::check(stop, reader.draft, today))
            if (problem.blocks)
                reader.problems.push_back(
                    {{"field", problem.field}, {"problem", problem.code}, {"item", stop.item}});
    return reader;
}

int seal(const Office& office, const forms::Draft& draft, const std::string& state,
         const std::string& language) {
    drivers::SystemClock clock;
    drivers::KernelRandom random;
    const auto quote = tariffs::quote(
        office.tariffs, tariffs::order_of(office.services, draft, local_date(clock.now())));
    if (!quote)
        return say({{"refused", quote.error().reason}, {"detail", quote.error().detail}}, refused);
    auto journal = drivers::SqliteJournal::open(state);
    if (!journal) return complain(journal.error());
    const auto key = health::office_key(
        **journal, destination_of(office.settings.portal, draft.items[0].service));
    if (!key) return say({{"refused", "no_office_key"}, {"detail", key.error().detail}}, refused);
    orders::SealingDesk desk{.journal = **journal,
                             .clock = clock,
                             .random = random,
                             .kiosk_number = office.settings.kiosk_number,
                             .status_base_url = office.settings.portal.status_base_url,
                             .recovery_jwk = office.recovery_jwk};
    const auto ordered =
        orders::seal_and_commit(desk, *key, office.services, draft, *quote, language);
    if (ordered)
        return say({{"order_number", ordered->order_number},
                    {"order_id", ordered->order_id},
                    {"state", name_of(OrderState::sealed)},
                    {"fixed_total_cents", quote->fixed_total_cents}},
                   worked);
    if (ordered.error().kind == ErrorKind::invalid_configuration) return complain(ordered.error());
    return say({{"refused", name_of(ordered.error().kind)}, {"detail", ordered.error().detail}},
               refused);
}

}  // namespace

int try_submit(const TryContext& context, TryArguments arguments) {
    const std::string state = option(arguments, "--state");
    const std::string service = option(arguments, "--service");
    if (state.empty() || service.empty()) {
        std::fputs("kiosk-try submit: --state DIR and --service ID are needed\n", stderr);
        return misconfigured;
    }
    const auto office = load_office(context.home, option(arguments, "--config"));
    if (!office) return complain(office.error());
    std::string input = read_standard_input();
    const auto answers = jose::parse_object(input, 1U << 20U);
    wipe(input);
    if (!answers) return say({{"invalid", {{{"field", ""}, {"problem", "not_json"}}}}}, refused);
    const Date today = local_date(drivers::SystemClock().now());
    const DraftReader reader = read_draft(*office, today, service, *answers);
    if (!reader.problems.empty()) return say({{"invalid", reader.problems}}, refused);
    return seal(*office, reader.draft, state, option(arguments, "--lang", "de"));
}

}  // namespace kiosk::programs
