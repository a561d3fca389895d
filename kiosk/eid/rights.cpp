#include "kiosk/eid/rights.h"

#include "kiosk/eid/object_id.h"
#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr Tag object_id = 0x06;
constexpr Tag discretionary_data = 0x53;
constexpr Tag authorization_template = 0x7F4C;
constexpr std::size_t rights_size = 5;
constexpr std::uint64_t role_mask = std::uint64_t{3} << 38U;

}  // namespace

Outcome<Rights> Rights::parse(ByteView template_value) {
    TlvReader reader(template_value);
    const ByteView role = TRY(reader.expect(object_id));
    const ByteView bytes = TRY(reader.expect(discretionary_data));
    TRY_VOID(reader.finish());
    if (!oid::is(role, oid::authentication_terminal) || bytes.size() != rights_size)
        return faulty("certificate: not one of an authentication terminal");
    Rights rights;
    for (const std::uint8_t byte : bytes) rights.bits_ = rights.bits_ << 8U | byte;
    return rights;
}

Rights Rights::operator&(Rights other) const {
    Rights both;
    both.bits_ = bits_ & other.bits_;
    return both;
}

// The role of what is asked for is that of a terminal, whose two bits are zero.
SecretBytes Rights::encode() const {
    std::array<std::uint8_t, rights_size> bytes{};
    std::uint64_t rest = bits_ & ~role_mask;
    for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8U)
        bytes[i] = static_cast<std::uint8_t>(rest);
    return tlv(authorization_template, joined({tlv(object_id, oid::authentication_terminal),
                                               tlv(discretionary_data, bytes)}));
}

}  // namespace kiosk::eid
