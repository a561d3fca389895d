#include "tests/virtual_card/secure_channel.h"

#include <algorithm>
#include <array>
#include <utility>

namespace virtual_card {

namespace {

std::size_t length_expected(View le) {
    std::size_t value = 0;
    for (const std::uint8_t byte : le) value = value << 8 | byte;
    if (value == 0) value = le.size() == 1 ? 256 : 65536;
    return value;
}

std::optional<Bytes> without_padding(Bytes padded) {
    while (!padded.empty() && padded.back() == 0) padded.pop_back();
    if (padded.empty() || padded.back() != 0x80) return {};
    padded.pop_back();
    return padded;
}

std::optional<Bytes> decrypted(ChipCrypto& crypto, View cryptogram) {
    const auto padded = crypto.decrypt(cryptogram);
    if (!padded) return {};
    return without_padding(*padded);
}

}  // namespace

Unwrapped unwrap(ChipCrypto& crypto, const Command& secured) {
    crypto.count_message();
    Command plain{secured.cla, secured.ins, secured.p1, secured.p2, {}, {}, secured.extended};
    plain.cla &= 0xF3;
    Bytes covered;
    std::optional<View> cryptogram, mac;
    for (View rest = secured.data; !rest.empty();) {
        const auto object = take(rest);
        if (!object) return {{}, 0x6988};
        if (object->tag == 0x8E) {
            mac = object->value;
            continue;
        }
        covered = std::move(covered) + object->whole;
        if (object->tag == 0x87) {
            if (object->value.empty() || object->value[0] != 1) return {{}, 0x6988};
            cryptogram = object->value.subspan(1);
        } else if (object->tag == 0x85) {
            cryptogram = object->value;
        } else if (object->tag == 0x97) {
            plain.le = length_expected(object->value);
        }
    }
    if (!mac) return {{}, 0x6987};
    Bytes input = crypto.pad(secured.header());
    if (!covered.empty()) input = std::move(input) + crypto.pad(covered);
    const auto own = crypto.mac(input);
    if (!own || !std::ranges::equal(*own, *mac)) return {{}, 0x6988};
    if (cryptogram) {
        auto data = decrypted(crypto, *cryptogram);
        if (!data) return {{}, 0x6988};
        plain.data = std::move(*data);
    }
    return {std::move(plain), 0x9000};
}

namespace {

Bytes status_bytes(unsigned status) {
    return Response{{}, status}.raw();
}

Bytes padded_badly(const ChipCrypto& crypto, View data, Breach breach) {
    Bytes padded = crypto.pad(data);
    if (breach == Breach::bad_padding)
        for (std::size_t at = data.size(); at < padded.size(); ++at) padded[at] = 0x5A;
    if (breach == Breach::no_padding) std::ranges::fill(padded, 0);
    return padded;
}

Bytes cryptogram_object(const ChipCrypto& crypto, View data, Breach breach) {
    Bytes inside = {static_cast<std::uint8_t>(breach == Breach::wrong_indicator ? 2 : 1)};
    if (breach != Breach::empty_cryptogram)
        inside = std::move(inside) +
                 crypto.encrypt(padded_badly(crypto, data, breach)).value_or(Bytes{});
    if (breach == Breach::odd_length) inside.pop_back();
    return wrap(0x87, inside);
}

Bytes covered_objects(const ChipCrypto& crypto, const Response& plain, Breach breach) {
    Bytes cryptogram;
    if (!plain.data.empty() || breach == Breach::empty_cryptogram)
        cryptogram = cryptogram_object(crypto, plain.data, breach);
    if (breach == Breach::two_cryptograms) cryptogram = cryptogram + View(cryptogram);
    const unsigned status = breach == Breach::other_status ? 0x6282 : plain.status;
    const Bytes said = breach == Breach::no_status ? Bytes{} : wrap(0x99, status_bytes(status));
    if (breach == Breach::wrong_order) return said + View(cryptogram);
    Bytes out = std::move(cryptogram) + said;
    if (breach == Breach::foreign_object) out = std::move(out) + wrap(0x81, bytes_of("x"));
    return out;
}

Bytes mac_object(ChipCrypto& crypto, View covered, Breach breach) {
    if (breach == Breach::no_mac) return {};
    Bytes mac = crypto.mac(crypto.pad(covered)).value_or(Bytes{});
    if (breach == Breach::wrong_mac) mac.back() ^= 1;
    if (breach == Breach::short_mac) mac.resize(4);
    const Bytes object = wrap(0x8E, mac);
    return breach == Breach::two_macs ? object + View(object) : object;
}

}  // namespace

Bytes Wrapping::wrap(ChipCrypto& crypto, const Response& plain, Breach breach) {
    crypto.count_message();
    if (breach == Breach::wrong_counter) crypto.count_message();
    if (breach == Breach::plain_ok) return status_bytes(0x9000);
    if (breach == Breach::plain_data) return plain.raw();
    if (breach == Breach::replay && !last_.empty()) return last_;
    const Bytes covered = covered_objects(crypto, plain, breach);
    Bytes out = covered + View(mac_object(crypto, covered, breach));
    if (breach == Breach::trailing_byte) out.push_back(0x00);
    last_ = out + View(status_bytes(plain.status));
    return last_;
}

std::optional<Breach> breach_named(const std::string& name) {
    static constexpr std::array<std::pair<const char*, Breach>, 19> names{{
        {"no_mac", Breach::no_mac},
        {"wrong_mac", Breach::wrong_mac},
        {"short_mac", Breach::short_mac},
        {"no_status", Breach::no_status},
        {"other_status", Breach::other_status},
        {"plain_ok", Breach::plain_ok},
        {"plain_data", Breach::plain_data},
        {"replay", Breach::replay},
        {"bad_padding", Breach::bad_padding},
        {"no_padding", Breach::no_padding},
        {"wrong_indicator", Breach::wrong_indicator},
        {"odd_length", Breach::odd_length},
        {"empty_cryptogram", Breach::empty_cryptogram},
        {"two_cryptograms", Breach::two_cryptograms},
        {"two_macs", Breach::two_macs},
        {"wrong_order", Breach::wrong_order},
        {"foreign_object", Breach::foreign_object},
        {"trailing_byte", Breach::trailing_byte},
        {"wrong_counter", Breach::wrong_counter},
    }};
    for (const auto& [known, breach] : names)
        if (name == known) return breach;
    return {};
}

}  // namespace virtual_card
