#include "kiosk/delivery/setback.h"

#include "kiosk/jose/json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace kiosk::delivery {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longest_wait = 6h;

std::optional<int> whole_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<std::chrono::milliseconds> asked_wait(const HttpAnswer& answer, Instant now) {
    for (const char* name : {"retry-after", "ratelimit-reset", "x-ratelimit-reset"}) {
        const auto header = answer.headers.find(name);
        if (header == answer.headers.end()) continue;
        std::chrono::milliseconds wait = 0ms;
        if (const auto seconds = whole_number(header->second))
            wait = std::chrono::seconds(*seconds);
        else if (const auto date = parse_http_date(header->second))
            wait = *date - now;
        else
            continue;
        return std::clamp<std::chrono::milliseconds>(wait, 0ms, longest_wait);
    }
    return std::nullopt;
}

// The last part of a problem's type, when the body is a problem at all (RFC 9457 §3.1).
std::optional<std::string> problem_of(const std::string& body) {
    const auto json = jose::parse_object(body, 256U << 10U);
    if (!json) return std::nullopt;
    const auto type = jose::string_member(*json, "type");
    if (!type) return std::nullopt;
    return type->substr(type->find_last_of('/') + 1);
}

Setback refusal(int status, const std::string& problem) {
    const std::string code = "problem_" + code_of(problem);
    const bool about_this_order =
        status == 400 || status == 409 || status == 413 || status == 415 || status == 422;
    if (problem.starts_with("destination-")) return {Sort::standing, code, std::nullopt};
    return {about_this_order ? Sort::poison : Sort::standing, code, std::nullopt};
}

}  // namespace

std::string code_of(std::string_view words) {
    std::string code;
    for (const char c : words.substr(0, 60)) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 && byte < 128)
            code += static_cast<char>(std::tolower(byte));
        else if (!code.empty() && code.back() != '_')
            code += '_';
    }
    while (!code.empty() && code.back() == '_') code.pop_back();
    return code;
}

Setback setback_of(const Error& error) {
    switch (error.kind) {
        case ErrorKind::unavailable:
            return {Sort::everyone, "portal_unreachable", std::nullopt};
        case ErrorKind::not_authentic:
            return {Sort::everyone, "portal_certificate", std::nullopt};
        case ErrorKind::refused:
            return {Sort::everyone, "portal_not_encrypted", std::nullopt};
        case ErrorKind::timed_out:
            return {Sort::transient, "no_answer", std::nullopt};
        case ErrorKind::invalid_input:
            return {Sort::transient, "answer_unusable", std::nullopt};
        default:
            return {Sort::transient, "exchange_failed", std::nullopt};
    }
}

Setback setback_of(const HttpAnswer& answer, Instant now) {
    const int status = answer.status;
    const auto wait = asked_wait(answer, now);
    if (status == 429) return {Sort::everyone, "throttled", wait};
    if (status == 401) return {Sort::everyone, "token_refused", wait};
    if (status < 400 || status == 407 || status == 511)
        return {Sort::everyone, "not_the_portal", std::nullopt};
    if (status >= 500 || status == 408 || status == 425)
        return {Sort::transient, "portal_" + std::to_string(status), wait};
    if (const auto problem = problem_of(answer.body)) return refusal(status, *problem);
    return {Sort::transient, "refused_" + std::to_string(status), std::nullopt};
}

Setback setback_of_journal(const Error& error) {
    return {Sort::everyone, "journal_" + code_of(name_of(error.kind)), std::nullopt};
}

std::optional<Instant> parse_http_date(std::string_view text) {
    // "Sun, 06 Nov 1994 08:49:37 GMT"
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
    const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto day = whole_number(text.substr(5, 2));
    const auto year = whole_number(text.substr(12, 4));
    const auto hour = whole_number(text.substr(17, 2));
    const auto minute = whole_number(text.substr(20, 2));
    const auto second = whole_number(text.substr(23, 2));
    if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
    const Date date{std::chrono::year(*year),
                    std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1),
                    std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

}  // namespace kiosk::delivery
