// From an order that is saved, or an answer, to a job for the printer: the one way onto paper, for
// citizens, for a technician's test print and for kiosk-try.
#pragma once

#include "kiosk/ports/printer.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"
#include "kiosk/visit/step.h"
#include "screens/paper/press.h"
#include "screens/paper/receipt.h"
#include "screens/paper/slip.h"

#include <string>
#include <vector>

namespace kiosk::programs {

// Leaves behind what is personal: of the draft only the lines' register, variant and copies go on.
[[nodiscard]] screens::Receipt receipt_of(const visit::Ordered& ordered,
                                          const std::vector<forms::Service>& services, Date today);

// An order that nobody placed, at today's prices. refused: no tariff is known for today.
[[nodiscard]] Result<screens::Receipt> sample_receipt(const std::vector<tariffs::Tariff>& tariffs,
                                                      Instant now);

// In the format that the printer takes.
[[nodiscard]] Result<PrintJob> receipt_job(const screens::Receipt& receipt,
                                           const screens::Press& press, const Office& office,
                                           const text::Catalogue& texts,
                                           const std::string& language, const PaperFormat& format);

// An answer to take home.
[[nodiscard]] Result<PrintJob> slip_job(const screens::Slip& slip, const screens::Press& press,
                                        const Office& office, const text::Catalogue& texts,
                                        const PaperFormat& format);

}  // namespace kiosk::programs
