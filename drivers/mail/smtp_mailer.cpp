#include "drivers/mail/smtp_mailer.h"

#include "drivers/mail/message.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <curl/curl.h>

namespace drivers {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Mail;
using kiosk::Result;

constexpr long limit_ms = 30'000;
constexpr long connect_limit_ms = 10'000;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;
struct FreeMime {
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};

List list_of(const std::vector<std::string>& lines) {
    curl_slist* list = nullptr;
    for (const std::string& line : lines) list = curl_slist_append(list, line.c_str());
    return List(list);
}

std::size_t ignore(const char* /*text*/, std::size_t, std::size_t size, void* /*nothing*/) {
    return size;
}

bool on_this_machine(std::string_view url) {
    static constexpr std::array<std::string_view, 3> servers{
        "smtp://127.0.0.1:", "smtp://localhost:", "smtp://[::1]:"};
    return std::any_of(servers.begin(), servers.end(),
                       [&](std::string_view server) { return url.starts_with(server); });
}

// A reply of 5yz is for good, RFC 5321 §4.2.1; the server's words may quote an address.
Result<void> outcome_of(CURL* curl, CURLcode code) {
    if (code == CURLE_OK) return {};
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED)
        return fail(ErrorKind::not_authentic, curl_easy_strerror(code));
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    if (reply >= 500 && reply < 600)
        return fail(ErrorKind::refused, "SMTP " + std::to_string(reply));
    const bool late = code == CURLE_OPERATION_TIMEDOUT;
    return fail(late ? ErrorKind::timed_out : ErrorKind::unavailable, curl_easy_strerror(code));
}

}  // namespace

SmtpMailer::SmtpMailer(MailServer server) : server_(std::move(server)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(ready);
}

Result<void> SmtpMailer::send(const Mail& mail) {
    if (!is_address(mail.to) || !is_address(server_.from))
        return fail(ErrorKind::refused, "not an address");
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    if (!handle) return fail(ErrorKind::internal, "curl_easy_init");
    CURL* curl = handle.get();
    const List to = list_of({'<' + mail.to + '>'});
    const List headers = list_of(headers_of(mail, server_.from));
    const std::unique_ptr<curl_mime, FreeMime> mime(curl_mime_init(curl));
    curl_mimepart* text = curl_mime_addpart(mime.get());
    curl_mime_data(text, mail.text.data(), mail.text.size());
    curl_mime_type(text, "text/plain; charset=UTF-8");
    curl_mime_encoder(text, "base64");  // no line of it can be read as anything else
    const auto set = [curl](CURLoption option, const std::string& value) {
        if (!value.empty()) curl_easy_setopt(curl, option, value.c_str());
    };
    set(CURLOPT_URL, server_.url);
    set(CURLOPT_MAIL_FROM, '<' + server_.from + '>');
    set(CURLOPT_USERNAME, server_.user);
    set(CURLOPT_PASSWORD, server_.password);
    set(CURLOPT_CAINFO, server_.authority_file);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     on_this_machine(server_.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, limit_ms);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_limit_ms);
    return outcome_of(curl, curl_easy_perform(curl));
}

}  // namespace drivers
