// One IPP question and its answer over HTTP/1.1 (RFC 8010), within a deadline that holds whatever
// the other side does: silence, one byte a second, or no end. libcups' own connections wait 30 s
// and reconnect by themselves; only its encoding of messages is used.
#pragma once

#include "drivers/printer/stream.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

#include <chrono>
#include <memory>
#include <string>

#include <cups/ipp.h>

namespace drivers {

using Deadline = std::chrono::steady_clock::time_point;

struct IppDelete {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, IppDelete>;

struct IppPlace {
    std::string socket;  // path of a Unix socket; empty: host and port
    std::string host;
    int port = 631;
    std::string resource;  // "/printers/bon"
};

// unavailable: nobody there, the question was not heard. timed_out: it may have been.
// refused: an HTTP status other than 200. corrupt: not IPP, or more than 1 MiB of it.
[[nodiscard]] kiosk::Result<Ipp> ask(const IppPlace& place, const Ipp& question,
                                     kiosk::ByteView document, Deadline deadline);

// The other end of it. The question is only waited for; its content is dropped.
[[nodiscard]] kiosk::Result<void> hear_question(const Stream& stream, Deadline deadline);
[[nodiscard]] kiosk::Result<void> say_answer(const Stream& stream, const Ipp& answer,
                                             Deadline deadline);

}  // namespace drivers
