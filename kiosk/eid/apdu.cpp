#include "kiosk/eid/apdu.h"

#include <array>

namespace kiosk::eid {
namespace {

constexpr std::size_t most_short_data = 255;

void append_size(SecretBytes& bytes, std::size_t size) {
    append(bytes, std::array<std::uint8_t, 2>{static_cast<std::uint8_t>(size >> 8U),
                                              static_cast<std::uint8_t>(size)});
}

}  // namespace

SecretBytes encode(const Command& command) {
    const bool extended =
        command.data.size() > most_short_data || command.answer_size > short_answer;
    SecretBytes bytes;
    bytes.reserve(command.data.size() + 10);
    append(bytes, std::array{command.cla, command.ins, command.p1, command.p2});
    if (extended) bytes.push_back(0);
    if (!command.data.empty()) {
        if (extended)
            append_size(bytes, command.data.size());
        else
            bytes.push_back(static_cast<std::uint8_t>(command.data.size()));
        append(bytes, command.data);
    }
    if (command.answer_size == 0) return bytes;
    if (extended)
        append_size(bytes, command.answer_size);  // 65,536 is written as 0
    else
        bytes.push_back(static_cast<std::uint8_t>(command.answer_size));
    return bytes;
}

Outcome<Response> parse_response(ByteView answer) {
    if (answer.size() < 2) return faulty("answer without a status word");
    if (answer.size() > extended_answer + 2) return faulty("answer is too long");
    const std::size_t size = answer.size() - 2;
    const auto status = static_cast<StatusWord>((answer[size] << 8) | answer[size + 1]);
    const unsigned class_of_status = status >> 12U;
    if (class_of_status != 6 && class_of_status != 9)
        return faulty("status word " + hex_of(status));
    Response response;
    append(response.data, answer.first(size));
    response.status = status;
    return response;
}

std::string hex_of(StatusWord status) {
    return to_hex(
        std::array{static_cast<std::uint8_t>(status >> 8U), static_cast<std::uint8_t>(status)});
}

std::optional<int> tries_in(StatusWord status) {
    if ((status & 0xFFF0U) != 0x63C0U) return std::nullopt;
    return status & 0x0F;
}

}  // namespace kiosk::eid
