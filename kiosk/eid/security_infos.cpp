#include "kiosk/eid/security_infos.h"

#include "kiosk/eid/object_id.h"
#include "kiosk/eid/tlv.h"

#include <algorithm>

namespace kiosk::eid {
namespace {

constexpr Tag set_tag = 0x31;
constexpr Tag sequence = 0x30;
constexpr Tag object_id = 0x06;
constexpr Tag integer = 0x02;
constexpr Tag bit_string = 0x03;
constexpr std::size_t most_infos = 64;
constexpr int version_2 = 2;

std::optional<AesSize> aes_of(std::uint8_t arc) {
    switch (arc) {
        case 2:
            return AesSize::aes128;
        case 3:
            return AesSize::aes192;
        case 4:
            return AesSize::aes256;
        default:
            return std::nullopt;  // 1 is 3DES
    }
}

Bytes copy_of(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

Outcome<std::optional<int>> optional_integer(TlvReader& reader) {
    const auto value = TRY(reader.take(integer));
    if (!value) return std::optional<int>();
    return std::optional(TRY(small_integer(*value)));
}

bool is_pace(ByteView id) {
    constexpr std::size_t family = 8;  // id-PACE
    return id.size() > family && oid::is(id.first(family), ByteView(oid::pace).first(family));
}

// AlgorithmIdentifier with standardizedDomainParameters: the parameters' number.
Outcome<int> standardized_parameters(ByteView algorithm) {
    TlvReader reader(algorithm);
    const ByteView id = TRY(reader.expect(object_id));
    if (!oid::is(id, oid::standardized_parameters))
        return faulty("SecurityInfo: domain parameters are not standardized ones");
    const int number = TRY(small_integer(TRY(reader.expect(integer))));
    TRY_VOID(reader.finish());
    return number;
}

Outcome<void> read_pace(SecurityInfos& into, ByteView id, TlvReader& rest) {
    ++into.pace_offers;
    const int version = TRY(small_integer(TRY(rest.expect(integer))));
    const auto parameters = TRY(optional_integer(rest));
    TRY_VOID(rest.finish());
    const auto aes = aes_of(oid::arc_below(oid::pace, id));
    if (aes && version == version_2 && parameters)
        into.pace.push_back({.protocol = copy_of(id), .aes = *aes, .parameter_id = *parameters});
    return {};
}

Outcome<void> read_chip_authentication(SecurityInfos& into, ByteView id, TlvReader& rest) {
    const int version = TRY(small_integer(TRY(rest.expect(integer))));
    const auto key_id = TRY(optional_integer(rest));
    TRY_VOID(rest.finish());
    const auto aes = aes_of(oid::arc_below(oid::chip_authentication, id));
    if (aes && version == version_2)
        into.chip_authentication.push_back(
            {.protocol = copy_of(id), .aes = *aes, .key_id = key_id});
    return {};
}

Outcome<void> read_chip_parameters(SecurityInfos& into, TlvReader& rest) {
    const int number = TRY(standardized_parameters(TRY(rest.expect(sequence))));
    into.chip_parameters.push_back({.parameter_id = number, .key_id = TRY(optional_integer(rest))});
    return rest.finish();
}

Outcome<void> read_chip_key(SecurityInfos& into, TlvReader& rest) {
    TlvReader key(TRY(rest.expect(sequence)));
    const int number = TRY(standardized_parameters(TRY(key.expect(sequence))));
    const ByteView bits = TRY(key.expect(bit_string));
    TRY_VOID(key.finish());
    if (bits.size() < 2 || bits[0] != 0) return faulty("SecurityInfo: public key");
    const auto key_id = TRY(optional_integer(rest));
    into.chip_keys.push_back(
        {.parameter_id = number, .encoded = copy_of(bits.subspan(1)), .key_id = key_id});
    return rest.finish();
}

Outcome<void> read_info(SecurityInfos& into, ByteView info) {
    TlvReader rest(info);
    const ByteView id = TRY(rest.expect(object_id));
    if (is_pace(id)) {
        // PACEDomainParameterInfo begins with a SEQUENCE where PACEInfo has its version.
        TlvReader ahead = rest;
        if (TRY(ahead.next()).tag == integer) return read_pace(into, id, rest);
        return {};
    }
    if (oid::is(id, oid::terminal_authentication)) {
        if (TRY(small_integer(TRY(rest.expect(integer)))) == version_2)
            into.terminal_authentication = true;
        return {};
    }
    if (oid::is(id, oid::chip_authentication)) return read_chip_parameters(into, rest);
    if (oid::arc_below(oid::chip_authentication, id) != 0)
        return read_chip_authentication(into, id, rest);
    if (oid::is(id, oid::chip_public_key)) return read_chip_key(into, rest);
    return {};
}

bool contains(const SecurityInfos& infos, const Bytes& info) {
    return std::find(infos.infos.begin(), infos.infos.end(), info) != infos.infos.end();
}

bool is_offer(const Bytes& info) {
    const auto whole = only(sequence, info);
    TlvReader reader(whole ? *whole : ByteView());
    const auto id = reader.expect(object_id);
    if (!id) return false;
    return is_pace(*id) || oid::arc_below(oid::chip_authentication, *id) != 0;
}

}  // namespace

Outcome<SecurityInfos> parse_security_infos(ByteView bytes) {
    SecurityInfos infos;
    TlvReader set(TRY(only(set_tag, bytes)));
    while (!set.at_end()) {
        const Element info = TRY(set.next());
        if (info.tag != sequence || infos.infos.size() == most_infos)
            return faulty("SecurityInfos: form");
        infos.infos.push_back(copy_of(info.whole));
        TRY_VOID(read_info(infos, info.value));
    }
    return infos;
}

Outcome<void> check_downgrade(const SecurityInfos& in_clear, const SecurityInfos& authentic) {
    for (const Bytes& info : in_clear.infos)
        if (!contains(authentic, info))
            return trouble(TroubleKind::not_authentic,
                           "EF.CardAccess holds what EF.CardSecurity does not sign");
    for (const Bytes& info : authentic.infos)
        if (is_offer(info) && !contains(in_clear, info))
            return trouble(TroubleKind::not_authentic, "EF.CardAccess keeps back a signed offer");
    return {};
}

}  // namespace kiosk::eid
