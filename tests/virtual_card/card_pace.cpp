// PACE and what an authenticated password allows: TR-03110-3 B.1, B.11 and the PIN's states.
#include "tests/virtual_card/card.h"

namespace virtual_card {

namespace {

const Bytes authentication_terminal = from_hex("04007F000703010202");

std::optional<Rights> rights_of(View chat) {
    const auto role = find(chat, 0x06);
    const auto bits = find(chat, 0x53);
    if (!role || !bits || bytes_of(*role) != authentication_terminal || bits->size() != 5)
        return {};
    Rights rights;
    for (const std::uint8_t byte : *bits) rights.bits = rights.bits << 8 | byte;
    return rights;
}

}  // namespace

Response Card::set_pace(const Command& command) {
    const auto protocol = find(command.data, 0x80);
    const auto id = find(command.data, 0x83);
    if (!protocol || !id || id->size() != 1) return say(0x6A80);
    const bool offered =
        std::search(stock_.card_access.begin(), stock_.card_access.end(), protocol->begin(),
                    protocol->end()) != stock_.card_access.end();
    if (!offered || (*protocol).size() != 10) return say(0x6A80);
    if ((*id)[0] < 2 || (*id)[0] > 4) return say(0x6A88);
    session_->pace_wanted.reset();
    if (const auto chat = find(command.data, 0x7F4C)) {
        session_->pace_wanted = rights_of(*chat);
        if (!session_->pace_wanted) return say(0x6A80);
    }
    session_->pace = static_cast<Password>((*id)[0]);
    session_->chip_selected = session_->identification_selected = false;
    return say(passwords_.status(*session_->pace));
}

Response Card::general_authenticate(const Command& command) {
    View rest = command.data;
    const auto frame = take(rest);
    if (!frame || frame->tag != 0x7C || !rest.empty()) return say(0x6A80);
    View inside = frame->value;
    const auto sent = take(inside);
    if (session_->chip_selected && sent && sent->tag == 0x80)
        return chip_authentication(sent->value);
    if (session_->identification_selected && sent && sent->tag == 0xA0)
        return restricted_identification(sent->value);
    if (!session_->pace || !passwords_.may_try(*session_->pace, session_->authenticated))
        return say(0x6985);
    const auto answered = [](unsigned tag, const std::optional<Bytes>& value) {
        return value ? Response{wrap(0x7C, wrap(tag, *value)), 0x9000} : Response{{}, 0x6300};
    };
    if (!sent)
        return answered(0x80, session_->crypto.encrypted_nonce(*session_->pace,
                                                               passwords_.secret(*session_->pace)));
    switch (sent->tag) {
        case 0x81:
            return answered(0x82, session_->crypto.map(sent->value));
        case 0x83:
            return answered(0x84, session_->crypto.agree(sent->value));
        case 0x85:
            return pace_token(sent->value);
        default:
            return say(0x6A80);
    }
}

Response Card::pace_token(View token) {
    const Password id = *session_->pace;
    session_->pace.reset();
    const auto own = session_->crypto.exchange_tokens(token);
    if (!own) {
        passwords_.failed(id);
        const bool counted =
            id == Password::pin && stock_.card.value("wrong_pin_says_tries", false);
        return say(counted ? passwords_.status(id) : 0x6300);
    }
    passwords_.succeeded(id);
    session_->authenticated = id;
    session_->wanted = session_->pace_wanted;
    session_->terminal_authenticated = session_->chip_authenticated = false;
    session_->rights = {};
    session_->next_keys = Keys::pace;
    Bytes inside = wrap(0x86, *own);
    if (session_->wanted) {
        const auto body = find(*find(stock_.cvca, 0x7F21), 0x7F4E);
        inside = std::move(inside) + wrap(0x87, *find(*body, 0x5F20));
    }
    return {wrap(0x7C, inside), 0x9000};
}

bool Card::pin_management() const {
    return session_->terminal_authenticated && session_->rights.has(Rights::pin_management);
}

// P1 02: new PIN or CAN in the data; P1 03: only the counter, by the PUK. P2 names the password.
Response Card::reset_retry_counter(const Command& command) {
    const std::string value(command.data.begin(), command.data.end());
    const bool digits = value.find_first_not_of("0123456789") == std::string::npos;
    switch (command.p1p2()) {
        case 0x0203:
            if (session_->authenticated != Password::pin && !pin_management()) return say(0x6982);
            if (value.size() != 6 || !digits) return say(0x6A80);
            passwords_.change_pin(value);
            return {};
        case 0x0202:
            if (!pin_management()) return say(0x6982);
            if (value.size() != 6 || !digits) return say(0x6A80);
            passwords_.change_can(value);
            return {};
        case 0x0303:
            if (session_->authenticated != Password::puk && !pin_management()) return say(0x6982);
            if (!value.empty()) return say(0x6A80);
            return say(passwords_.unblock() ? 0x9000 : 0x6983);
        default:
            return say(0x6A86);
    }
}

Response Card::activate(const Command& command, bool active) {
    if (command.p1p2() != 0x1003) return say(0x6A86);
    if (!pin_management()) return say(0x6982);
    passwords_.activate(active);
    return {};
}

}  // namespace virtual_card
