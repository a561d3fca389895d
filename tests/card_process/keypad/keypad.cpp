// A reader with keys of its own, laid between the real kiosk-card and PC/SC-lite: it lists the two
// features, does PACE with what is "typed" on it, and from then on protects what the host sends in
// clear, until the host does so itself (BSI TR-03119 §D). The citizen types what is printed below.
#include "drivers/clock/system_clock.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/eid/keypad_pace.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include <dlfcn.h>
#include <reader.h>
#include <winscard.h>

namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using kiosk::ByteView;
using kiosk::ChannelTrouble;
using kiosk::SecretText;

constexpr DWORD execute_pace_code = 0x42000DCC;
constexpr DWORD modify_pin_code = 0x42000DB3;
constexpr auto looking_for_the_can = std::chrono::milliseconds(3000);  // on the card's front
constexpr std::uint8_t protected_by_host = 0x0C;

using Transmit = decltype(&SCardTransmit);
const auto transmit_beneath = reinterpret_cast<Transmit>(dlsym(RTLD_NEXT, "SCardTransmit"));

class Beneath : public kiosk::CardChannel {
  public:
    explicit Beneath(SCARDHANDLE handle) : handle_(handle) {}
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> transmit(ByteView command) override {
        Bytes answer(65538);
        auto size = static_cast<DWORD>(answer.size());
        if (transmit_beneath(handle_, SCARD_PCI_T1, command.data(),
                             static_cast<DWORD>(command.size()), nullptr, answer.data(),
                             &size) != SCARD_S_SUCCESS)
            return tl::unexpected(ChannelTrouble::removed);
        answer.resize(size);
        return answer;
    }

  private:
    SCARDHANDLE handle_;
};

SecretText typed_for(PasswordKind kind) {
    switch (kind) {
        case PasswordKind::can:
            std::this_thread::sleep_for(looking_for_the_can);
            return SecretText("500540");
        case PasswordKind::puk:
            return SecretText("9876543210");
        default:
            return SecretText("123456");
    }
}
constexpr std::string_view new_pin = "654321";

// What the host sends in clear, taken apart to be protected.
Command parse(ByteView bytes) {
    Command command{.cla = bytes[0],
                    .ins = bytes[1],
                    .p1 = bytes[2],
                    .p2 = bytes[3],
                    .data = {},
                    .answer_size = 0};
    auto rest = bytes.subspan(4);
    const bool extended = rest.size() > 1 && rest[0] == 0;
    const std::size_t width = extended ? 2 : 1;
    if (extended) rest = rest.subspan(1);
    const auto number = [&] {
        std::size_t value = 0;
        for (const std::uint8_t byte : rest.first(width)) value = value << 8U | byte;
        rest = rest.subspan(width);
        return value;
    };
    if (rest.size() > width) {
        const auto size = number();
        append(command.data, rest.first(size));
        rest = rest.subspan(size);
    }
    if (!rest.empty()) {
        const auto size = number();
        command.answer_size = size != 0 ? size : extended ? extended_answer : short_answer;
    }
    return command;
}

void append_size(Bytes& bytes, std::size_t size) {
    bytes.push_back(static_cast<std::uint8_t>(size));
    bytes.push_back(static_cast<std::uint8_t>(size >> 8U));
}

// One card, from its reset on.
class Keypad {
  public:
    explicit Keypad(SCARDHANDLE handle) : beneath_(handle), dialogue_(beneath_, clock_) {}

    [[nodiscard]] bool protects(ByteView command) const {
        return dialogue_.secured() && (command[0] & protected_by_host) != protected_by_host;
    }
    [[nodiscard]] Outcome<Bytes> send(const Command& command) {
        const Response response = TRY(dialogue_.exchange(command));
        Bytes answer(response.data.begin(), response.data.end());
        answer.push_back(static_cast<std::uint8_t>(response.status >> 8U));
        answer.push_back(static_cast<std::uint8_t>(response.status));
        return answer;
    }
    [[nodiscard]] Bytes execute_pace(ByteView request) {
        const auto kind = static_cast<PasswordKind>(request[3]);
        const auto chat = request.subspan(5, request[4]);
        const auto channel = agree(kind, chat);
        return channel ? told(*channel) : refused(channel.error());
    }

  private:
    [[nodiscard]] Outcome<PaceResult> agree(PasswordKind kind, ByteView chat) {
        std::optional<Rights> rights;
        if (!chat.empty()) rights = TRY(Rights::parse(chat.subspan(3)));
        if (!pace_) {
            const Response file = TRY(dialogue_.read_file(0x1C));
            pace_ = TRY(Pace::choose(TRY(parse_security_infos(file.data))));
        }
        TRY(pace_->announce(dialogue_, kind, rights ? &*rights : nullptr));
        return pace_->agree(dialogue_, kind, typed_for(kind), random_);
    }
    static Bytes told(const PaceResult& channel) {
        Bytes output{0x90, 0x00, 2, 0, 0x31, 0x00};
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& points = channel.trust_points;
            const auto reference = i < points.size() ? points[i] : std::string();
            output.push_back(static_cast<std::uint8_t>(reference.size()));
            output.insert(output.end(), reference.begin(), reference.end());
        }
        append_size(output, channel.card_id.size());
        output.insert(output.end(), channel.card_id.begin(), channel.card_id.end());
        Bytes answer{0, 0, 0, 0};
        append_size(answer, output.size());
        answer.insert(answer.end(), output.begin(), output.end());
        return answer;
    }
    // GENERAL AUTHENTICATE 4 and the card's status word.
    static Bytes refused(const Trouble& trouble) {
        const int tries = trouble.tries_left.value_or(-1);
        const auto status = static_cast<std::uint8_t>(tries < 0 ? 0 : 0xC0 | tries);
        return {status, 0x63, 0x06, 0xF0, 0, 0};
    }

    drivers::SystemClock clock_;
    drivers::KernelRandom random_;
    Beneath beneath_;
    Dialogue dialogue_;
    std::optional<Pace> pace_;
};

std::unique_ptr<Keypad> keypad;  // the process asks one thing after another

LONG hand_over(const Bytes& answer, unsigned char* into, DWORD room, DWORD* size) {
    if (answer.size() > room) return SCARD_E_INSUFFICIENT_BUFFER;
    std::copy(answer.begin(), answer.end(), into);
    *size = static_cast<DWORD>(answer.size());
    return SCARD_S_SUCCESS;
}

LONG hand_over(const Outcome<Bytes>& answer, unsigned char* into, DWORD room, DWORD* size) {
    return answer ? hand_over(*answer, into, room, size) : SCARD_E_COMM_DATA_LOST;
}

Bytes features() {
    Bytes list;
    for (const auto& [feature, code] : {std::pair{FEATURE_MODIFY_PIN_DIRECT, modify_pin_code},
                                        std::pair{FEATURE_EXECUTE_PACE, execute_pace_code}}) {
        list.push_back(static_cast<std::uint8_t>(feature));
        list.push_back(4);
        for (int shift = 24; shift >= 0; shift -= 8)
            list.push_back(static_cast<std::uint8_t>(code >> shift));
    }
    return list;
}

}  // namespace

// Asked for at each reset of a card.
extern "C" LONG SCardControl(SCARDHANDLE handle, DWORD code, LPCVOID in, DWORD in_size, LPVOID out,
                             DWORD room, LPDWORD size) {
    const ByteView request(static_cast<const std::uint8_t*>(in), in_size);
    auto* into = static_cast<unsigned char*>(out);
    if (code == CM_IOCTL_GET_FEATURE_REQUEST) {
        keypad = std::make_unique<Keypad>(handle);
        return hand_over(features(), into, room, size);
    }
    if (code == execute_pace_code)
        return hand_over(keypad->execute_pace(request), into, room, size);
    if (code != modify_pin_code) return SCARD_E_UNSUPPORTED_FEATURE;
    Command command = parse(request.last(4));
    append(command.data, kiosk::view_of(new_pin));
    return hand_over(keypad->send(command), into, room, size);
}

extern "C" LONG SCardTransmit(SCARDHANDLE handle, const SCARD_IO_REQUEST* protocol, LPCBYTE bytes,
                              DWORD count, SCARD_IO_REQUEST* received, LPBYTE into, LPDWORD size) {
    const ByteView command(bytes, count);
    if (keypad == nullptr || !keypad->protects(command))
        return transmit_beneath(handle, protocol, bytes, count, received, into, size);
    return hand_over(keypad->send(parse(command)), into, *size, size);
}
