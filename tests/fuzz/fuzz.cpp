// Every parser of bytes from a card, from a terminal's certificate or from a technician, as a
// libFuzzer target: fuzz_eid --parser=NAME. An input that takes more than 50 ms is a finding too.
#include "drivers/clock/simulated_clock.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/eid/card_security.h"
#include "kiosk/eid/card_verifiable.h"
#include "kiosk/eid/chip_authentication.h"
#include "kiosk/eid/data_groups.h"
#include "kiosk/eid/session.h"
#include "kiosk/eid/tlv.h"
#include "kiosk/programs/try_card_input.h"
#include "tests/eid/document_signer.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace {

using namespace kiosk;
using namespace kiosk::eid;

constexpr long slowest_ns = 50'000'000;

void walk(ByteView bytes, int depth) {
    TlvReader reader(bytes);
    while (!reader.at_end()) {
        const auto element = reader.next();
        if (!element) return;
        if (depth < 32) walk(element->value, depth + 1);
        (void)small_integer(element->value);
    }
}

void fuzz_tlv(ByteView bytes) {
    walk(bytes, 0);
    (void)announced_size(bytes);
}

void fuzz_security_infos(ByteView bytes) {
    const auto infos = parse_security_infos(bytes);
    if (!infos) return;
    (void)Pace::choose(*infos);
    (void)check_downgrade(*infos, *infos);
    if (const auto chip = choose_chip_authentication(*infos)) (void)chip->key(*infos);
}

SessionKeys keys() {
    return {SecretBytes(16, 0x11), SecretBytes(16, 0x22)};
}

// The bytes as they come, and once more under a true checksum, so that what lies behind it is
// reached.
void fuzz_secure_messaging(ByteView bytes) {
    const auto raw = parse_response(bytes);
    if (!raw) return;
    const Command command{
        .cla = 0, .ins = 0xB0, .p1 = 0, .p2 = 0, .data = {}, .answer_size = extended_answer};
    SecureMessaging messaging(keys());
    (void)messaging.protect(command);
    (void)messaging.open(*raw);
    Block counter{};
    counter.back() = 2;
    Response sealed = *raw;
    const Mac mac = cmac(keys().authentication, padded(joined({counter, raw->data})));
    append(sealed.data, tlv(0x8E, mac));
    SecureMessaging again(keys());
    (void)again.protect(command);
    (void)again.open(sealed);
}

void fuzz_certificate(ByteView bytes) {
    if (const auto chain = make_chain({Bytes(bytes.begin(), bytes.end())})) {
        (void)chain->rights().encode();
        (void)chain->check({});
    }
}

// Either the bytes as they come, or changes to a document that is authentic: three bytes each,
// where and to what. So mutated documents come as far as their signature.
void fuzz_card_security(ByteView bytes) {
    static const tests::Signer csca = tests::issue(nullptr, "critical,keyCertSign");
    static const tests::Signer signer = tests::issue(&csca, "critical,digitalSignature");
    static const TrustAnchors anchors = *TrustAnchors::from_pem({tests::pem_of(csca)});
    static const Bytes good = [] {
        tests::Document document;
        document.content = {0x31, 0x02, 0x30, 0x00};
        return document.sign(signer);
    }();
    Bytes file(bytes.begin(), bytes.end());
    if (bytes.size() % 3 == 0) {
        file = good;
        for (std::size_t i = 0; i < bytes.size(); i += 3)
            file[(bytes[i] << 8U | bytes[i + 1]) % file.size()] = bytes[i + 2];
    }
    (void)authenticate_card_security(file, anchors, tests::signing_time);
}

void fuzz_data_group(ByteView bytes) {
    if (bytes.empty()) return;
    (void)decode(all_fields[bytes[0] % all_fields.size()], bytes.subspan(1));
}

void fuzz_card_input(ByteView bytes) {
    (void)programs::parse_card_input(text_of(bytes));
}

// Answers one after another, each after two bytes that give its length.
class FuzzedCard : public CardChannel {
  public:
    explicit FuzzedCard(ByteView bytes) : rest_(bytes) {}
    tl::expected<Bytes, ChannelTrouble> transmit(ByteView) override {
        if (rest_.size() < 2) return tl::unexpected(ChannelTrouble::removed);
        const std::size_t wanted = (rest_[0] << 8U | rest_[1]) % 1100;
        rest_ = rest_.subspan(2);
        const ByteView answer = rest_.first(std::min(wanted, rest_.size()));
        rest_ = rest_.subspan(answer.size());
        return Bytes(answer.begin(), answer.end());
    }

  private:
    ByteView rest_;
};

void fuzz_session(ByteView bytes) {
    FuzzedCard card(bytes);
    const drivers::SimulatedClock clock{Instant{}};
    drivers::SimulatedRandom random(1);
    Session session(card, clock, random);
    const Secrets secrets{
        .pin = SecretText("123456"), .can = SecretText("123456"), .spend_last_try = true};
    (void)session.change_pin(secrets, SecretText("654321"), [](EidStage) {});
}

struct Parser {
    std::string_view name;
    void (*run)(ByteView);
};
constexpr Parser parsers[] = {
    {"tlv", fuzz_tlv},
    {"security_infos", fuzz_security_infos},
    {"secure_messaging", fuzz_secure_messaging},
    {"certificate", fuzz_certificate},
    {"card_security", fuzz_card_security},
    {"data_group", fuzz_data_group},
    {"card_input", fuzz_card_input},
    {"session", fuzz_session},
};

const Parser* chosen = nullptr;

long cpu_ns() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000L + time.tv_nsec;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    constexpr std::string_view option = "--parser=";
    for (int i = 1; i < *argc; ++i)
        for (const Parser& parser : parsers)
            if (const std::string_view given = (*argv)[i];
                given.starts_with(option) && given.substr(option.size()) == parser.name)
                chosen = &parser;
    if (chosen != nullptr) return 0;
    std::fputs("fuzz_eid --parser=", stderr);
    for (const Parser& parser : parsers) std::fprintf(stderr, "%s|", parser.name.data());
    std::fputs("\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // What was slow once may have met a busy machine; what is slow three times is slow.
    for (int tries = 0; tries < 3; ++tries) {
        const long begun = cpu_ns();
        chosen->run({data, size});
        if (cpu_ns() - begun <= slowest_ns) return 0;
    }
    std::abort();
}
