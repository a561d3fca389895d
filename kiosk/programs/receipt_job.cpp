#include "kiosk/programs/receipt_job.h"

#include "drivers/printer/pwg_raster.h"
#include "kiosk/tariffs/order_of.h"

namespace kiosk::programs {
namespace {

// In the format that the printer takes.
Result<PrintJob> paper_job(const screens::Scene& scene, const std::string& title,
                           const screens::Press& press, const PaperFormat& format) {
    if (!format.wants_raster) {
        screens::Document document = TRY(press.pdf(scene, format, title));
        return PrintJob{.format = "application/pdf",
                        .document = std::move(document.pdf),
                        .width_mm = document.width_mm,
                        .height_mm = document.height_mm};
    }
    const std::vector<Bitmap> pages = TRY(press.bitmaps(scene, format));
    Bytes raster = TRY(drivers::to_pwg_raster(pages, format.black_only));
    constexpr double mm_per_inch = 25.4;
    // The paper's own width: a printer refuses a size that is a dot narrower than its roll.
    return PrintJob{.format = "image/pwg-raster",
                    .document = std::move(raster),
                    .width_mm = format.width_mm,
                    .height_mm = pages.front().height * mm_per_inch / pages.front().dots_per_inch};
}

}  // namespace

screens::Receipt receipt_of(const visit::Ordered& ordered,
                            const std::vector<forms::Service>& services, Date today) {
    return {.acknowledgement = ordered.acknowledgement,
            .order = tariffs::order_of(services, ordered.draft, today),
            .quote = ordered.quote};
}

Result<screens::Receipt> sample_receipt(const std::vector<tariffs::Tariff>& tariffs, Instant now) {
    screens::Receipt sample;
    // Terminal 0 is never given out, so that this number can belong to no order.
    sample.acknowledgement = {.order_number = "L2600000000102",
                              .order_id = "sample",
                              .status_url = "https://status.example/s/aaaaaaaaaaaaaaaaaaaaaaaaaa",
                              .ordered = now};
    sample.order.date = local_date(now);
    tariffs::OrderLine& line = sample.order.lines.emplace_back();
    line.entry = "sample";
    line.copies = 2;
    line.number_known = false;
    const auto quote = tariffs::quote(tariffs, sample.order);
    if (!quote) return fail(ErrorKind::refused, "sample receipt: " + quote.error().reason);
    sample.quote = *quote;
    return sample;
}

Result<PrintJob> receipt_job(const screens::Receipt& receipt, const screens::Press& press,
                             const Office& office, const text::Catalogue& texts,
                             const std::string& language, const PaperFormat& format) {
    return paper_job(screens::receipt_scene(receipt, office, texts, language),
                     texts(language, "receipt.document"), press, format);
}

Result<PrintJob> slip_job(const screens::Slip& slip, const screens::Press& press,
                          const Office& office, const text::Catalogue& texts,
                          const PaperFormat& format) {
    return paper_job(screens::slip_scene(slip, office, texts), slip.title, press, format);
}

}  // namespace kiosk::programs
