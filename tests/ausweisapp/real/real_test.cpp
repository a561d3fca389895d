// Debian's AusweisApp2, started as the terminal starts it, with a virtual card in the real pcscd.
#include "drivers/ausweisapp/line.h"
#include "drivers/ausweisapp/session.h"
#include "tests/card_process/desk/card_desk.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

using kiosk::CardLook;
using kiosk::CardPresence;
using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::Outcome;
using kiosk::eid::PinState;
using kiosk::eid::TroubleKind;
using Kind = PinState::Kind;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::uint16_t port = 24727;
// The app has a lost card reset; the virtual reader throws out one that was laid meanwhile.
constexpr auto reset_is_over = 1s;
constexpr auto soon = 8s;  // two busy processors, sanitizers
const kiosk::EidProgress nobody_listens = [](EidStage) {};

// Nobody may have buried it yet.
bool alive(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string line;
    std::getline(file, line);
    return !line.empty() && line.find(") Z ") == std::string::npos;
}

bool ends_within(pid_t process, Steady::duration limit) {
    const auto until = Steady::now() + limit;
    while (alive(process) && Steady::now() < until) usleep(10'000);
    return !alive(process);
}

int homes_of(pid_t session) {
    const std::string prefix = "kiosk-ausweisapp-home-" + std::to_string(session) + "-";
    int found = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
        found += entry.path().filename().string().starts_with(prefix);
    return found;
}

kiosk::eid::Secrets secrets(const char* pin, const char* can = nullptr, bool last_try = false) {
    kiosk::eid::Secrets given{.pin = SecretText(pin), .can = {}, .spend_last_try = last_try};
    if (can != nullptr) given.can = SecretText(can);
    return given;
}

class RealAusweisApp : public testing::Test {
  protected:
    void SetUp() override {
        if (!CardDesk::shared().there())
            GTEST_SKIP() << "no pcscd, no virtual reader, or no namespaces here";
        if (!std::filesystem::exists(drivers::AusweisAppOptions().program))
            GTEST_SKIP() << "no AusweisApp2 here";
        CardDesk::shared().take();
    }
    CardLook see(CardPresence presence) {
        const auto until = Steady::now() + soon;
        std::optional<CardLook> seen;
        while (Steady::now() < until) {
            seen = session.look(seen, 500ms);
            if (seen->presence == presence) return *seen;
        }
        ADD_FAILURE() << "not seen: " << static_cast<int>(presence) << ", but "
                      << static_cast<int>(seen->presence);
        return *seen;
    }
    void lay(const nlohmann::json& changes = {}, const nlohmann::json& evil = {}) {
        CardDesk::shared().lay(changes, evil);
        see(CardPresence::eid);
    }
    std::optional<PinState> pin_state() { return see(CardPresence::eid).pin; }
    // The app tells of tries that were spent a moment later.
    void expect_pin(Kind kind, std::optional<int> tries) {
        const PinState wanted{kind, tries};
        const auto until = Steady::now() + soon;
        while (pin_state() != wanted && Steady::now() < until) usleep(50'000);
        EXPECT_EQ(pin_state(), wanted);
    }
    Outcome<void> change(const kiosk::eid::Secrets& given,
                         const kiosk::EidProgress& progress = nobody_listens) {
        return session.change_pin(given, SecretText("654321"), progress);
    }
    static void expect(const Outcome<void>& outcome, TroubleKind kind,
                       std::optional<int> tries = {}) {
        ASSERT_FALSE(outcome);
        EXPECT_EQ(name_of(outcome.error().kind), name_of(kind)) << outcome.error().detail;
        EXPECT_EQ(outcome.error().tries_left, tries);
    }
    static nlohmann::json card_state() { return CardDesk::shared().card_state(); }
    pid_t app() { return session.process_id().value_or(-1); }

    drivers::AusweisAppSession session{
        {.tc_token_url = "https://127.0.0.1:9/token", .request = 4s}};
};

TEST_F(RealAusweisApp, IsThereWithinTwoSeconds) {
    const auto begun = Steady::now();
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::no_card);
    EXPECT_LT(Steady::now() - begun, 2s);
    std::printf("first look after %lld ms\n",
                static_cast<long long>((Steady::now() - begun) / 1ms));
}

TEST_F(RealAusweisApp, SeesACardComeAndGoAndSpendsNoTry) {
    see(CardPresence::no_card);
    lay({{"tries", 2}});
    for (int i = 0; i < 3; ++i) EXPECT_EQ(session.look({}, 0ms).pin, (PinState{Kind::ready, 2}));
    CardDesk::shared().take();
    see(CardPresence::no_card);
}

TEST_F(RealAusweisApp, ChangesAPin) {
    lay();
    std::vector<EidStage> stages;
    EXPECT_TRUE(change(secrets("123456"), [&](EidStage now) { stages.push_back(now); }));
    EXPECT_EQ(stages, (std::vector{EidStage::checking_pin, EidStage::setting_pin}));
    EXPECT_EQ(card_state().at("pin"), "654321");
}

TEST_F(RealAusweisApp, MakesATransportPinAPinAndTakesNoShortOne) {
    lay({{"pin", "12345"}});
    expect(session.change_pin(secrets("12345"), SecretText("12345"), nobody_listens),
           TroubleKind::transport_pin);
    EXPECT_TRUE(change(secrets("12345")));
    EXPECT_EQ(card_state().at("pin"), "654321");
}

TEST_F(RealAusweisApp, TwoWrongPinsThenCanThenPin) {
    lay();
    expect(change(secrets("000000")), TroubleKind::wrong_pin, 2);
    expect(change(secrets("000000")), TroubleKind::wrong_pin, 1);
    expect_pin(Kind::suspended, 1);
    expect(change(secrets("123456")), TroubleKind::pin_suspended);
    expect(change(secrets("123456", "500540")), TroubleKind::last_try_needs_consent);
    expect(change(secrets("123456", "111111", true)), TroubleKind::wrong_can);
    EXPECT_EQ(card_state().at("tries"), 1);
    EXPECT_TRUE(change(secrets("123456", "500540", true)));
    expect_pin(Kind::ready, 3);
}

TEST_F(RealAusweisApp, ABlockedCardIsFreedByThePukOnly) {
    lay({{"tries", 0}});
    expect_pin(Kind::blocked, 0);
    expect(change(secrets("123456", "500540", true)), TroubleKind::pin_blocked);
    expect(session.unblock(SecretText("0000000000"), nobody_listens), TroubleKind::wrong_puk);
    EXPECT_TRUE(session.unblock(SecretText("9876543210"), nobody_listens));
    expect_pin(Kind::ready, 3);
    EXPECT_EQ(card_state().at("pin"), "123456");
}

TEST_F(RealAusweisApp, ADeactivatedCardSaysSo) {
    lay({{"active", false}});
    expect_pin(Kind::deactivated, {});
    expect(change(secrets("123456")), TroubleKind::pin_deactivated);
}

TEST_F(RealAusweisApp, ReadsUpToTheEidServerThatIsNotThere) {
    lay();
    const auto begun = Steady::now();
    kiosk::eid::ReadRequest request;
    request.secrets = secrets("123456");
    request.fields = {kiosk::eid::Field::family_name};
    const auto reading = session.read(request, nobody_listens);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::terminal_refused);
    EXPECT_EQ(reading.error().detail, "ausweisapp: trustedChannelEstablishmentFailed");
    EXPECT_LT(Steady::now() - begun, 3s);
    EXPECT_EQ(card_state().at("tries"), 3);
    EXPECT_TRUE(change(secrets("123456"))) << "and serves the next citizen";
}

TEST_F(RealAusweisApp, ACardPulledMeanwhileEndsTheRequest) {
    for (const EidStage when : {EidStage::checking_pin, EidStage::setting_pin}) {
        CardDesk::shared().lay({}, {}, 60);
        see(CardPresence::eid);
        Steady::time_point pulled;
        expect(change(secrets("123456"),
                      [&](EidStage now) {
                          if (now != when) return;
                          CardDesk::shared().take();
                          pulled = Steady::now();
                      }),
               TroubleKind::card_removed);
        EXPECT_LT(Steady::now() - pulled, 3s);
        see(CardPresence::no_card);
        expect(change(secrets("123456")), TroubleKind::card_removed);
        std::this_thread::sleep_for(reset_is_over);
    }
    lay();
    EXPECT_TRUE(change(secrets("123456")));
}

TEST_F(RealAusweisApp, ACardThatHangsIsGivenUpAndTheNextCitizenIsServed) {
    lay({}, {{{"step", "pace-map"}, {"hang_ms", 60000}}});
    const auto begun = Steady::now();
    expect(change(secrets("123456")), TroubleKind::timed_out);
    EXPECT_LT(Steady::now() - begun, 4s + 3s);
    lay();
    EXPECT_TRUE(change(secrets("123456")));
}

TEST_F(RealAusweisApp, ThatIsKilledIsStartedAgain) {
    lay();
    const pid_t before = app();
    kill(before, SIGKILL);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    EXPECT_NE(app(), before);
    expect(change(secrets("123456"), [&](EidStage) { kill(app(), SIGKILL); }),
           TroubleKind::reader_lost);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    EXPECT_TRUE(change(secrets("123456")));
}

TEST_F(RealAusweisApp, HasOneClient) {
    see(CardPresence::no_card);
    const auto second = drivers::ausweisapp::Line::open(port, Steady::now() + 2s);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, kiosk::ErrorKind::refused);
    see(CardPresence::no_card);
}

TEST_F(RealAusweisApp, IsNotUsedWhereItsPortIsTaken) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int other = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    setsockopt(other, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    ASSERT_EQ(bind(other, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(other, 1), 0);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::no_reader);
    EXPECT_FALSE(session.process_id());
    close(other);
    see(CardPresence::no_card);
}

// A session ends by the end of its process, and nothing of that is orderly.
TEST_F(RealAusweisApp, EndsWithItsSessionAndTheNextRemovesItsFolder) {
    int line[2];
    ASSERT_EQ(pipe(line), 0);
    const pid_t child = fork();
    if (child == 0) {
        static_cast<void>(session.look({}, 0ms));
        const pid_t started = app();
        static_cast<void>(write(line[1], &started, sizeof started));
        pause();
        _exit(0);
    }
    pid_t left = -1;
    ASSERT_EQ(read(line[0], &left, sizeof left), static_cast<ssize_t>(sizeof left));
    EXPECT_TRUE(alive(left));
    kill(child, SIGKILL);
    const auto begun = Steady::now();
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(ends_within(left, 1s));
    EXPECT_EQ(homes_of(child), 1);
    see(CardPresence::no_card);
    EXPECT_LT(Steady::now() - begun, 3s) << "the next session waits for nobody";
    EXPECT_EQ(homes_of(child), 0);
    EXPECT_EQ(homes_of(getpid()), 1);
}

}  // namespace
}  // namespace tests
