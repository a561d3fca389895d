// Our engine, loaded or given up.
#pragma once

#include "kiosk/answers/answerer.h"

#include <stdexcept>
#include <string>

namespace kiosk::answers {

inline Answerer loaded(const std::string& directory, const Parts& parts = {}) {
    auto answerer = Answerer::load(directory, parts);
    if (!answerer) throw std::runtime_error(answerer.error().detail);
    return std::move(*answerer);
}

}  // namespace kiosk::answers
