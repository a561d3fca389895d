#include "drivers/ausweisapp/line.h"

#include "drivers/ausweisapp/message.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <vector>

#include <libwebsockets.h>

namespace drivers::ausweisapp {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

namespace {

constexpr const char* path = "/eID-Kernel";  // AusweisApp SDK, "Desktop"
constexpr std::size_t most_unheard = 4 * longest_message;
constexpr unsigned service_unavailable = 503;

// The library's own watch over idle lines would hang up on a session that waits for a card.
const lws_retry_bo_t no_validity_check{.retry_ms_table = nullptr,
                                       .retry_ms_table_count = 0,
                                       .conceal_count = 0,
                                       .secs_since_valid_ping = 65534,
                                       .secs_since_valid_hangup = 65535,
                                       .jitter_percent = 0};

}  // namespace

struct Line::Wire {
    lws_context* context = nullptr;
    lws* socket = nullptr;
    struct Alarm {
        lws_sorted_usec_list_t clock{};  // first: the library hands it back
        lws_context* context = nullptr;
    } alarm;
    bool open = false;
    std::optional<kiosk::Error> broken;
    std::deque<std::string> heard;
    std::string part;  // of a message that is not whole yet
    std::size_t unheard = 0;
    std::vector<std::uint8_t, kiosk::LockedAllocator<std::uint8_t>> to_say;  // LWS_PRE, then text
    std::atomic<bool> woken{false};

    ~Wire() {
        if (context != nullptr) lws_context_destroy(context);
    }

    void break_off(ErrorKind kind, const char* why) {
        if (!broken) broken = kiosk::Error{kind, std::string("ausweisapp: ") + why};
    }

    // One event, or the time is over. An alarm that is due when the library looks at its clock
    // rings before it begins to wait: that the wait ends all the same, it has to say itself.
    void serve(Steady::time_point until) {
        const auto left = std::chrono::ceil<std::chrono::microseconds>(until - Steady::now());
        alarm.context = context;
        const auto ring = [](lws_sorted_usec_list_t* rung) {
            lws_cancel_service(reinterpret_cast<Alarm*>(rung)->context);
        };
        lws_sul_schedule(context, 0, &alarm.clock, ring, std::max<lws_usec_t>(left.count(), 1));
        lws_service(context, 0);
    }

    // What a callback answers: 0 goes on, -1 hangs up.
    int take(lws* from, const char* bytes, std::size_t size) {
        if (part.size() + size > longest_message || unheard + size > most_unheard) {
            break_off(ErrorKind::invalid_input, "says too much");
            return -1;
        }
        part.append(bytes, size);
        unheard += size;
        if (lws_is_final_fragment(from) == 0 || lws_remaining_packet_payload(from) != 0) return 0;
        heard.push_back(std::exchange(part, {}));
        return 0;
    }

    int say() {
        if (to_say.empty()) return 0;
        const auto size = to_say.size() - LWS_PRE;
        const int written = lws_write(socket, to_say.data() + LWS_PRE, size, LWS_WRITE_TEXT);
        kiosk::wipe(to_say.data(), to_say.size());
        to_say.clear();
        if (written >= 0 && static_cast<std::size_t>(written) >= size) return 0;
        break_off(ErrorKind::unavailable, "cannot be written to");
        return -1;
    }

    void not_opened(lws* from) {
        const unsigned status = lws_http_client_http_response(from);
        if (status == 0 || status == service_unavailable)
            break_off(ErrorKind::unavailable, "not there");
        else
            break_off(ErrorKind::refused, "does not let us in");
    }

    int on(lws* from, lws_callback_reasons reason, const char* bytes, std::size_t size) {
        switch (reason) {
            case LWS_CALLBACK_CLIENT_ESTABLISHED:
                open = true;
                return 0;
            case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
                not_opened(from);
                return 0;
            case LWS_CALLBACK_CLIENT_CLOSED:
                break_off(ErrorKind::unavailable, "hung up");
                return 0;
            case LWS_CALLBACK_CLIENT_RECEIVE:
                return take(from, bytes, size);
            case LWS_CALLBACK_CLIENT_WRITEABLE:
                return say();
            default:
                return 0;
        }
    }

    static int callback(lws* from, lws_callback_reasons reason, void*, void* bytes,
                        std::size_t size) {
        auto* wire = static_cast<Wire*>(lws_context_user(lws_get_context(from)));
        return wire == nullptr ? 0 : wire->on(from, reason, static_cast<char*>(bytes), size);
    }

    [[nodiscard]] bool begin(std::uint16_t port) {
        static const lws_protocols protocols[] = {{"sdk", callback, 0, 4096, 0, nullptr, 0},
                                                  {nullptr, nullptr, 0, 0, 0, nullptr, 0}};
        lws_context_creation_info about{};
        about.port = CONTEXT_PORT_NO_LISTEN;
        about.protocols = protocols;
        about.user = this;
        about.fd_limit_per_thread = 16;
        about.http_proxy_address = "";  // not the one that the environment may name
        context = lws_create_context(&about);
        if (context == nullptr) return false;
        lws_client_connect_info to{};
        to.context = context;
        to.address = "127.0.0.1";
        to.port = port;
        to.path = path;
        to.host = "localhost";
        to.ssl_connection = LCCSCF_HTTP_NO_FOLLOW_REDIRECT;
        to.retry_and_idle_policy = &no_validity_check;
        to.pwsi = &socket;
        return lws_client_connect_via_info(&to) != nullptr || broken;
    }
};

Line::Line(std::unique_ptr<Wire> wire) : wire_(std::move(wire)) {}
Line::~Line() = default;

// The library's own log could hold what was said.
Result<std::unique_ptr<Line>> Line::open(std::uint16_t port, Steady::time_point until) {
    lws_set_log_level(0, nullptr);
    auto wire = std::make_unique<Wire>();
    if (!wire->begin(port)) return fail(ErrorKind::unavailable, "ausweisapp: no line");
    while (!wire->open && !wire->broken) {
        if (Steady::now() >= until) return fail(ErrorKind::timed_out, "ausweisapp: no line");
        wire->serve(until);
    }
    if (wire->broken) return tl::unexpected(*wire->broken);
    return std::unique_ptr<Line>(new Line(std::move(wire)));
}

Result<void> Line::send(const kiosk::SecretText& text, Steady::time_point until) {
    const std::string_view plain = text.reveal();
    wire_->to_say.resize(LWS_PRE + plain.size());
    std::copy(plain.begin(), plain.end(), wire_->to_say.begin() + LWS_PRE);
    if (!wire_->broken) lws_callback_on_writable(wire_->socket);
    while (!wire_->to_say.empty() && !wire_->broken) {
        if (Steady::now() >= until) return fail(ErrorKind::timed_out, "ausweisapp: takes nothing");
        wire_->serve(until);
    }
    if (wire_->broken) return tl::unexpected(*wire_->broken);
    return {};
}

Result<std::optional<std::string>> Line::receive(Steady::time_point until) {
    while (true) {
        if (!wire_->heard.empty()) {
            std::string text = std::move(wire_->heard.front());
            wire_->heard.pop_front();
            wire_->unheard -= text.size();
            return text;
        }
        if (wire_->broken) return tl::unexpected(*wire_->broken);
        if (wire_->woken.exchange(false)) return std::nullopt;
        wire_->serve(until);
        if (wire_->heard.empty() && !wire_->broken && Steady::now() >= until) return std::nullopt;
    }
}

void Line::wake() {
    wire_->woken = true;
    lws_cancel_service(wire_->context);
}

}  // namespace drivers::ausweisapp
