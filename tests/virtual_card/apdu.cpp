#include "tests/virtual_card/apdu.h"

namespace virtual_card {

namespace {

std::size_t two(View at) {
    return std::size_t{at[0]} << 8 | at[1];
}

bool parse_short(View body, Command& command) {
    const std::size_t lc = body[0];
    if (body.size() == 1) {
        command.le = lc ? lc : 256;
        return true;
    }
    if (lc == 0 || body.size() < 1 + lc || body.size() > 2 + lc) return false;
    command.data = bytes_of(body.subspan(1, lc));
    if (body.size() == 2 + lc) command.le = body.back() ? body.back() : 256;
    return true;
}

bool parse_extended(View body, Command& command) {
    command.extended = true;
    const std::size_t first = two(body.subspan(1));
    if (body.size() == 3) {
        command.le = first ? first : 65536;
        return true;
    }
    if (first == 0 || (body.size() != 3 + first && body.size() != 5 + first)) return false;
    command.data = bytes_of(body.subspan(3, first));
    if (body.size() == 5 + first) {
        const std::size_t le = two(body.last(2));
        command.le = le ? le : 65536;
    }
    return true;
}

}  // namespace

std::optional<Command> parse_command(View raw) {
    if (raw.size() < 4) return {};
    Command command{raw[0], raw[1], raw[2], raw[3], {}, {}, false};
    const View body = raw.subspan(4);
    if (body.empty()) return command;
    const bool extended = body[0] == 0 && body.size() >= 3;
    if (!(extended ? parse_extended(body, command) : parse_short(body, command))) return {};
    return command;
}

Bytes Response::raw() const {
    const std::uint8_t trailer[] = {static_cast<std::uint8_t>(status >> 8),
                                    static_cast<std::uint8_t>(status)};
    return data + View(trailer);
}

}  // namespace virtual_card
