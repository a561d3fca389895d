// kiosk-try orders: what is in a terminal's journal and how far it has come; never content.
#include "drivers/journal/sqlite_journal.h"
#include "kiosk/orders/citizen_status.h"
#include "kiosk/programs/try_verb.h"

#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

nlohmann::ordered_json line_of(const OrderHeader& order) {
    return {{"order_number", order.order_number},
            {"order_id", order.order_id},
            {"service", order.service},
            {"state", name_of(order.state)},
            {"citizen_status", orders::word_of(orders::citizen_status(order.state))},
            {"attempts", order.attempts},
            {"last_problem", order.last_problem},
            {"submission_id", order.submission_id},
            {"case_id", order.case_id},
            {"created", to_iso(order.created)},
            {"size", order.size}};
}

}  // namespace

int try_orders(const TryContext&, TryArguments arguments) {
    const std::string state = option(arguments, "--state");
    if (state.empty() || !std::filesystem::exists(drivers::SqliteJournal::file_in(state))) {
        std::fputs("kiosk-try orders: --state DIR of a terminal is needed\n", stderr);
        return 2;
    }
    const auto orders = drivers::SqliteJournal::open(state).and_then(
        [](const std::unique_ptr<drivers::SqliteJournal>& journal) { return journal->list(); });
    if (!orders) {
        std::fprintf(stderr, "%s\n", orders.error().detail.c_str());
        const nlohmann::json answer{{"error", name_of(orders.error().kind)},
                                    {"detail", orders.error().detail}};
        std::printf("%s\n", answer.dump().c_str());
        return 1;
    }
    for (const OrderHeader& order : *orders) std::printf("%s\n", line_of(order).dump().c_str());
    return 0;
}

}  // namespace kiosk::programs
