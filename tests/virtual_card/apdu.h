// Commands and responses of ISO/IEC 7816-4, short and extended.
#pragma once

#include "tests/virtual_card/ber.h"

namespace virtual_card {

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    Bytes data;
    std::optional<std::size_t> le;
    bool extended = false;

    [[nodiscard]] unsigned p1p2() const { return unsigned{p1} << 8 | p2; }
    [[nodiscard]] bool secured() const { return (cla & 0x0C) == 0x0C; }
    [[nodiscard]] bool chained() const { return cla & 0x10; }
    [[nodiscard]] Bytes header() const { return {cla, ins, p1, p2}; }
};

std::optional<Command> parse_command(View raw);

struct Response {
    Bytes data;
    unsigned status = 0x9000;

    [[nodiscard]] Bytes raw() const;
};

}  // namespace virtual_card
