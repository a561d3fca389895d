#include "kiosk/eid/secure_messaging.h"

#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr std::uint8_t secured_class = 0x0C;
constexpr Tag sealed_data = 0x87;
constexpr Tag sealed_data_odd = 0x85;  // for odd instruction bytes: without padding indicator
constexpr Tag wanted_size = 0x97;
constexpr Tag status_word = 0x99;
constexpr Tag checksum = 0x8E;
constexpr std::array<std::uint8_t, 1> padding_indicator{0x01};

SecretBytes size_object(std::size_t answer_size) {
    if (answer_size == 0) return {};
    const auto high = static_cast<std::uint8_t>(answer_size >> 8U);
    const auto low = static_cast<std::uint8_t>(answer_size);
    if (answer_size <= short_answer) return tlv(wanted_size, std::array{low});
    return tlv(wanted_size, std::array{high, low});
}

}  // namespace

void SecureMessaging::count() {
    for (std::size_t i = counter_.size(); i-- > 0;)
        if (++counter_[i] != 0) return;
}

Mac SecureMessaging::seal(ByteView header, ByteView objects) const {
    const SecretBytes message = joined({counter_, header, objects});
    // The header is whole blocks already; without objects nothing is padded again.
    return cmac(keys_.authentication, objects.empty() ? message : padded(message));
}

Command SecureMessaging::protect(const Command& command) {
    count();
    Command secured{.cla = static_cast<std::uint8_t>(command.cla | secured_class),
                    .ins = command.ins,
                    .p1 = command.p1,
                    .p2 = command.p2,
                    .data = {},
                    .answer_size = short_answer};
    SecretBytes objects;
    if (!command.data.empty()) {
        // Whole blocks by construction.
        const SecretBytes sealed =
            encrypt_cbc(keys_.encryption, start(), padded(command.data)).value();
        append(objects, (command.ins & 1U) == 0
                            ? tlv(sealed_data, joined({padding_indicator, sealed}))
                            : tlv(sealed_data_odd, sealed));
    }
    append(objects, size_object(command.answer_size));
    const SecretBytes header = padded(std::array{secured.cla, secured.ins, secured.p1, secured.p2});
    const Mac mac = seal(header, objects);
    secured.data = joined({objects, tlv(checksum, mac)});
    if (secured.data.size() > 255 || command.answer_size > short_answer - 32)
        secured.answer_size = extended_answer;
    return secured;
}

Outcome<Response> SecureMessaging::open(const Response& answer) {
    count();
    if (answer.data.empty())
        return faulty("the card left secure messaging: " + hex_of(answer.status));
    TlvReader reader(answer.data);
    const ByteView all(answer.data);
    const auto sealed = TRY(reader.take(sealed_data));
    const ByteView status = TRY(reader.expect(status_word));
    const ByteView mac = TRY(reader.expect(checksum));
    TRY_VOID(reader.finish());
    if (status.size() != 2 || mac.size() != Mac().size())
        return faulty("secure messaging: size of an object");
    const std::size_t authenticated = all.size() - mac.size() - 2;
    const SecretBytes message = joined({counter_, all.first(authenticated)});
    if (!same(cmac(keys_.authentication, padded(message)), mac))
        return faulty("secure messaging: wrong checksum");
    Response response;
    response.status = static_cast<StatusWord>((status[0] << 8) | status[1]);
    if (response.status != answer.status)
        return faulty("secure messaging: two different status words");
    if (!sealed) return response;
    if (sealed->empty() || sealed->front() != padding_indicator[0])
        return faulty("secure messaging: padding indicator");
    SecretBytes plain = TRY(decrypt_cbc(keys_.encryption, start(), sealed->subspan(1)));
    response.data = TRY(unpadded(std::move(plain)));
    return response;
}

}  // namespace kiosk::eid
