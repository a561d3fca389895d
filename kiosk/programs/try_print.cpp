// kiosk-try print: lays a receipt out and prints it, or writes it to a file.
#include "drivers/clock/system_clock.h"
#include "drivers/printer/cups_printer.h"
#include "kiosk/base/json_object.h"
#include "kiosk/programs/receipt_job.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/tariffs/order_json.h"

#include <charconv>
#include <cstdio>
#include <fstream>

#include <nlohmann/json.hpp>

namespace kiosk::programs {

namespace {

struct Wanted {
    screens::Receipt receipt;
    std::string language = "de";
};

// {"order_number", "status_url", "ordered", "language", "order": as `quote` takes it}
Result<Wanted> read_receipt(const std::string& file, const std::vector<tariffs::Tariff>& tariffs) {
    const nlohmann::json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Wanted wanted;
    std::string ordered;
    object.require("order_number", wanted.receipt.acknowledgement.order_number);
    object.require("status_url", wanted.receipt.acknowledgement.status_url);
    object.require("ordered", ordered);
    object.read("language", wanted.language);
    const nlohmann::json* placed = object.member("order");
    if (placed == nullptr) object.complain("order", "is missing");
    TRY_VOID(object.finish());
    const auto at = parse_instant(ordered);
    if (!at) return fail(ErrorKind::invalid_input, file + ": ordered: not a time");
    wanted.receipt.acknowledgement.ordered = *at;
    const auto order = tariffs::order_from_json(placed->dump());
    const auto quote =
        order.and_then([&](const tariffs::Order& known) { return tariffs::quote(tariffs, known); });
    if (!quote) return fail(ErrorKind::invalid_input, file + ": order: " + quote.error().reason);
    wanted.receipt.order = *order;
    wanted.receipt.quote = *quote;
    return wanted;
}

std::string_view name_of(PrintOutcome outcome) {
    switch (outcome) {
        case PrintOutcome::printed:
            return "printed";
        case PrintOutcome::needs_help:
            return "needs_help";
        case PrintOutcome::unknown:
            return "unknown";
        case PrintOutcome::impossible:
            return "impossible";
    }
    return "";
}

std::string_view name_of(PrinterTrouble trouble) {
    switch (trouble) {
        case PrinterTrouble::none:
            return "none";
        case PrinterTrouble::media_empty:
            return "media_empty";
        case PrinterTrouble::media_jam:
            return "media_jam";
        case PrinterTrouble::cover_open:
            return "cover_open";
        case PrinterTrouble::offline:
            return "offline";
        case PrinterTrouble::other:
            return "other";
        case PrinterTrouble::not_configured:
            return "not_configured";
    }
    return "";
}

int answer(const PrintReport& report) {
    nlohmann::ordered_json line{{"result", name_of(report.outcome)}};
    if (report.trouble != PrinterTrouble::none) line["reason"] = name_of(report.trouble);
    std::printf("%s\n", line.dump().c_str());
    return report.outcome == PrintOutcome::printed ? 0 : 1;
}

int to_file(const PrintJob& job, const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const std::string bytes = text_of(job.document);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
    return answer({file ? PrintOutcome::printed : PrintOutcome::impossible, PrinterTrouble::none});
}

int to_printer(const PrintJob& job, Printer& printer) {
    const std::atomic<bool> never{false};
    return answer(printer.print(job, never, [](PrinterTrouble trouble) {
        std::fprintf(stderr, "printer: %s\n", std::string(name_of(trouble)).c_str());
    }));
}

// What is wrong with files is a matter of configuration; an order without a price is refused.
int refuse(const Error& error) {
    std::fprintf(stderr, "%s\n", error.detail.c_str());
    return error.kind == ErrorKind::invalid_configuration ? 2 : 1;
}

Result<Wanted> wanted_receipt(const TryContext& context, TryArguments arguments) {
    const auto tariffs = TRY(tariffs::load_tariffs(context.home + "/config/tariffs"));
    const std::string which = option(arguments, "--receipt", "sample");
    if (which != "sample") return read_receipt(which, tariffs);
    return Wanted{.receipt = TRY(sample_receipt(tariffs, drivers::SystemClock().now())),
                  .language = option(arguments, "--lang", "de")};
}

Result<PrintJob> job_for(const TryContext& context, TryArguments arguments,
                         const PaperFormat& format) {
    const Settings settings = TRY(load_settings(context.home, option(arguments, "--config")));
    const auto texts = TRY(text::Catalogue::load(context.home + "/assets/text"));
    const auto press = TRY(screens::Press::open(context.home));
    const Wanted wanted = TRY(wanted_receipt(context, arguments));
    return receipt_job(wanted.receipt, press, settings.office, texts, wanted.language, format);
}

// How many seconds somebody has for bringing paper.
Result<drivers::PrintLimits> limits_of(const std::string& seconds) {
    unsigned value = 0;
    const auto read = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
    constexpr unsigned an_hour = 3600;
    if (read.ec != std::errc{} || read.ptr != seconds.data() + seconds.size() || value > an_hour)
        return fail(ErrorKind::invalid_configuration, "--wait: 0 to 3600 seconds");
    drivers::PrintLimits limits;
    limits.trouble = std::chrono::seconds(value);
    return limits;
}

}  // namespace

int try_print(const TryContext& context, TryArguments arguments) {
    const std::string file = option(arguments, "--out");
    const auto limits = limits_of(option(arguments, "--wait", "60"));
    if (!limits) return refuse(limits.error());
    drivers::CupsPrinter printer(option(arguments, "--printer"), *limits);
    PaperFormat format;
    if (file.empty())
        format = printer.paper();
    else if (has_option(arguments, "--roll"))
        format = {.width_mm = 80, .height_mm = 0, .dots_per_inch = 203};
    format.wants_raster = format.wants_raster || file.ends_with(".pwg");
    const auto job = job_for(context, arguments, format);
    if (!job) return refuse(job.error());
    return file.empty() ? to_printer(*job, printer) : to_file(*job, file);
}

}  // namespace kiosk::programs
