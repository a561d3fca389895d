#include "drivers/printer/cups_queue.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <thread>
#include <utility>

#include <cups/cups.h>  // before pwg.h, which cannot stand alone
#include <cups/pwg.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::Result;

namespace {

IppPlace server(const std::string& resource) {
    const std::string where = cupsServer();
    IppPlace place{.socket = {}, .host = where, .port = ippPort(), .resource = resource};
    if (where.starts_with('/')) std::swap(place.socket, place.host);
    return place;
}

Ipp question(ipp_op_t operation, const std::string& uri) {
    Ipp message(ippNewRequest(operation));
    if (!uri.empty())
        ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
                     uri.c_str());
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                 job_user);
    return message;
}

template <std::size_t N>
void want(const Ipp& message, const std::array<const char*, N>& names) {
    ippAddStrings(message.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  static_cast<int>(N), nullptr, names.data());
}

constexpr std::array word_attributes{"printer-state", "printer-state-reasons",
                                     "printer-is-accepting-jobs"};
constexpr std::array printer_attributes{"printer-state",
                                        "printer-state-reasons",
                                        "printer-is-accepting-jobs",
                                        "media-ready",
                                        "media-default",
                                        "printer-kind",
                                        "document-format-supported",
                                        "pwg-raster-document-type-supported",
                                        "pwg-raster-document-resolution-supported",
                                        "printer-resolution-default"};

Result<Ipp> answered(Result<Ipp> answer) {
    if (!answer) return answer;
    const ipp_status_t status = ippGetStatusCode(answer->get());
    if (status < IPP_STATUS_REDIRECTION_OTHER_SITE) return answer;
    char hex[16];
    std::snprintf(hex, sizeof hex, "0x%04x", static_cast<unsigned>(status));
    const bool busy =
        status == IPP_STATUS_ERROR_BUSY || status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE;
    return kiosk::fail(busy ? ErrorKind::unavailable : ErrorKind::refused,
                       std::string("printing: IPP status ") + hex);
}

// The printer of a device URI, where it speaks plain IPP.
std::optional<IppPlace> place_of(const std::string& device_uri) {
    std::array<char, 64> scheme{};
    std::array<char, 256> user{};
    std::array<char, 256> host{};
    std::array<char, 1024> resource{};
    int port = 0;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, device_uri.c_str(), scheme.data(), scheme.size(),
                        user.data(), user.size(), host.data(), host.size(), &port, resource.data(),
                        resource.size()) < HTTP_URI_STATUS_OK)
        return std::nullopt;
    if (std::string(scheme.data()) != "ipp") return std::nullopt;
    std::string path = resource.data();
    if (const auto query = path.find('?'); query != std::string::npos) path.resize(query);
    return IppPlace{.socket = {}, .host = host.data(), .port = port, .resource = path};
}

JobState job_state(int state) {
    switch (state) {
        case IPP_JSTATE_PROCESSING:
            return JobState::printing;
        case IPP_JSTATE_STOPPED:
            return JobState::stopped;
        case IPP_JSTATE_CANCELED:
            return JobState::cancelled;
        case IPP_JSTATE_ABORTED:
            return JobState::aborted;
        case IPP_JSTATE_COMPLETED:
            return JobState::printed;
        default:
            return JobState::waiting;
    }
}

// Without it a queue takes its own default size and the printer waits for paper it does not have.
std::string media_name(const kiosk::PrintJob& job) {
    constexpr double hundredths = 100;
    const auto width = static_cast<int>(std::lround(job.width_mm * hundredths));
    const auto height = static_cast<int>(std::lround(job.height_mm * hundredths));
    const pwg_media_t* media = pwgMediaForSize(width, height);
    return media != nullptr ? media->pwg : "";
}

}  // namespace

Result<CupsQueue> CupsQueue::find(const std::string& name, Deadline deadline,
                                  const std::string& line) {
    cupsSetServer(nullptr);  // libcups remembers, for each thread, where it looked first
    CupsQueue queue;
    if (!name.empty()) queue.resource_ = "/printers/" + name;
    queue.uri_ = name.empty() ? "" : "ipp://localhost" + queue.resource_;
    const Ipp message = question(
        name.empty() ? IPP_OP_CUPS_GET_DEFAULT : IPP_OP_GET_PRINTER_ATTRIBUTES, queue.uri_);
    want(message, std::array{"printer-name", "device-uri"});
    const Ipp answer =
        TRY(answered(ask(server(name.empty() ? "/" : queue.resource_), message, {}, deadline)));
    const std::vector<std::string> names = strings_of(answer.get(), "printer-name");
    if (names.empty()) return kiosk::fail(ErrorKind::refused, "printing: no such queue");
    queue.resource_ = "/printers/" + names.front();
    queue.uri_ = "ipp://localhost" + queue.resource_;
    if (const auto device = strings_of(answer.get(), "device-uri"); !device.empty()) {
        queue.printer_uri_ = device.front();
        queue.printer_ = place_of(device.front());
        queue.by_line_ = queue.printer_ && !line.empty();
        if (queue.by_line_)
            queue.printer_ = IppPlace{.socket = line, .host = {}, .port = 0, .resource = "/"};
    }
    return queue;
}

Result<PrinterWord> CupsQueue::word(Deadline deadline) const {
    const Ipp message = question(IPP_OP_GET_PRINTER_ATTRIBUTES, uri_);
    want(message, word_attributes);
    const Ipp answer = TRY(answered(ask(server(resource_), message, {}, deadline)));
    return word_of(answer.get());
}

Result<PrinterWord> CupsQueue::printer_word(Deadline deadline) const {
    if (!printer_) return word(deadline);
    const auto answer = printer_answer(deadline);
    if (answer) return word_of(answer->get());
    const bool refused = answer.error().kind == ErrorKind::unavailable;
    const bool silent = (refused && !by_line_) || answer.error().kind == ErrorKind::timed_out;
    if (silent) return tl::unexpected(answer.error());
    return word(deadline);
}

Result<kiosk::PaperFormat> CupsQueue::paper(Deadline deadline) const {
    if (printer_) {
        const auto answer = printer_answer(deadline);
        if (answer) return paper_of(answer->get());
        if (!by_line_) return tl::unexpected(answer.error());
    }
    const Ipp message = question(IPP_OP_GET_PRINTER_ATTRIBUTES, uri_);
    want(message, printer_attributes);
    const Ipp answer = TRY(answered(ask(server(resource_), message, {}, deadline)));
    return paper_of(answer.get());
}

Result<Ipp> CupsQueue::printer_answer(Deadline deadline) const {
    if (!printer_) return kiosk::fail(ErrorKind::refused, "printing: cannot be asked itself");
    const Ipp message = question(IPP_OP_GET_PRINTER_ATTRIBUTES, printer_uri_);
    want(message, printer_attributes);
    return answered(ask(*printer_, message, {}, deadline));
}

Result<int> CupsQueue::submit(const kiosk::PrintJob& job, Deadline deadline) const {
    const Ipp message = question(IPP_OP_PRINT_JOB, uri_);
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, job_title);
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 job.format.c_str());
    ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "none");
    ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
    if (const std::string media = media_name(job); !media.empty())
        ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.c_str());
    const Ipp answer = TRY(answered(ask(server(resource_), message, job.document, deadline)));
    const int id = integer_of(answer.get(), "job-id", 0);
    if (id <= 0) return kiosk::fail(ErrorKind::corrupt, "printing: a job without a number");
    return id;
}

Result<JobState> CupsQueue::state(int job, Deadline deadline) const {
    const Ipp message = question(IPP_OP_GET_JOB_ATTRIBUTES, uri_);
    ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    want(message, std::array{"job-state"});
    const Ipp answer = TRY(ask(server(resource_), message, {}, deadline));
    if (ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND) return JobState::gone;
    return job_state(integer_of(answer.get(), "job-state", IPP_JSTATE_PENDING));
}

Result<void> CupsQueue::cancel(int job, bool purge, Deadline deadline) const {
    const Ipp message = question(IPP_OP_CANCEL_JOB, uri_);
    ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddBoolean(message.get(), IPP_TAG_OPERATION, "purge-job", purge ? 1 : 0);
    TRY(answered(ask(server("/jobs/"), message, {}, deadline)));
    return {};
}

void CupsQueue::remove(int job, Deadline deadline) const {
    constexpr std::chrono::milliseconds for_the_purge{300};
    constexpr std::chrono::milliseconds between{50};
    const Deadline stopped = deadline - for_the_purge;
    if (cancel(job, false, stopped))
        while (std::chrono::steady_clock::now() < stopped &&
               word(stopped).value_or(PrinterWord{}).busy)
            std::this_thread::sleep_for(between);
    (void)cancel(job, true, deadline);
}

Result<std::vector<int>> CupsQueue::jobs(Deadline deadline) const {
    const Ipp message = question(IPP_OP_GET_JOBS, uri_);
    ippAddBoolean(message.get(), IPP_TAG_OPERATION, "my-jobs", 1);
    ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "all");
    want(message, std::array{"job-id"});
    const Ipp answer = TRY(answered(ask(server(resource_), message, {}, deadline)));
    std::vector<int> ids;
    for (ipp_attribute_t* found = ippFindAttribute(answer.get(), "job-id", IPP_TAG_INTEGER);
         found != nullptr; found = ippFindNextAttribute(answer.get(), "job-id", IPP_TAG_INTEGER))
        ids.push_back(ippGetInteger(found, 0));
    return ids;
}

}  // namespace drivers
