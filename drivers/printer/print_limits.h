// How long a printer is waited for. The printing system has no limits of its own: an unplugged
// printer leaves a job "processing" for ever, with no reason given.
#pragma once

#include <chrono>

namespace drivers {

struct PrintLimits {
    std::chrono::milliseconds question{1'500};  // one question and its answer
    std::chrono::milliseconds offline{8'000};   // nobody answers, or the job does not start
    std::chrono::milliseconds trouble{60'000};  // no paper, cover open: someone may mend it
    std::chrono::milliseconds whole{180'000};   // a healthy printer that never ends
    std::chrono::milliseconds between{250};     // two looks at a job
};

}  // namespace drivers
