// What a card can do to the process that holds it, and what the process still cannot do then.
#include "tests/card_process/desk/stage.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tests {
namespace {

using kiosk::CardPresence;
using kiosk::SecretText;
using kiosk::eid::Field;
using kiosk::eid::TroubleKind;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

const kiosk::eid::ReadRequest request{
    .secrets = {.pin = SecretText(right_pin), .can = {}, .spend_last_try = false},
    .fields = {Field::family_name},
    .born_before = {}};
const kiosk::EidProgress nobody_listens = [](kiosk::EidStage) {};

std::string line_of(pid_t pid, const std::string& name) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":"))
            return line.substr(line.find_first_not_of(" \t", name.size() + 1));
    return {};
}

// Of this program, by name.
std::set<pid_t> card_processes() {
    std::set<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const pid_t pid = std::stoi(name);
        if (line_of(pid, "PPid") == std::to_string(getpid()) &&
            line_of(pid, "Name") == "kiosk-card" && !line_of(pid, "State").starts_with("Z"))
            found.insert(pid);
    }
    return found;
}

class CardProcess : public testing::Test {
  protected:
    void SetUp() override {
        if (!RealStage::there()) GTEST_SKIP() << "no pcscd, no virtual reader, or no namespaces";
        CardDesk::shared().take();
    }
    void see(kiosk::EidSession& session, CardPresence presence) {
        std::optional<kiosk::CardLook> seen;
        for (const auto until = Steady::now() + 8s; Steady::now() < until;) {
            seen = session.look(seen, 1s);
            if (seen->presence == presence) return;
        }
        FAIL() << "not seen";
    }
};

TEST_F(CardProcess, IsShutIn) {
    const auto session = session_on_the_desk();
    see(*session, CardPresence::no_card);
    const auto processes = card_processes();
    ASSERT_EQ(processes.size(), 1);
    const pid_t pid = *processes.begin();
    EXPECT_EQ(line_of(pid, "Seccomp"), "2");
    EXPECT_EQ(line_of(pid, "NoNewPrivs"), "1");
    EXPECT_EQ(line_of(pid, "CapEff"), "0000000000000000");
    EXPECT_EQ(line_of(pid, "Uid").substr(0, 2) == "0\t", false);
    std::ifstream limits("/proc/" + std::to_string(pid) + "/limits");
    const std::string all{std::istreambuf_iterator<char>(limits), {}};
    EXPECT_NE(all.find("Max core file size        0 "), std::string::npos) << all;
    EXPECT_NE(all.find("Max file size             0 "), std::string::npos) << all;
}

TEST_F(CardProcess, HoldsNoDescriptorButItsLineItsReaderAndTheLog) {
    const auto session = session_on_the_desk();
    see(*session, CardPresence::no_card);
    const auto processes = card_processes();
    ASSERT_EQ(processes.size(), 1);
    const std::string folder = "/proc/" + std::to_string(*processes.begin()) + "/fd";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string to = std::filesystem::read_symlink(entry.path());
        EXPECT_TRUE(entry.path().filename() == "2" || to.starts_with("socket:")) << to;
    }
}

TEST_F(CardProcess, ThatHangsIsGivenUpAndTheNextCitizenIsServed) {
    const auto session = session_on_the_desk();
    CardDesk::shared().lay({}, {{{"step", "pace-map"}, {"hang_ms", 60000}}});
    see(*session, CardPresence::eid);
    const auto before = card_processes();
    const auto begun = Steady::now();
    const auto reading = session->read(request, nobody_listens);
    EXPECT_LT(Steady::now() - begun, 4s);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::timed_out);
    CardDesk::shared().lay();
    see(*session, CardPresence::eid);
    EXPECT_TRUE(session->read(request, nobody_listens));
    EXPECT_NE(card_processes(), before);
}

TEST_F(CardProcess, ThatFallsSilentIsKilledAtTheLimit) {
    const auto session = session_on_the_desk({.request = 700ms});
    CardDesk::shared().lay();
    see(*session, CardPresence::eid);
    const auto before = card_processes();
    const auto begun = Steady::now();
    const auto reading = session->read(request, [&](kiosk::EidStage) {
        for (const pid_t pid : before) kill(pid, SIGSTOP);
    });
    EXPECT_LT(Steady::now() - begun, 2s);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::timed_out);
    see(*session, CardPresence::eid);
    for (const pid_t pid : before) EXPECT_FALSE(card_processes().contains(pid));
}

TEST_F(CardProcess, ThatDiesIsReplaced) {
    const auto session = session_on_the_desk();
    CardDesk::shared().lay();
    see(*session, CardPresence::eid);
    for (const pid_t pid : card_processes()) kill(pid, SIGKILL);
    EXPECT_EQ(session->look({}, 0ms).presence, CardPresence::eid);
    const auto reading = session->read(request, [&](kiosk::EidStage) {
        for (const pid_t pid : card_processes()) kill(pid, SIGKILL);
    });
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::reader_lost);
    EXPECT_EQ(session->look({}, 0ms).presence, CardPresence::eid);
}

TEST_F(CardProcess, ThatCannotBeStartedIsAsIfThereWereNoReader) {
    drivers::CardProcessSession session({.program = "/nowhere/kiosk-card"}, nullptr);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::no_reader);
    EXPECT_EQ(session.read(request, nobody_listens).error().kind, TroubleKind::reader_lost);
}

TEST_F(CardProcess, LeavesWithItsSession) {
    auto session = session_on_the_desk();
    see(*session, CardPresence::no_card);
    ASSERT_FALSE(card_processes().empty());
    session.reset();
    for (int i = 0; i < 100 && !card_processes().empty(); ++i) usleep(20'000);
    EXPECT_TRUE(card_processes().empty());
}

TEST_F(CardProcess, WithoutCertificatesReadsNothingAndStillSetsAPin) {
    drivers::CardProcessSession session({.program = getenv("KIOSK_CARD")}, nullptr);
    CardDesk::shared().lay();
    see(session, CardPresence::eid);
    EXPECT_EQ(session.read(request, nobody_listens).error().kind, TroubleKind::terminal_refused);
    EXPECT_TRUE(session.change_pin(request.secrets, SecretText("654321"), nobody_listens));
    EXPECT_EQ(CardDesk::shared().card_state().at("pin"), "654321");
}

TEST_F(CardProcess, NamesWhatIsWrongWithItsCertificates) {
    drivers::CardProcessSession session(
        {.program = getenv("KIOSK_CARD"), .files = {.anchors = {"no PEM"}, .certificates = {}}},
        nullptr);
    static_cast<void>(session.look({}, 0ms));
    EXPECT_NE(session.problem(), "");
}

}  // namespace
}  // namespace tests
