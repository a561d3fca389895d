#include "kiosk/delivery/portal_line.h"

#include "kiosk/jose/json.h"

#include <algorithm>
#include <cctype>

namespace kiosk::delivery {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t largest_document = 4U << 20U;
constexpr auto tolerated_clock_error = 5min;

// application/x-www-form-urlencoded
std::string form_encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
            encoded += c;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4U];
            encoded += digits[byte & 15U];
        }
    }
    return encoded;
}

bool is_token(const std::string& text) {
    return !text.empty() && text.size() <= 16'384 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
}

}  // namespace

PortalLine::PortalLine(Http& http, const Clock& clock, const Portal& portal,
                       const std::string& client_secret)
    : http_(http),
      clock_(clock),
      api_(portal),
      token_url_(portal.token_url),
      token_request_("grant_type=client_credentials&client_id=" + form_encoded(portal.client_id) +
                     "&client_secret=" + form_encoded(client_secret)) {}

Outcome<HttpAnswer> PortalLine::call(HttpRequest request) {
    request.largest_answer = std::min(request.largest_answer, largest_document);
    for (const bool last : {false, true}) {
        const std::string bearer = TRY(token());
        request.headers["Authorization"] = "Bearer " + bearer;
        HttpAnswer answer = TRY(exchange(request));
        if (answer.status == 401) {
            forget_token(bearer);
            if (!last) continue;
        }
        if (answer.status < 200 || answer.status > 299)
            return tl::unexpected(setback_of(answer, now()));
        return answer;
    }
    return setback(Sort::everyone, "token_refused");
}

Outcome<nlohmann::json> PortalLine::ask(HttpRequest request) {
    const HttpAnswer answer = TRY(call(std::move(request)));
    auto json = jose::parse_object(answer.body);
    if (!json) return setback(Sort::everyone, "not_the_portal");
    return std::move(*json);
}

Outcome<HttpAnswer> PortalLine::fetch(const std::string& url) {
    HttpRequest request = get(url);
    request.largest_answer = largest_document;
    // Revocation lists come over plain http: their Date is nobody's word.
    auto answer = http_.exchange(request);
    if (!answer) return tl::unexpected(setback_of(answer.error()));
    if (answer->status != 200) return tl::unexpected(setback_of(*answer, now()));
    return std::move(*answer);
}

Outcome<HttpAnswer> PortalLine::exchange(const HttpRequest& request) {
    auto answer = http_.exchange(request);
    if (!answer) return tl::unexpected(setback_of(answer.error()));
    ++answers_;
    note_date(*answer);
    return std::move(*answer);
}

// One thread asks, the others wait for its answer.
Outcome<std::string> PortalLine::token() {
    const std::lock_guard lock(mutex_);
    if (!token_.empty() && clock_.steady() < token_until_) return token_;
    HttpRequest request;
    request.method = "POST";
    request.url = token_url_;
    request.headers["Content-Type"] = "application/x-www-form-urlencoded";
    request.body = token_request_;
    request.largest_answer = 64U << 10U;
    const HttpAnswer answer = TRY(exchange(request));
    if (answer.status == 400) return setback(Sort::everyone, "token_refused");
    if (answer.status != 200) {
        Setback problem = setback_of(answer, now());
        problem.sort = Sort::everyone;
        return tl::unexpected(std::move(problem));
    }
    const auto json = jose::parse_object(answer.body);
    const auto text = json ? jose::string_member(*json, "access_token")
                           : Result<std::string>(fail(ErrorKind::invalid_input, "no token"));
    if (!text || !is_token(*text)) return setback(Sort::everyone, "not_the_portal");
    const auto lifetime = json->find("expires_in");
    const bool given = lifetime != json->end() && lifetime->is_number();
    const double seconds = given ? std::clamp(lifetime->get<double>(), 1.0, 86'400.0) : 60.0;
    // A few seconds early, so that none expires under way; a very short one still serves.
    token_until_ = clock_.steady() + std::chrono::milliseconds(static_cast<std::int64_t>(
                                         1000 * (seconds > 10 ? seconds - 5 : seconds / 2)));
    token_ = *text;
    return token_;
}

void PortalLine::forget_token(const std::string& refused) {
    const std::lock_guard lock(mutex_);
    if (token_ == refused) token_.clear();
}

void PortalLine::note_date(const HttpAnswer& answer) {
    const auto header = answer.headers.find("date");
    if (header == answer.headers.end()) return;
    const auto date = parse_http_date(header->second);
    if (!date) return;
    const auto off = std::chrono::duration_cast<std::chrono::seconds>(*date - clock_.now());
    clock_off_s_ = off.count();
    heard_date_ = true;
}

Instant PortalLine::now() const {
    const std::chrono::seconds off{clock_off_s_.load()};
    const Instant ours = clock_.now();
    return std::chrono::abs(off) > tolerated_clock_error ? ours + off : ours;
}

std::optional<std::chrono::seconds> PortalLine::clock_off() const {
    if (!heard_date_) return std::nullopt;
    return std::chrono::seconds(clock_off_s_.load());
}

HttpRequest get(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    request.headers["Accept"] = "application/json";
    return request;
}

HttpRequest with_json(std::string method, std::string url, const nlohmann::json& body) {
    HttpRequest request;
    request.method = std::move(method);
    request.url = std::move(url);
    request.headers["Content-Type"] = "application/json";
    request.body = body.dump();
    return request;
}

}  // namespace kiosk::delivery
