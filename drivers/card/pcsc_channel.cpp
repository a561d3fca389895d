#include "drivers/card/pcsc_channel.h"

#include "drivers/card/within.h"

#include <array>

#include <reader.h>
#include <winscard.h>

namespace drivers {
namespace {

using kiosk::Bytes;
using kiosk::ByteView;
using kiosk::ChannelTrouble;
using kiosk::ReaderState;

constexpr std::size_t most_answer = 65536 + 2;
constexpr DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

// Whoever holds it last takes the card's power.
struct Card {
    std::shared_ptr<PcscContext> context;
    SCARDHANDLE handle = 0;
    DWORD protocol = 0;
    // The reader's control codes; 0: it has no keypad for that.
    DWORD execute_pace = 0;
    DWORD modify_pin = 0;
    Bytes answer = Bytes(most_answer);

    explicit Card(std::shared_ptr<PcscContext> of) : context(std::move(of)) {}
    ~Card() {
        if (handle != 0) SCardDisconnect(handle, SCARD_UNPOWER_CARD);
    }
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
};

struct Exchanged {
    LONG outcome = SCARD_F_UNKNOWN_ERROR;
    Bytes answer;
};

Exchanged exchanged(const Card& card, LONG outcome, DWORD size) {
    const auto end = card.answer.begin() + static_cast<std::ptrdiff_t>(size);
    if (outcome != SCARD_S_SUCCESS) return {outcome, {}};
    return {outcome, Bytes(card.answer.begin(), end)};
}

Exchanged talk_to(Card& card, const Bytes& command) {
    auto size = static_cast<DWORD>(card.answer.size());
    const SCARD_IO_REQUEST* protocol =
        card.protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    const LONG outcome =
        SCardTransmit(card.handle, protocol, command.data(), static_cast<DWORD>(command.size()),
                      nullptr, card.answer.data(), &size);
    return exchanged(card, outcome, size);
}

// A list of features: number, 4, and the control code in network order (PC/SC part 10 §2.2).
DWORD control_code(ByteView features, std::uint8_t wanted) {
    for (; features.size() >= 6; features = features.subspan(6)) {
        if (features[0] != wanted || features[1] != 4) continue;
        DWORD code = 0;
        for (const std::uint8_t byte : features.subspan(2, 4)) code = code << 8U | byte;
        return code;
    }
    return 0;
}

void find_keypad(Card& card) {
    std::array<std::uint8_t, 256> list{};
    DWORD size = 0;
    if (SCardControl(card.handle, CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, list.data(),
                     static_cast<DWORD>(list.size()), &size) != SCARD_S_SUCCESS)
        return;
    const auto features = ByteView(list).first(std::min<std::size_t>(size, list.size()));
    card.execute_pace = control_code(features, FEATURE_EXECUTE_PACE);
    card.modify_pin = control_code(features, FEATURE_MODIFY_PIN_DIRECT);
}

Exchanged control(Card& card, DWORD code, const Bytes& request) {
    DWORD size = 0;
    const LONG outcome =
        SCardControl(card.handle, code, request.data(), static_cast<DWORD>(request.size()),
                     card.answer.data(), static_cast<DWORD>(card.answer.size()), &size);
    return exchanged(card, outcome, size);
}

// What needs no second look; nullopt: the service is not clear about it.
std::optional<ChannelTrouble> clear_trouble(LONG outcome) {
    switch (outcome) {
        case SCARD_W_REMOVED_CARD:
        case SCARD_E_NO_SMARTCARD:
            return ChannelTrouble::removed;
        case SCARD_E_READER_UNAVAILABLE:
        case SCARD_E_UNKNOWN_READER:
        case SCARD_E_NO_READERS_AVAILABLE:
        case SCARD_E_NO_SERVICE:
        case SCARD_E_SERVICE_STOPPED:
        case SCARD_E_INVALID_HANDLE:
        case SCARD_F_COMM_ERROR:
            return ChannelTrouble::reader_lost;
        default:
            return std::nullopt;
    }
}

class PcscChannel : public kiosk::CardChannel {
  public:
    PcscChannel(std::shared_ptr<Card> card, ReaderSight sight, PcscLimits limits)
        : card_(std::move(card)), sight_(std::move(sight)), limits_(limits) {}
    ~PcscChannel() override {
        within(limits_.service, [card = std::move(card_)]() mutable {
            card.reset();
            return true;
        });
    }
    PcscChannel(const PcscChannel&) = delete;
    PcscChannel& operator=(const PcscChannel&) = delete;

    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> transmit(ByteView command) override {
        return told(limits_.exchange,
                    [card = card_, bytes = Bytes(command.begin(), command.end())] {
                        return talk_to(*card, bytes);
                    });
    }

    [[nodiscard]] bool has_keypad() const override { return card_->execute_pace != 0; }
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> execute_pace(ByteView request) override {
        return on_keypad(card_->execute_pace, request);
    }
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> modify_pin(ByteView request) override {
        return on_keypad(card_->modify_pin, request);
    }

  private:
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> on_keypad(DWORD code, ByteView request) {
        if (code == 0) return tl::unexpected(ChannelTrouble::broken);
        return told(limits_.keypad,
                    [card = card_, code, bytes = Bytes(request.begin(), request.end())] {
                        return control(*card, code, bytes);
                    });
    }

    template <class Call>
    [[nodiscard]] tl::expected<Bytes, ChannelTrouble> told(std::chrono::milliseconds limit,
                                                           Call call) {
        if (dead_) return tl::unexpected(*dead_);
        auto exchanged = within(limit, std::move(call));
        if (!exchanged) return die(ChannelTrouble::timed_out);
        if (exchanged->outcome == SCARD_S_SUCCESS && exchanged->answer.size() >= 2)
            return std::move(exchanged->answer);
        if (const auto trouble = clear_trouble(exchanged->outcome)) return die(*trouble);
        return die(second_look());
    }

    tl::unexpected<ChannelTrouble> die(ChannelTrouble trouble) {
        dead_ = trouble;
        return tl::unexpected(trouble);
    }

    // A card that is pulled in mid-command often shows as a mere failure to transact first.
    [[nodiscard]] ChannelTrouble second_look() const {
        const auto looked = within(limits_.leaving + limits_.service,
                                   [context = card_->context, sight = sight_, limits = limits_] {
                                       await_event(*context, sight, limits.leaving);
                                       return look_at_readers(*context, sight.name);
                                   });
        const ReaderSight seen = looked ? looked->value_or(ReaderSight{}) : ReaderSight{};
        if (seen.state == ReaderState::no_reader) return ChannelTrouble::reader_lost;
        const bool another = seen.events() != sight_.events();
        if (seen.state == ReaderState::no_card || another) return ChannelTrouble::removed;
        return ChannelTrouble::broken;
    }

    std::shared_ptr<Card> card_;
    ReaderSight sight_;
    PcscLimits limits_;
    std::optional<ChannelTrouble> dead_;
};

// The second step makes sure of a reset, whatever another program left behind.
LONG connect(Card& card, const std::string& reader) {
    const LONG outcome = SCardConnect(card.context->handle(), reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                                      protocols, &card.handle, &card.protocol);
    if (outcome != SCARD_S_SUCCESS) return outcome;
    find_keypad(card);
    return SCardReconnect(card.handle, SCARD_SHARE_EXCLUSIVE, protocols, SCARD_RESET_CARD,
                          &card.protocol);
}

}  // namespace

tl::expected<std::unique_ptr<kiosk::CardChannel>, ChannelTrouble> connect_card(
    const std::shared_ptr<PcscContext>& context, const ReaderSight& sight, PcscLimits limits) {
    auto card = std::make_shared<Card>(context);
    const auto outcome =
        within(limits.service, [card, name = sight.name] { return connect(*card, name); });
    if (!outcome) return tl::unexpected(ChannelTrouble::timed_out);
    if (*outcome != SCARD_S_SUCCESS)
        return tl::unexpected(clear_trouble(*outcome).value_or(ChannelTrouble::broken));
    const auto now = look_at_readers(*context, sight.name);
    if (!now) return tl::unexpected(ChannelTrouble::reader_lost);
    return std::make_unique<PcscChannel>(std::move(card), *now, limits);
}

}  // namespace drivers
