#include "drivers/http/curl_http.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <curl/curl.h>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::HttpAnswer;
using kiosk::HttpRequest;
using kiosk::Result;

namespace {

constexpr std::size_t most_idle_connections = 8;
constexpr std::size_t largest_head = 64U << 10U;  // bytes of all header lines
constexpr long connect_limit_ms = 10'000;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// Where an answer grows while it arrives.
struct Arriving {
    HttpAnswer answer;
    std::size_t largest_body = 0;
    std::size_t head = 0;
    bool too_large = false;
};

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* target) {
    auto& arriving = *static_cast<Arriving*>(target);
    if (arriving.answer.body.size() + size > arriving.largest_body) {
        arriving.too_large = true;
        return 0;
    }
    arriving.answer.body.append(data, size);
    return size;
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* target) {
    auto& arriving = *static_cast<Arriving*>(target);
    arriving.head += size;
    if (arriving.head > largest_head) {
        arriving.too_large = true;
        return 0;
    }
    const std::string_view line(data, size);
    // An interim answer (100 Continue) has a head of its own; only the last one counts.
    if (line.starts_with("HTTP/")) arriving.answer.headers.clear();
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    arriving.answer.headers[name] = trimmed(line.substr(colon + 1));
    return size;
}

bool on_this_machine(std::string_view url) {
    static constexpr std::array<std::string_view, 3> hosts{"http://127.0.0.1", "http://localhost",
                                                           "http://[::1]"};
    return std::any_of(hosts.begin(), hosts.end(), [&](std::string_view host) {
        if (!url.starts_with(host)) return false;
        const std::string_view rest = url.substr(host.size());
        return rest.empty() || rest.front() == ':' || rest.front() == '/';
    });
}

bool breaks_lines(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

Result<void> check(const HttpRequest& request) {
    if (breaks_lines(request.url) || breaks_lines(request.method))
        return fail(ErrorKind::invalid_input, "line break in method or address");
    for (const auto& [name, value] : request.headers)
        if (breaks_lines(name) || breaks_lines(value))
            return fail(ErrorKind::invalid_input, "line break in header " + name);
    const bool plain = !request.url.starts_with("https://");
    const bool carries = !request.body.empty() || request.headers.contains("Authorization");
    if (plain && carries && !on_this_machine(request.url))
        return fail(ErrorKind::refused, "credentials or content over plain http");
    return {};
}

HeaderList header_list(const HttpRequest& request) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:");  // no waiting for 100 Continue
    for (const auto& [name, value] : request.headers)
        list = curl_slist_append(list, (name + ": " + value).c_str());
    return HeaderList(list);
}

void prepare(CURL* curl, const HttpRequest& request, const curl_slist* headers,
             Arriving& arriving) {
    const auto limit = static_cast<long>(std::max<std::int64_t>(1, request.limit.count()));
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, limit);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, std::min(limit, connect_limit_ms));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &arriving);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &arriving);
    if (on_this_machine(request.url)) curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (request.body.empty() && request.method == "GET") return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
}

// Whether any byte of the request may have reached the other side.
bool may_have_arrived(CURL* curl, CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return false;
        default:
            break;
    }
    long sent = 0;
    curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &sent);
    return sent > 0;
}

void show_identity(CURL* curl, const TlsIdentity& identity) {
    const auto set = [curl](CURLoption option, const std::string& file) {
        if (!file.empty()) curl_easy_setopt(curl, option, file.c_str());
    };
    set(CURLOPT_SSLCERT, identity.certificate_file);
    set(CURLOPT_SSLKEY, identity.key_file);
    set(CURLOPT_CAINFO, identity.authority_file);
}

Result<HttpAnswer> failure(CURL* curl, CURLcode code, const Arriving& arriving) {
    if (arriving.too_large) return fail(ErrorKind::invalid_input, "answer too large");
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return fail(ErrorKind::not_authentic, curl_easy_strerror(code));
    return fail(may_have_arrived(curl, code) ? ErrorKind::timed_out : ErrorKind::unavailable,
                curl_easy_strerror(code));
}

}  // namespace

void CurlHttp::FreeHandle::operator()(CURL* handle) const {
    curl_easy_cleanup(handle);
}

CurlHttp::CurlHttp(TlsIdentity identity) : identity_(std::move(identity)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(ready);
}

CurlHttp::~CurlHttp() = default;

CurlHttp::Handle CurlHttp::borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
}

void CurlHttp::give_back(Handle handle) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle_connections) idle_.push_back(std::move(handle));
}

Result<HttpAnswer> CurlHttp::exchange(const HttpRequest& request) {
    TRY_VOID(check(request));
    Handle handle = borrow();
    if (!handle) return fail(ErrorKind::internal, "curl_easy_init");
    const HeaderList headers = header_list(request);
    Arriving arriving;
    arriving.largest_body = request.largest_answer;
    prepare(handle.get(), request, headers.get(), arriving);
    show_identity(handle.get(), identity_);
    if (!proxy_.empty()) curl_easy_setopt(handle.get(), CURLOPT_PROXY, proxy_.c_str());
    if (!local_socket_.empty())
        curl_easy_setopt(handle.get(), CURLOPT_UNIX_SOCKET_PATH, local_socket_.c_str());
    const CURLcode code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) return failure(handle.get(), code, arriving);  // its connection is closed
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    arriving.answer.status = static_cast<int>(status);
    give_back(std::move(handle));
    return std::move(arriving.answer);
}

}  // namespace drivers
