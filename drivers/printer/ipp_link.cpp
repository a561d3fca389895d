#include "drivers/printer/ipp_link.h"

#include "drivers/printer/stream.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::Result;

namespace {

constexpr std::size_t largest_answer = std::size_t{1} << 20U;

kiosk::Bytes encode(const Ipp& message) {
    kiosk::Bytes bytes;
    const auto append = [](void* to, ipp_uchar_t* data, std::size_t size) -> ssize_t {
        auto* all = static_cast<kiosk::Bytes*>(to);
        all->insert(all->end(), data, data + size);
        return static_cast<ssize_t>(size);
    };
    ippSetState(message.get(), IPP_STATE_IDLE);
    if (ippWriteIO(&bytes, append, 1, nullptr, message.get()) != IPP_STATE_DATA) bytes.clear();
    return bytes;
}

Result<Ipp> decode(std::string_view body) {
    const auto take = [](void* from, ipp_uchar_t* data, std::size_t size) -> ssize_t {
        auto* rest = static_cast<std::string_view*>(from);
        const std::size_t taken = std::min(size, rest->size());
        std::memcpy(data, rest->data(), taken);
        rest->remove_prefix(taken);
        return static_cast<ssize_t>(taken);
    };
    Ipp message(ippNew());
    if (ippReadIO(&body, take, 1, nullptr, message.get()) != IPP_STATE_DATA)
        return kiosk::fail(ErrorKind::corrupt, "printing: not an IPP answer");
    return message;
}

// Reads from a stream as much as is asked for, and no more than an answer may have.
class Reader {
  public:
    Reader(const Stream& stream, Deadline deadline) : stream_(stream), deadline_(deadline) {}

    Result<std::string> line() {
        std::size_t end = 0;
        while ((end = held_.find("\r\n")) == std::string::npos) TRY_VOID(more());
        return cut(end, 2);
    }
    Result<std::string> exactly(std::size_t size) {
        if (size > largest_answer) return too_long();
        while (held_.size() < size) TRY_VOID(more());
        return cut(size, 0);
    }
    Result<std::string> until_closed() {
        while (!closed_) {
            if (const auto grown = more(); !grown && !closed_) return tl::unexpected(grown.error());
        }
        return cut(held_.size(), 0);
    }

  private:
    static tl::unexpected<kiosk::Error> too_long() {
        return kiosk::fail(ErrorKind::corrupt, "printing: the answer is too long");
    }
    Result<void> more() {
        const std::string piece = TRY(stream_.receive(deadline_));
        closed_ = piece.empty();
        if (closed_) return kiosk::fail(ErrorKind::timed_out, "printing: the answer broke off");
        received_ += piece.size();
        if (received_ > 2 * largest_answer) return too_long();
        held_ += piece;
        return {};
    }
    std::string cut(std::size_t size, std::size_t behind) {
        std::string part = held_.substr(0, size);
        held_.erase(0, size + behind);
        return part;
    }

    const Stream& stream_;
    Deadline deadline_;
    std::string held_;
    std::size_t received_ = 0;
    bool closed_ = false;
};

struct Head {
    int status = 0;
    std::optional<std::size_t> length;
    bool chunked = false;
};

std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t value = 0;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (problem != std::errc{} || end == text.data()) return std::nullopt;
    return value;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

Result<void> read_fields(Reader& reader, Head& head) {
    for (std::string line = TRY(reader.line()); !line.empty(); line = TRY(reader.line())) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        const std::string_view name = std::string_view(line).substr(0, colon);
        std::string_view value = std::string_view(line).substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        if (same(name, "Content-Length")) head.length = number(value, 10);
        if (same(name, "Transfer-Encoding")) head.chunked = same(value, "chunked");
    }
    return {};
}

Result<Head> read_head(Reader& reader) {
    const std::string first = TRY(reader.line());
    const bool http = first.size() >= 12 && first.starts_with("HTTP/1.");
    const auto status = http ? number(std::string_view(first).substr(9, 3), 10) : std::nullopt;
    if (!status) return kiosk::fail(ErrorKind::corrupt, "printing: not an HTTP answer");
    Head head{.status = static_cast<int>(*status), .length = {}, .chunked = false};
    TRY_VOID(read_fields(reader, head));
    return head;
}

Result<std::string> read_chunks(Reader& reader) {
    std::string body;
    for (;;) {
        const auto size = number(TRY(reader.line()), 16);
        if (!size) return kiosk::fail(ErrorKind::corrupt, "printing: broken chunk");
        if (*size == 0) return body;
        body += TRY(reader.exactly(*size));
        if (!TRY(reader.line()).empty())
            return kiosk::fail(ErrorKind::corrupt, "printing: broken chunk");
    }
}

Result<std::string> read_answer(Reader& reader) {
    Head head = TRY(read_head(reader));
    while (head.status / 100 == 1) head = TRY(read_head(reader));
    if (head.status != 200)
        return kiosk::fail(ErrorKind::refused, "printing: HTTP " + std::to_string(head.status));
    if (head.chunked) return read_chunks(reader);
    if (head.length) return reader.exactly(*head.length);
    return reader.until_closed();
}

}  // namespace

Result<Ipp> ask(const IppPlace& place, const Ipp& question, kiosk::ByteView document,
                Deadline deadline) {
    const kiosk::Bytes message = encode(question);
    if (message.empty()) return kiosk::fail(ErrorKind::internal, "printing: cannot encode");
    const Stream stream =
        TRY(place.socket.empty() ? Stream::to_host(place.host, place.port, deadline)
                                 : Stream::to_socket(place.socket, deadline));
    const std::string host = place.socket.empty() ? place.host : "localhost";
    const std::string head = "POST " + place.resource + " HTTP/1.1\r\nHost: " + host +
                             "\r\nContent-Type: application/ipp\r\nConnection: close\r\n" +
                             "Content-Length: " + std::to_string(message.size() + document.size()) +
                             "\r\n\r\n";
    TRY_VOID(stream.send(kiosk::view_of(head), deadline));
    TRY_VOID(stream.send(message, deadline));
    TRY_VOID(stream.send(document, deadline));
    Reader reader(stream, deadline);
    return decode(TRY(read_answer(reader)));
}

Result<void> hear_question(const Stream& stream, Deadline deadline) {
    Reader reader(stream, deadline);
    Head head;
    TRY_VOID(reader.line());
    TRY_VOID(read_fields(reader, head));
    TRY_VOID(reader.exactly(head.length.value_or(0)));
    return {};
}

Result<void> say_answer(const Stream& stream, const Ipp& answer, Deadline deadline) {
    const kiosk::Bytes message = encode(answer);
    const std::string head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nConnection: close\r\n"
        "Content-Length: " +
        std::to_string(message.size()) + "\r\n\r\n";
    TRY_VOID(stream.send(kiosk::view_of(head), deadline));
    return stream.send(message, deadline);
}

}  // namespace drivers
