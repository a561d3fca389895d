// Files: EF.DIR, EF.CardAccess and EF.CardSecurity in the master file, data groups in the
// application.
#include "tests/virtual_card/card.h"

#include <algorithm>

namespace virtual_card {

namespace {

const Bytes application = {0xE8, 0x07, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x02};
constexpr unsigned master_file = 0x3F00, directory = 0x2F00, card_access = 0x011C,
                   card_security = 0x011D;

// EF.DIR of a German card: passport, eID and signature application.
const Bytes& directory_file() {
    static const Bytes file = from_hex(
        "61324F0FE828BD080FA000000167455349474E500F434941207A752044462E655369676E5100730C4F0AA0"
        "00000167455349474E61094F07A0000002471001610B4F09E80704007F00070302610C4F0AA00000016745"
        "5349474E");
    return file;
}

unsigned by_short_name(unsigned sfi) {
    switch (sfi) {
        case 0x1C:
            return card_access;
        case 0x1D:
            return card_security;
        case 0x1E:
            return directory;
        default:
            return 0;
    }
}

}  // namespace

Response Card::select(const Command& command) {
    if (command.p1 == 4) {
        if (!std::ranges::equal(command.data, application)) return say(0x6A82);
        session_->in_application = true;
        session_->current_file = 0;
        return {};
    }
    const unsigned id = command.data.size() == 2 ? command.data[0] << 8 | command.data[1]
                        : command.data.empty()   ? master_file
                                                 : 0;
    if (id == master_file) {
        session_->in_application = false;
        session_->current_file = 0;
        return {};
    }
    if (id != directory && id != card_access && id != card_security) return say(0x6A82);
    session_->in_application = false;
    session_->current_file = id;
    return {};
}

// The content of a file with 9000, or why it cannot be read.
Response Card::file(unsigned id) const {
    if (id == directory) return {directory_file(), 0x9000};
    if (id == card_access) return {stock_.card_access, 0x9000};
    if (id == card_security) {
        if (!session_->terminal_authenticated) return say(0x6982);
        return {stock_.card_security, 0x9000};
    }
    if (!session_->in_application) return say(0x6A82);
    if (!session_->chip_authenticated || !session_->rights.read_group(id)) return say(0x6982);
    const Bytes* group = holder_.group(id);
    return group ? Response{*group, 0x9000} : say(0x6A82);
}

Response Card::read(const Command& command, const Deed& deed) {
    std::size_t offset = command.p1p2();
    unsigned id = session_->current_file;
    if (command.p1 & 0x80) {
        const unsigned sfi = command.p1 & 0x1F;
        id = session_->in_application ? sfi : by_short_name(sfi);
        offset = command.p2;
    }
    if (id == 0) return say(0x6986);
    Response whole = file(id);
    if (whole.status != 0x9000) return whole;
    session_->current_file = id;
    if (!deed.mangle.empty()) whole.data = mangled(whole.data, deed.mangle);
    if (offset > whole.data.size() || (offset == whole.data.size() && offset > 0))
        return say(0x6B00);
    const std::size_t limit = stock_.card.value("read_limit", std::size_t{65536});
    const std::size_t wanted = command.le.value_or(256);
    const std::size_t asked = std::min(wanted, limit);
    const std::size_t there = std::min(asked, whole.data.size() - offset);
    Response part{bytes_of(View(whole.data).subspan(offset, there)), 0x9000};
    const bool all_asked = wanted == 256 || wanted == 65536;
    if (there < asked && !all_asked) part.status = 0x6282;
    return part;
}

}  // namespace virtual_card
