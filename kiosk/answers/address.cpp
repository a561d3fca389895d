#include "kiosk/answers/address.h"

#include <algorithm>

namespace kiosk::answers {

std::string address_of(const Told& told) {
    const auto online =
        std::ranges::find_if(told.lines, [](const Line& line) { return !line.url.empty(); });
    return online != told.lines.end() ? online->url : told.source.url;
}

}  // namespace kiosk::answers
