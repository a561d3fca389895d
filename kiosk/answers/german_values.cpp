#include "kiosk/answers/german_values.h"

#include <chrono>

namespace kiosk::answers {
namespace {

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string euros(Cents cents) {
    return std::to_string(cents / 100) + "," + two_digits(cents % 100) + " €";
}

std::string day(Date date) {
    const std::string iso = to_iso(date);
    return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

std::string moment(Instant instant) {
    const Instant local = local_time(instant);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - midnight).count();
    return day(Date{midnight}) + ", " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

}  // namespace kiosk::answers
