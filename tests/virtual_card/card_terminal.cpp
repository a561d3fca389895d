// Terminal Authentication 2, Chip Authentication 2, auxiliary data and Restricted Identification:
// TR-03110-2 3.3 to 3.5, TR-03110-3 B.3 to B.5 and B.11.
#include "tests/virtual_card/card.h"

#include <openssl/evp.h>

namespace virtual_card {

namespace {

std::string text(View value) {
    return {value.begin(), value.end()};
}

struct Certificate {
    std::string issuer, holder;
    Rights rights;
    bool terminal = false;
};

std::optional<Certificate> certificate_of(View signed_body) {
    const auto body = find(signed_body, 0x7F4E);
    if (!body) return {};
    const auto issuer = find(*body, 0x42), holder = find(*body, 0x5F20), chat = find(*body, 0x7F4C);
    if (!issuer || !holder || !chat) return {};
    const auto bits = find(*chat, 0x53);
    if (!bits || bits->size() != 5) return {};
    Certificate out{text(*issuer), text(*holder), {}, ((*bits)[0] & 0xC0) == 0};
    for (const std::uint8_t byte : *bits) out.rights.bits = out.rights.bits << 8 | byte;
    return out;
}

std::string anchor_name(View cvca) {
    return text(*find(*find(*find(cvca, 0x7F21), 0x7F4E), 0x5F20));
}

const Bytes age = from_hex("04007F000703010401"), validity = from_hex("04007F000703010402"),
            community = from_hex("04007F000703010403");

}  // namespace

Response Card::manage_environment(const Command& command) {
    switch (command.p1p2()) {
        case 0xC1A4:
            return set_pace(command);
        case 0x81B6:
            return set_issuer(command);
        case 0x81A4:
            return set_terminal(command);
        case 0x41A4:
            return set_chip(command);
        default:
            return say(0x6A86);
    }
}

Response Card::set_issuer(const Command& command) {
    if (!session_->wanted || !session_->secured || passwords_.transport_pin()) return say(0x6985);
    const auto name = find(command.data, 0x83);
    if (!name) return say(0x6A80);
    const std::string issuer = text(*name);
    if (issuer == anchor_name(stock_.cvca)) {
        session_->crypto.start_chain();
        session_->chain = Rights{~std::uint64_t{0}};
        session_->chain_ends = false;
        session_->holder.clear();
    } else if (issuer != session_->holder) {
        return say(0x6A88);
    }
    session_->issuer = issuer;
    return {};
}

Response Card::verify_certificate(const Command& command) {
    if (command.p1p2() != 0x00BE) return say(0x6A86);
    if (session_->issuer.empty() || session_->chain_ends) return say(0x6985);
    const auto certificate = certificate_of(command.data);
    if (!certificate || certificate->issuer != session_->issuer) return say(0x6A80);
    session_->issuer.clear();
    if (!session_->crypto.import_certificate(command.data)) return say(0x6300);
    session_->holder = certificate->holder;
    session_->chain.bits &= certificate->rights.bits;
    session_->chain_ends = certificate->terminal;
    return {};
}

Response Card::set_terminal(const Command& command) {
    if (!session_->chain_ends) return say(0x6985);
    const auto holder = find(command.data, 0x83), key = find(command.data, 0x91);
    const auto auxiliary = find(command.data, 0x67);
    if (!holder || !key) return say(0x6A80);
    if (text(*holder) != session_->holder) return say(0x6A88);
    session_->terminal_key = bytes_of(*key);
    session_->auxiliary = auxiliary ? wrap(0x67, *auxiliary) : Bytes{};
    session_->challenged = false;
    return {};
}

Response Card::get_challenge(const Command& command) {
    if (session_->terminal_key.empty()) return say(0x6985);
    if (command.le != 8U) return say(0x6700);
    auto challenge = session_->crypto.challenge();
    session_->challenged = challenge.has_value();
    return {challenge.value_or(Bytes{}), 0x9000};
}

Response Card::authenticate_terminal(const Command& command) {
    if (!std::exchange(session_->challenged, false)) return say(0x6985);
    if (!session_->crypto.verify_terminal(session_->terminal_key, session_->auxiliary,
                                          command.data))
        return say(0x6300);
    const Rights granted{session_->wanted->bits & session_->chain.bits};
    // With the CAN alone nobody has shown to be the holder: only for certificates that say so.
    if (session_->authenticated == Password::puk ||
        (session_->authenticated == Password::can && !granted.has(Rights::can_allowed)))
        return say(0x6982);
    session_->terminal_authenticated = true;
    session_->rights = granted;
    return {};
}

Response Card::set_chip(const Command& command) {
    if (!session_->terminal_authenticated) return say(0x6985);
    const auto protocol = find(command.data, 0x80);
    if (!protocol || protocol->size() < 9) return say(0x6A80);
    const bool identification = (*protocol)[7] == 0x05;
    if (!identification) {
        const auto id = find(command.data, 0x84);
        const bool offered =
            std::search(stock_.card_access.begin(), stock_.card_access.end(), protocol->begin(),
                        protocol->end()) != stock_.card_access.end();
        if (!offered || protocol->size() != 10) return say(0x6A80);
        if (id && (id->size() != 1 || (*id)[0] != 0x41)) return say(0x6A88);
    } else if (!session_->chip_authenticated ||
               !session_->rights.has(Rights::restricted_identification)) {
        return say(0x6982);
    }
    session_->chip_selected = !identification;
    session_->identification_selected = identification;
    session_->pace.reset();
    return {};
}

Response Card::chip_authentication(View terminal_point) {
    session_->chip_selected = false;
    const auto proof = session_->crypto.authenticate_chip(terminal_point, session_->terminal_key);
    if (!proof) return say(0x6300);
    session_->chip_authenticated = true;
    session_->next_keys = Keys::chip;
    return {wrap(0x7C, wrap(0x81, proof->nonce) + wrap(0x82, proof->token)), 0x9000};
}

// A pseudonym that is the same for the same sector and tells sectors nothing about each other. It
// is a hash over the chip's key file, not the key agreement of the standard: no terminal can tell.
Response Card::restricted_identification(View sector_key) const {
    Bytes pseudonym(32);
    const Bytes input = stock_.chip_key + sector_key;
    EVP_Digest(input.data(), input.size(), pseudonym.data(), nullptr, EVP_sha256(), nullptr);
    return {wrap(0x7C, wrap(0x81, pseudonym)), 0x9000};
}

Response Card::verify(const Command& command) const {
    if (command.cla != 0x80 || command.p1p2() != 0x8000) return say(0x6A86);
    if (!session_->chip_authenticated || !session_->in_application) return say(0x6982);
    const auto wanted = find(command.data, 0x06);
    const auto all = find(session_->auxiliary, 0x67);
    if (!wanted || !all) return say(wanted ? 0x6A88 : 0x6A80);
    const Bytes id = bytes_of(*wanted);
    for (View rest = *all; const auto object = take(rest);) {
        const auto name = find(object->value, 0x06), value = find(object->value, 0x53);
        if (object->tag != 0x73 || !name || !value || bytes_of(*name) != id) continue;
        if (id == validity) return say(holder_.valid_on(*value) ? 0x9000 : 0x6300);
        if (id == age) {
            if (!session_->rights.has(Rights::verify_age)) return say(0x6982);
            return say(holder_.born_on_or_before(*value) ? 0x9000 : 0x6300);
        }
        if (id == community) {
            if (!session_->rights.has(Rights::verify_community)) return say(0x6982);
            return say(holder_.lives_in(*value) ? 0x9000 : 0x6300);
        }
    }
    return say(0x6A88);
}

}  // namespace virtual_card
