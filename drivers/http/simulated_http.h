// A portal without a network: answers come from a function, and mishaps are verbs.
#pragma once

#include "kiosk/ports/http.h"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace drivers {

class SimulatedHttp : public kiosk::Http {
  public:
    // Plays the other side. An error it returns is what the caller gets.
    using OtherSide = std::function<kiosk::Result<kiosk::HttpAnswer>(const kiosk::HttpRequest&)>;

    explicit SimulatedHttp(OtherSide other_side) : other_side_(std::move(other_side)) {}

    [[nodiscard]] kiosk::Result<kiosk::HttpAnswer> exchange(
        const kiosk::HttpRequest& request) override;

    void unplug() { unplugged_ = true; }  // nothing is sent: unavailable
    void plug_in() { unplugged_ = false; }
    void lose_answers(int count) { answers_to_lose_ = count; }  // the request arrives: timed_out

    // What was asked: "PUT http://…", in order.
    [[nodiscard]] std::vector<std::string> asked();

  private:
    OtherSide other_side_;
    bool unplugged_ = false;
    int answers_to_lose_ = 0;
    std::mutex mutex_;
    std::vector<std::string> asked_;
};

}  // namespace drivers
