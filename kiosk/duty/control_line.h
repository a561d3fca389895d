// The line to the control room: report, hear what is wanted, do it. The terminal works on without;
// nothing here ever waits for a person, and nothing at the terminal waits for this.
#pragma once

#include "kiosk/duty/job_desk.h"
#include "kiosk/duty/reporter.h"
#include "kiosk/ports/http.h"
#include "kiosk/ports/random.h"

#include <chrono>
#include <string>

namespace kiosk::duty {

struct ControlLineParts {
    Http& http;
    const Clock& clock;
    Random& random;
    std::string url;  // "https://leitstelle.leipzig.de", without a slash at its end
    const fleet::Addressee& addressee;
};

class ControlLine {
  public:
    ControlLine(ControlLineParts parts, JobDesk& jobs, Reporter& reporter)
        : parts_(std::move(parts)), jobs_(jobs), reporter_(reporter) {}

    // Does what is due, reports, and takes the answer. How long to wait until the next round,
    // unless something happens: the control room's half minute, give or take a tenth; after a
    // failure a random time up to one that doubles from a second to a minute; nothing when a job
    // has ended.
    [[nodiscard]] std::chrono::milliseconds round();

  private:
    // Whether a job has ended since the report.
    [[nodiscard]] Result<bool> exchange();
    [[nodiscard]] std::chrono::milliseconds at_random(std::chrono::milliseconds least,
                                                      std::chrono::milliseconds most);

    ControlLineParts parts_;
    JobDesk& jobs_;
    Reporter& reporter_;
    std::chrono::seconds poll_{30};
    unsigned failures_ = 0;  // one after the other
};

}  // namespace kiosk::duty
