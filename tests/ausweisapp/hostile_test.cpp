// What an app that dies, hangs, floods, lies or is not ours can and cannot do to a session.
#include "drivers/ausweisapp/port_owner.h"
#include "tests/ausweisapp/scripted_app.h"
#include "tests/card_process/desk/hidden_digits.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <future>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

using kiosk::CardPresence;
using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::Outcome;
using kiosk::eid::PinState;
using kiosk::eid::TroubleKind;
using nlohmann::json;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

const kiosk::EidProgress nobody_listens = [](EidStage) {};
const json changed{{"msg", "CHANGE_PIN"}, {"success", true}};

json answers(const json& by_command) {
    return {{"answers", by_command}};
}

Outcome<void> change_pin(drivers::AusweisAppSession& session,
                         const kiosk::EidProgress& progress = nobody_listens) {
    kiosk::eid::Secrets secrets;
    secrets.pin = SecretText("123456");
    return session.change_pin(secrets, SecretText("654321"), progress);
}

std::string kind_of(const Outcome<void>& outcome) {
    return outcome ? "ok" : std::string(name_of(outcome.error().kind));
}

// How a PIN change ends with an app that answers SET_PIN so, and how long that takes; the next
// citizen is served by another app, which is polite.
std::string change_with(const std::vector<json>& after_pin,
                        std::chrono::milliseconds request = 500ms) {
    ScriptedApp app(answers(
        {{"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3)})}, {"SET_PIN", always(after_pin)}}));
    auto options = app.options();
    options.request = request;
    options.letting_go = 300ms;
    drivers::AusweisAppSession session(options);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    const auto begun = Steady::now();
    const std::string kind = kind_of(change_pin(session));
    EXPECT_LT(Steady::now() - begun, request + 3s);
    app.change(answers({{"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3)})},
                        {"SET_PIN", always({asks("ENTER_NEW_PIN", 3)})},
                        {"SET_NEW_PIN", always({changed})}}));
    if (const auto pid = session.process_id(); pid && kind != "ok") kill(*pid, SIGKILL);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    EXPECT_EQ(kind_of(change_pin(session)), "ok");
    return kind;
}

TEST(ScriptedAusweisApp, ChangesAPinAndLeavesNoFolder) {
    const auto homes = [] {
        int found = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
            found += entry.path().filename().string().starts_with("kiosk-ausweisapp-home-" +
                                                                  std::to_string(getpid()) + "-");
        return found;
    };
    ScriptedApp app(answers({{"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3)})},
                             {"SET_PIN", always({asks("ENTER_NEW_PIN", 3)})},
                             {"SET_NEW_PIN", always({changed})}}));
    {
        drivers::AusweisAppSession session(app.options());
        std::vector<EidStage> stages;
        EXPECT_EQ(kind_of(change_pin(session, [&](EidStage now) { stages.push_back(now); })), "ok");
        EXPECT_EQ(stages, (std::vector{EidStage::checking_pin, EidStage::setting_pin}));
        EXPECT_EQ(homes(), 1);
    }
    EXPECT_EQ(homes(), 0);
    EXPECT_NE(app.heard().find(R"({"cmd":"SET_PIN","value":"123456"})"), std::string::npos);
}

TEST(ScriptedAusweisApp, LeavesNoDescriptorAndNoProcessBehind) {
    const auto descriptors = [] {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    ScriptedApp app;
    const auto before = descriptors();
    for (int i = 0; i < 5; ++i) {
        drivers::AusweisAppSession session(app.options());
        EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    }
    EXPECT_EQ(descriptors(), before);
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

TEST(ScriptedAusweisApp, ThatDiesHangsUpOrSpeaksGarbageEndsTheRequestAndIsReplaced) {
    EXPECT_EQ(change_with({"!die"}), "reader_lost");
    EXPECT_EQ(change_with({"!hang up"}), "reader_lost");
    EXPECT_EQ(change_with({"no JSON"}), "card_faulty");
    EXPECT_EQ(change_with({R"({"msg":"ENTER_PIN"})"}), "card_faulty");
    EXPECT_EQ(change_with({std::string(100'000, 'x')}), "card_faulty");
}

TEST(ScriptedAusweisApp, ThatHangsOrFloodsIsGivenUp) {
    EXPECT_EQ(change_with({"!hang"}), "timeout");
    EXPECT_EQ(change_with({}), "timeout");
    EXPECT_EQ(change_with({"!flood"}, 20s), "card_faulty");
}

TEST(ScriptedAusweisApp, ThatLosesItsThreadIsReplaced) {
    EXPECT_EQ(change_with({{{"msg", "BAD_STATE"}, {"error", "SET_PIN"}}}), "timeout");
    EXPECT_EQ(change_with({{{"msg", "UNKNOWN_COMMAND"}, {"error", "SET_PIN"}}}), "card_faulty");
    EXPECT_EQ(change_with({{{"msg", "INVALID"}, {"error", "x"}}}), "card_faulty");
    EXPECT_EQ(change_with({{{"msg", "INTERNAL_ERROR"}, {"error", "x"}}}), "card_faulty");
    EXPECT_EQ(change_with({{{"msg", "CHANGE_PIN"}, {"success", true}}}), "card_faulty");
}

TEST(ScriptedAusweisApp, ThatIsSilentAtTheOpeningIsGivenUpSoon) {
    ScriptedApp app(answers({{"RUN_CHANGE_PIN", always({})}, {"CANCEL", nullptr}}));
    drivers::AusweisAppSession session(app.options());
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    const auto begun = Steady::now();
    EXPECT_EQ(kind_of(change_pin(session)), "timeout");
    EXPECT_LT(Steady::now() - begun, 5s);
    EXPECT_FALSE(session.process_id());
}

TEST(ScriptedAusweisApp, ThatRefusesUsOrIsNotReadyIsToldApart) {
    const auto look = [](const json& script, std::chrono::milliseconds starting) {
        ScriptedApp app(script);
        auto options = app.options();
        options.starting = starting;
        drivers::AusweisAppSession session(options);
        return session.look({}, 0ms).presence;
    };
    EXPECT_EQ(look({{"status", 429}}, 2s), CardPresence::no_reader);
    EXPECT_EQ(look({{"status", 503}}, 1s), CardPresence::no_reader);
    EXPECT_EQ(look({{"status", 503}, {"times", 3}}, 5s), CardPresence::eid);
    EXPECT_EQ(look({{"deaf", true}}, 1s), CardPresence::no_reader);
    EXPECT_EQ(look({{"address", "0.0.0.0"}}, 1s), CardPresence::no_reader) << "not loopback only";
}

TEST(ScriptedAusweisApp, ThatIsNotThereIsAsIfThereWereNoReader) {
    drivers::AusweisAppSession session({.program = "/nowhere/AusweisApp2", .port = 24999});
    const auto begun = Steady::now();
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::no_reader);
    EXPECT_EQ(kind_of(change_pin(session)), "reader_lost");
    EXPECT_LT(Steady::now() - begun, 3s);
}

TEST(ScriptedAusweisApp, IsRefusedWhereSomebodyElseHasItsPort) {
    ScriptedApp app;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(app.options().port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int other = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_EQ(bind(other, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(other, 1), 0);
    drivers::AusweisAppSession session(app.options());
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::no_reader);
    EXPECT_EQ(app.heard(), "");
    using drivers::ausweisapp::owner_of;
    using drivers::ausweisapp::PortOwner;
    EXPECT_EQ(owner_of(app.options().port, getpid()), PortOwner::that_process);
    EXPECT_EQ(owner_of(app.options().port, getppid()), PortOwner::another);
    close(other);
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
}

TEST(ScriptedAusweisApp, AgreesOnTheHighestLevelOrIsNotUsed) {
    const auto with_levels = [](const json& available, int current, int then) {
        ScriptedApp app(answers(
            {{"GET_API_LEVEL",
              always({{{"msg", "API_LEVEL"}, {"available", available}, {"current", current}}})},
             {"SET_API_LEVEL", always({{{"msg", "API_LEVEL"}, {"current", then}}})}}));
        drivers::AusweisAppSession session(app.options());
        const bool used = session.look({}, 0ms).presence == CardPresence::eid;
        const auto said = app.heard();
        return std::pair(used, said.find("SET_API_LEVEL") != std::string::npos);
    };
    EXPECT_EQ(with_levels({1}, 1, 1), std::pair(true, false));
    EXPECT_EQ(with_levels({1, 2, 3, 4}, 4, 3), std::pair(true, true));
    EXPECT_EQ(with_levels({1, 2, 3}, 1, 1), std::pair(false, true)) << "does not do as told";
    EXPECT_EQ(with_levels({7}, 7, 7), std::pair(false, false));
}

TEST(ScriptedAusweisApp, TellsWhatLiesOnTheReaderAndNeverItsSimulator) {
    const auto look = [](const std::vector<json>& readers) {
        ScriptedApp app(answers({{"GET_READER_LIST", always({reader_list(readers)})}}));
        drivers::AusweisAppSession session(app.options());
        return session.look({}, 0ms);
    };
    json simulator = reader(eid_card(3), true);
    simulator["name"] = "Simulator";
    EXPECT_EQ(look({simulator}).presence, CardPresence::no_reader);
    EXPECT_EQ(look({reader(nullptr)}).presence, CardPresence::no_card);
    EXPECT_EQ(look({reader(json::object())}).presence, CardPresence::foreign_card);
    EXPECT_EQ(look({reader(eid_card(2))}).pin, (PinState{PinState::Kind::ready, 2}));
    EXPECT_EQ(look({reader(eid_card(1))}).pin, (PinState{PinState::Kind::suspended, 1}));
    EXPECT_EQ(look({reader(eid_card(0))}).pin, (PinState{PinState::Kind::blocked, 0}));
    EXPECT_TRUE(look({reader(eid_card(3), true)}).keypad);
    json off = eid_card(3);
    off["deactivated"] = true;
    EXPECT_EQ(look({reader(off)}).pin, (PinState{PinState::Kind::deactivated, {}}));
}

TEST(ScriptedAusweisApp, LeavesThePinToAReaderWithKeys) {
    ScriptedApp app(
        answers({{"GET_READER_LIST", always({reader_list({reader(eid_card(3), true)})})},
                 {"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3, true)})},
                 {"SET_PIN", always({asks("ENTER_NEW_PIN", 3, true)})},
                 {"SET_NEW_PIN", always({changed})}}));
    drivers::AusweisAppSession session(app.options());
    std::vector<EidStage> stages;
    const auto outcome =
        session.change_pin({}, SecretText(), [&](EidStage now) { stages.push_back(now); });
    EXPECT_EQ(kind_of(outcome), "ok");
    EXPECT_EQ(stages,
              (std::vector{EidStage::asking_on_the_keypad, EidStage::asking_on_the_keypad}));
    EXPECT_NE(app.heard().find(R"({"cmd":"SET_PIN"})"), std::string::npos);
}

TEST(ScriptedAusweisApp, IsNotGivenAPinAfterACancel) {
    ScriptedApp app(answers({{"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3)})}}));
    drivers::AusweisAppSession session(app.options());
    EXPECT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    const auto outcome = change_pin(session, [&](EidStage) { session.cancel(); });
    EXPECT_EQ(kind_of(outcome), "card_removed");
    EXPECT_TRUE(session.process_id()) << "it let go, and is kept";
    auto looking = std::async(std::launch::async,
                              [&] { return session.look(session.look({}, 0ms), 60s).presence; });
    while (looking.wait_for(50ms) != std::future_status::ready) session.cancel();
    EXPECT_EQ(looking.get(), CardPresence::eid);
}

TEST(ScriptedAusweisApp, ReadsNothingWithoutAnEidServer) {
    ScriptedApp app;
    drivers::AusweisAppSession session(app.options());
    const auto reading = session.read({}, nobody_listens);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::terminal_refused);
}

TEST(ScriptedAusweisApp, IsNotWokenByALaterCancel) {
    ScriptedApp app;
    drivers::AusweisAppSession session(app.options());
    const auto seen = session.look({}, 0ms);
    session.cancel();
    const auto begun = Steady::now();
    EXPECT_EQ(session.look(seen, 300ms), seen);
    EXPECT_GE(Steady::now() - begun, 300ms);
}

// An alarm that is due as the wait begins must end it, too.
TEST(AusweisAppLine, IsNeverWaitedAtLongerThanSaid) {
    using drivers::ausweisapp::Line;
    using drivers::ausweisapp::Process;
    ScriptedApp app;
    const auto options = app.options();
    const auto process = Process::start(options.program, options.port);
    ASSERT_TRUE(process);
    auto line = Line::open(options.port, Steady::now() + 1s);
    while (!line && (*process)->alive()) line = Line::open(options.port, Steady::now() + 1s);
    ASSERT_TRUE(line);
    for (int i = 0; i < 3000; ++i) {
        const auto until = Steady::now() + std::chrono::microseconds(i % 60);
        const auto heard = (*line)->receive(until);
        ASSERT_TRUE(heard);
        ASSERT_FALSE(*heard);
        ASSERT_LT(Steady::now() - until, 1s) << i;
    }
}

// The app's own memory is not ours to judge.
TEST(ScriptedAusweisApp, LeavesNoTraceOfAPinInTheSession) {
    const HiddenDigits pin;
    const std::string words = "/tmp/kiosk-words-" + std::to_string(getpid());
    pin.write_to(words);
    const auto traces = [&] {
        const std::string command = HOUSE "/tests/house/traces.py --pid " +
                                    std::to_string(getpid()) + " < " + words + " 2>&1";
        std::FILE* out = popen(command.c_str(), "r");  // NOLINT: words of this file
        std::string said;
        for (int byte = std::fgetc(out); byte != EOF; byte = std::fgetc(out))
            said.push_back(static_cast<char>(byte));
        pclose(out);
        return said;
    };
    ScriptedApp app(answers({{"RUN_CHANGE_PIN", always({asks("ENTER_PIN", 3)})},
                             {"SET_PIN", always({asks("ENTER_NEW_PIN", 3)})},
                             {"SET_NEW_PIN", always({changed})}}));
    drivers::AusweisAppSession session(app.options());
    EXPECT_EQ(
        kind_of(session.change_pin({.pin = pin.secret(), .can = {}}, pin.secret(), nobody_listens)),
        "ok");
    EXPECT_EQ(traces(), "");
    const SecretText held = pin.secret();
    EXPECT_NE(traces(), "") << "the search must find what is there";
    unlink(words.c_str());
}

}  // namespace
}  // namespace tests
