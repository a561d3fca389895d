// What an IPP printer, or the queue before it, says about itself. Keywords decide, never the
// printer-state-message, which is text in somebody's language. Severity suffixes say how the
// printer is and not how bad the fault is: an idle printer without paper reports
// "media-empty-report".
#pragma once

#include "kiosk/ports/printer.h"

#include <string>
#include <vector>

#include <cups/ipp.h>

namespace drivers {

struct PrinterWord {
    kiosk::PrinterTrouble trouble = kiosk::PrinterTrouble::none;
    bool paper_low = false;
    bool history_missing = false;  // cups-ipp-missing-job-history: the printer forgot our job
    bool accepting = true;
    bool busy = false;  // has a job in hand
};

// From printer-state, printer-state-reasons (RFC 8011 §5.4.11, §5.4.12), printer-is-accepting-jobs.
[[nodiscard]] PrinterWord word_of(ipp_t* answer);
// From media-ready, media-default, printer-kind, document-format-supported and the
// pwg-raster-document-… attributes.
[[nodiscard]] kiosk::PaperFormat paper_of(ipp_t* answer);

// All values of a keyword, name, URI or MIME attribute; none when it is absent or of another kind.
[[nodiscard]] std::vector<std::string> strings_of(ipp_t* answer, const char* name);
[[nodiscard]] int integer_of(ipp_t* answer, const char* name, int otherwise);

}  // namespace drivers
