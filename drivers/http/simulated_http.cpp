#include "drivers/http/simulated_http.h"

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;

kiosk::Result<kiosk::HttpAnswer> SimulatedHttp::exchange(const kiosk::HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    if (unplugged_) return fail(ErrorKind::unavailable, "unplugged");
    asked_.push_back(request.method + " " + request.url);
    kiosk::HttpAnswer answer = TRY(other_side_(request));
    if (answers_to_lose_ > 0) {
        --answers_to_lose_;
        return fail(ErrorKind::timed_out, "answer lost");
    }
    if (answer.body.size() > request.largest_answer)
        return fail(ErrorKind::invalid_input, "answer too large");
    return answer;
}

std::vector<std::string> SimulatedHttp::asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
}

}  // namespace drivers
