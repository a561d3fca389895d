#include "kiosk/programs/session_menu.h"

#include <algorithm>

namespace kiosk::programs {
namespace {

using screens::PartLine;
using screens::PartState;

PartState good_if(bool good) {
    return good ? PartState::good : PartState::bad;
}

std::string_view key_of(PrinterTrouble trouble) {
    switch (trouble) {
        case PrinterTrouble::none:
            return "staff.printer.none";
        case PrinterTrouble::media_empty:
            return "staff.printer.media_empty";
        case PrinterTrouble::media_jam:
            return "staff.printer.media_jam";
        case PrinterTrouble::cover_open:
            return "staff.printer.cover_open";
        case PrinterTrouble::offline:
            return "staff.printer.offline";
        case PrinterTrouble::other:
            return "staff.printer.other";
        case PrinterTrouble::not_configured:
            return "staff.printer.not_configured";
    }
    return "staff.printer.other";
}

std::string key_line(const health::ServiceKey& key) {
    return key.present
               ? to_iso(local_date(key.checked)) + " / " + to_iso(local_date(key.valid_until))
               : "-";
}

}  // namespace

std::vector<PartLine> parts_of(const HealthTaken& taken, const Setup& setup) {
    const auto& [health, verdict] = taken;
    const auto word = [&](std::string_view key) { return setup.texts("de", key); };
    std::vector<PartLine> lines;
    lines.push_back({word("staff.part.service"), good_if(verdict.open()),
                     verdict.open() ? word("staff.serving") : verdict.closed_because});
    lines.push_back(
        {word("staff.part.journal"), good_if(health.journal_opens && health.journal_has_space),
         health.journal_opens
             ? word(health.journal_has_space ? "staff.journal.good" : "staff.journal.full")
             : word("staff.journal.shut")});
    lines.push_back(
        {word("staff.part.clock"), good_if(health::plausible(health)), to_iso(health.now)});
    lines.push_back({word("staff.part.tariff"), good_if(health.tariff_for_today),
                     to_iso(local_date(health.now))});
    lines.push_back({word("staff.part.configuration"), good_if(health.configuration_problems == 0),
                     std::to_string(health.configuration_problems)});
    const bool printer_ready = health.printer.ready();
    lines.push_back(
        {word("staff.part.printer"),
         !printer_ready ? PartState::bad
                        : (health.printer.paper_low ? PartState::warning : PartState::good),
         word(health.printer.paper_low && printer_ready ? "staff.printer.low"
                                                        : key_of(health.printer.trouble))});
    for (const health::ServiceKey& key : health.services)
        lines.push_back({word("staff.part.key") + ' ' + key.service,
                         good_if(health::usable(key, health.now)), key_line(key)});
    return lines;
}

PartLine line_of(const KnowledgeRead& read, const Setup& setup) {
    PartLine line{setup.texts("de", "staff.part.knowledge"), PartState::good, "-"};
    if (read.answerer) line.detail = std::to_string(read.answerer->knowledge().topics.size());
    if (read.problem.empty()) return line;
    line.state = read.answerer ? PartState::warning : PartState::bad;
    line.detail = read.problem;
    return line;
}

std::vector<screens::OrderRow> rows_of(const std::vector<OrderHeader>& orders) {
    std::vector<screens::OrderRow> rows;
    for (const OrderHeader& order : orders)
        rows.push_back({order.order_number, order.service, std::string(name_of(order.state)),
                        order.last_problem, order.attempts});
    std::ranges::reverse(rows);  // the newest is what staff is asked about
    return rows;
}

std::vector<PartLine> versions(const Setup& setup) {
    const auto word = [&](std::string_view key) { return setup.texts("de", key); };
    std::vector<PartLine> lines{{word("staff.version.program"), PartState::good, KIOSK_VERSION},
                                {word("staff.version.built"), PartState::good, to_iso(setup.built)},
                                {word("staff.version.kiosk"), PartState::good,
                                 std::to_string(setup.settings.kiosk_number)}};
    for (const forms::Service& service : setup.services)
        lines.push_back({service.id, PartState::good, std::to_string(service.version)});
    for (const tariffs::Tariff& tariff : setup.tariffs)
        lines.push_back({tariff.name, PartState::good,
                         to_iso(tariff.valid_from) + " - " + to_iso(tariff.valid_to)});
    return lines;
}

}  // namespace kiosk::programs
