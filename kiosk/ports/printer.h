// What the kiosk needs from a receipt printer. The real body speaks to CUPS and asks the printer
// itself by IPP, since the queue's word is stale while it is idle.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

#include <atomic>
#include <functional>
#include <string>

namespace kiosk {

// The stem of an IPP printer-state-reasons keyword (RFC 8011 §5.4.12); severity suffixes mean
// nothing.
enum class PrinterTrouble {
    none,
    media_empty,
    media_jam,
    cover_open,
    offline,
    other,
    not_configured
};

struct PrinterStatus {
    PrinterTrouble trouble = PrinterTrouble::none;
    bool paper_low = false;  // serve on, tell staff
    [[nodiscard]] bool ready() const { return trouble == PrinterTrouble::none; }
};

struct PrintJob {
    std::string format;  // "application/pdf" or "image/pwg-raster", one that the printer accepts
    Bytes document;
    double width_mm = 0;  // the paper it was laid out for
    double height_mm = 0;
};

enum class PrintOutcome { printed, needs_help, unknown, impossible };

struct PrintReport {
    PrintOutcome outcome = PrintOutcome::impossible;
    PrinterTrouble trouble = PrinterTrouble::none;
};

struct PaperFormat {
    double width_mm = 210;
    double height_mm = 297;     // 0: a roll, as long as the receipt is
    bool wants_raster = false;  // no PDF accepted: PWG raster
    bool black_only = false;    // its raster has one bit a dot, no grey
    int dots_per_inch = 300;
};

// Dots as a raster printer takes them: row by row from the top, 0 black … 255 white.
struct Bitmap {
    int width = 0;
    int height = 0;
    int dots_per_inch = 203;
    Bytes dots;
};

class Printer {
  public:
    virtual ~Printer() = default;
    // Asks the printer now; answers within 1.5 s.
    [[nodiscard]] virtual PrinterStatus status() = 0;
    [[nodiscard]] virtual PaperFormat paper() = 0;
    // Blocks until the outcome is known, the printer stays in trouble past its limit, or `stop` is
    // set (then the job is cancelled and purged). `on_trouble` is called when help is needed
    // meanwhile and again with `none` when it goes on.
    [[nodiscard]] virtual PrintReport print(
        const PrintJob& job, const std::atomic<bool>& stop,
        const std::function<void(PrinterTrouble)>& on_trouble) = 0;
    // Removes, within 2 s, whatever is left of our jobs: the next citizen must never get this one's
    // receipt.
    virtual void purge() = 0;
};

}  // namespace kiosk
