// Opens journals as the kiosk does and says what is in them, one JSON object a folder. Reads
// everything before it asks for a new counter value: a check that writes first can hide what was
// lost.
//   read_journal FOLDER…
#include "tests/crash/journal_at.h"

#include <cstdio>

#include <nlohmann/json.hpp>

namespace {

nlohmann::json orders_in(kiosk::Journal& journal) {
    nlohmann::json orders = nlohmann::json::array();
    const auto headers = journal.list();
    if (!headers) return orders;
    for (const kiosk::OrderHeader& header : *headers) {
        const auto order = journal.load(header.order_id);
        const bool has_content = order && !order->parts.empty();
        orders.push_back({{"id", header.order_id},
                          {"state", name_of(header.state)},
                          {"digest", has_content ? kiosk::digest_of(order->parts) : ""}});
    }
    return orders;
}

nlohmann::json read(const std::string& folder) {
    nlohmann::json found{{"folder", folder}, {"opened", false}};
    auto journal = tests::journal_at(folder);
    if (!journal) {
        found["problem"] = journal.error().detail;
        return found;
    }
    found["opened"] = true;
    found["orders"] = orders_in(**journal);
    found["integrity"] = tests::integrity_of(folder);
    found["next_counter"] = (*journal)->next_counter().value_or(0);
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) std::puts(read(argv[i]).dump().c_str());
}
