#include "tests/virtual_card/card.h"

#include <fstream>
#include <iterator>

namespace virtual_card {

namespace {

Bytes contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

LeadingZeros forced(const nlohmann::json& card) {
    const auto force = card.value("force_leading_zero", std::set<std::string>{});
    return {force.contains("pace_key"), force.contains("pace_secret")};
}

}  // namespace

Stock::Stock(const std::string& from)
    : folder(from),
      card(nlohmann::json::parse(contents(from + "/card.json"))),
      card_access(contents(from + "/cardaccess.der")),
      card_security(contents(from + "/cardsecurity.der")),
      chip_key(contents(from + "/chip.pkcs8")),
      cvca(contents(from + "/cvca.cvcert")) {}

void Card::Forget::operator()(Session* session) const {
    delete session;
}

Card::Card(const Stock& stock)
    : stock_(stock),
      holder_(stock.card.at("data")),
      passwords_(stock.card, stock.folder + "/state.json"),
      force_(forced(stock.card)) {
    reset();
}

void Card::reset() {
    session_.reset(new Session(stock_, force_));
}

// A command out of its protection, or the status that refuses it. An unprotected or spoiled command
// ends the channel and everything that was reached in it.
Unwrapped Card::opened(View raw) {
    const auto command = parse_command(raw);
    const bool too_long =
        command && command->extended && !stock_.card.value("extended_length", true);
    if (!command || too_long) {
        if (session_->secured) reset();
        return {{}, 0x6700};
    }
    if (!session_->secured) return command->secured() ? Unwrapped{{}, 0x6882} : Unwrapped{command};
    Unwrapped inside{command};
    if (command->secured()) inside = unwrap(session_->crypto, *command);
    if (!command->secured() || !inside.command) reset();
    return inside;
}

Card::Answer Card::transmit(View raw, Mischief& mischief, unsigned count) {
    const auto [command, status] = opened(raw);
    Answer answer{.step = command ? step(*command) : "unreadable", .secured = session_->secured};
    answer.deed = mischief.at(count, answer.step);
    if (answer.deed.pull || answer.deed.swap) return answer;
    Response response = command ? run(*command, answer.deed) : say(status);
    answer.deed.change_plain(command.value_or(Command{}), response);
    answer.status = response.status;
    Bytes sent = answer.secured
                     ? session_->wrapping.wrap(session_->crypto, response, answer.deed.breach)
                     : response.raw();
    answer.raw = answer.deed.change_raw(std::move(sent));
    turn_keys();
    return answer;
}

// Keys agreed in this exchange hold from the next one on.
void Card::turn_keys() {
    switch (std::exchange(session_->next_keys, Keys::keep)) {
        case Keys::keep:
            return;
        case Keys::pace:
            session_->secured = session_->crypto.use_pace_keys();
            return;
        case Keys::chip:
            session_->secured = session_->crypto.use_chip_keys();
            return;
    }
}

std::string Card::step(const Command& command) const {
    switch (command.ins) {
        case 0xA4:
            return command.p1 == 4 ? "select-application" : "select";
        case 0xB0:
            return read_step(command);
        case 0x86:
            return authenticate_step(command);
        case 0x22:
            switch (command.p1p2()) {
                case 0xC1A4:
                    return "pace-set";
                case 0x81B6:
                    return "ta-issuer";
                case 0x81A4:
                    return "ta-set";
                case 0x41A4:
                    return "ca-set";
                default:
                    return "environment";
            }
        case 0x2A:
            return "ta-certificate";
        case 0x84:
            return "ta-challenge";
        case 0x82:
            return "ta-sign";
        case 0x20:
            return "verify";
        case 0x2C:
            return command.p1 == 3 ? "unblock" : "change-pin";
        case 0x44:
            return "activate";
        case 0x04:
            return "deactivate";
        default:
            return "unknown";
    }
}

std::string Card::read_step(const Command& command) const {
    const unsigned id = command.p1 & 0x80 ? command.p1 & 0x1F : session_->current_file;
    if (!session_->in_application || id > 0x1F) {
        switch (id) {
            case 0x1C:
            case 0x011C:
                return "cardaccess";
            case 0x1D:
            case 0x011D:
                return "cardsecurity";
            case 0x1E:
            case 0x2F00:
                return "dir";
            default:
                return "read";
        }
    }
    return "dg" + std::to_string(id);
}

std::string Card::authenticate_step(const Command& command) const {
    View rest = command.data;
    const auto frame = take(rest);
    View inside = frame ? frame->value : View{};
    const auto first = take(inside);
    if (!first) return "pace-nonce";
    switch (first->tag) {
        case 0x81:
            return "pace-map";
        case 0x83:
            return "pace-agree";
        case 0x85:
            return "pace-token";
        case 0x80:
            return "ca-agree";
        default:
            return "ri-agree";
    }
}

Response Card::run(const Command& command, const Deed& deed) {
    if (command.chained() && command.ins != 0x86) {
        if (session_->chained.size() > 4096) return say(0x6A84);
        session_->chained = std::move(session_->chained) + command.data;
        return {};
    }
    Command whole = command;
    whole.data = std::exchange(session_->chained, {}) + command.data;
    switch (command.ins) {
        case 0xA4:
            return select(whole);
        case 0xB0:
            return read(whole, deed);
        case 0x22:
            return manage_environment(whole);
        case 0x86:
            return general_authenticate(whole);
        case 0x2A:
            return verify_certificate(whole);
        case 0x84:
            return get_challenge(whole);
        case 0x82:
            return authenticate_terminal(whole);
        case 0x20:
            return verify(whole);
        case 0x2C:
            return reset_retry_counter(whole);
        case 0x44:
            return activate(whole, true);
        case 0x04:
            return activate(whole, false);
        default:
            return say(0x6D00);
    }
}

}  // namespace virtual_card
