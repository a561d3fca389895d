#include "kiosk/orders/order_number.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

namespace kiosk::orders {
namespace {

constexpr std::size_t length = 14;
constexpr std::size_t check_digits = 2;
constexpr std::int64_t counters_per_year = 1'000'000;
constexpr std::chrono::seconds step{40};  // a leap year has 790,560 of them

// ISO 7064: letters count from A = 10, so "L" stands for the digits 2 and 1.
int remainder_97(std::string_view number) {
    int remainder = 0;
    for (const char c : number) {
        const int value = c >= 'A' ? c - 'A' + 10 : c - '0';
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
}

std::string digits(std::int64_t number, int width) {
    std::string text(static_cast<std::size_t>(width), '0');
    for (auto place = text.rbegin(); place != text.rend(); ++place, number /= 10)
        *place = static_cast<char>('0' + number % 10);
    return text;
}

bool has_form(std::string_view number) {
    return number.size() == length && number.front() == 'L' &&
           std::all_of(number.begin() + 1, number.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::int64_t counter_floor(Instant now) {
    using namespace std::chrono;
    const year this_year = local_date(now).year();
    const auto since_new_year = now - sys_days(this_year / January / 1);
    const std::int64_t steps = std::max<std::int64_t>(since_new_year / step, 0);
    return static_cast<int>(this_year) % 100 * counters_per_year + steps;
}

Result<std::string> make_order_number(int kiosk_number, std::int64_t counter) {
    if (kiosk_number < 1 || kiosk_number > 999)
        return fail(ErrorKind::invalid_configuration, "settings: /kiosk_number is not 1 to 999");
    if (counter < 0) return fail(ErrorKind::internal, "order number: negative counter");
    const std::string body = 'L' + digits(counter / counters_per_year, 2) +
                             digits(kiosk_number, 3) + digits(counter % counters_per_year, 6);
    return body + digits(98 - remainder_97(body + "00"), check_digits);
}

Result<std::string> parse_order_number(std::string_view typed) {
    if (typed.size() > 4 * length) return fail(ErrorKind::invalid_input, "order number: too long");
    std::string number;
    for (const char c : typed)
        if (c != ' ' && c != '-')
            number += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (!has_form(number)) return fail(ErrorKind::invalid_input, "order number: wrong form");
    const bool in_range = number.substr(length - check_digits) >= "02" &&
                          number.substr(length - check_digits) <= "98";
    if (!in_range || remainder_97(number) != 1)
        return fail(ErrorKind::invalid_input, "order number: wrong check digits");
    return number;
}

std::string grouped(std::string_view order_number) {
    std::string text(order_number);
    if (text.size() != length) return text;
    for (const std::size_t place : {12U, 6U, 3U}) text.insert(place, 1, ' ');
    return text;
}

}  // namespace kiosk::orders
