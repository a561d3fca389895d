// PC/SC calls have no time limit and cannot be interrupted: each runs in a thread of its own, which
// is left behind when it does not come back in time. Then the process should end.
#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace drivers {

// What `call` returns; nullopt when it takes longer than `limit`. It may outlive everything else,
// so it must own what it touches.
template <class Call>
auto within(std::chrono::milliseconds limit, Call call) -> std::optional<decltype(call())> {
    std::packaged_task<decltype(call())()> task(std::move(call));
    auto result = task.get_future();
    std::thread(std::move(task)).detach();
    if (result.wait_for(limit) != std::future_status::ready) return std::nullopt;
    return result.get();
}

}  // namespace drivers
