// What every card reader must do, PC/SC with a real pcscd behind it and the simulated twin alike.
#include "drivers/card/pcsc_reader.h"
#include "drivers/card/simulated_reader.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::Bytes;
using kiosk::ChannelTrouble;
using kiosk::ReaderState;

const Bytes read_card_access{0x00, 0xB0, 0x9C, 0x00, 0x00};

class Simulated {
  public:
    drivers::SimulatedReader reader;
    static bool missing() { return false; }
    void lay() {
        reader.lay([] { return [](kiosk::ByteView) { return Bytes{0x31, 0x00, 0x90, 0x00}; }; });
    }
    void lay_one_that_hangs() {
        lay();
        reader.hang_at(1);
    }
    void lay_one_that_gives_half_an_answer() {
        reader.lay([] { return [](kiosk::ByteView) { return Bytes{0x90}; }; });
    }
    void take() { reader.take(); }
    void unplug() { reader.unplug(); }
    void plug() { reader.plug(); }
};

// A desk for all tests of this process: PC/SC-lite reads its socket's name once.
class Desk {
  public:
    Desk() {
        setenv("VIRTUAL_CARD", VIRTUAL_CARD, 1);
        setenv("PCSCLITE_CSOCK_NAME", (folder_ / "run" / "pcscd.comm").c_str(), 1);
        missing_ = run("pki.py " + (folder_ / "pki").string()) != 0 || rig("start") != 0;
    }
    ~Desk() {
        rig("stop");
        std::filesystem::remove_all(folder_);
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    int rig(const std::string& verb, const std::string& more = "") const {
        return run("rig " + verb + " " + folder_.string() + " " + more);
    }
    void lay(const std::string& rules) const {
        const auto script = folder_ / "evil.json";
        std::ofstream(script) << rules;
        rig("lay", (folder_ / "pki" / "card").string() + " --evil " + script.string());
    }
    [[nodiscard]] bool missing() const { return missing_; }

  private:
    static int run(const std::string& command) {
        return std::system((RIG "/" + command + " >/dev/null 2>&1").c_str());
    }

    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("card-contract-" + std::to_string(getpid()));
    bool missing_ = false;
};

class Real {
    static Desk& desk() {
        static Desk one;
        return one;
    }
    bool missing_ = desk().missing();

  public:
    drivers::PcscReader reader{"Virtual PCD 00 00", {.exchange = 1500ms}};
    ~Real() { take(); }
    [[nodiscard]] bool missing() const { return missing_; }
    static void lay() { desk().lay("[]"); }
    static void lay_one_that_hangs() { desk().lay(R"([{"step":"cardaccess","hang_ms":8000}])"); }
    static void lay_one_that_gives_half_an_answer() {
        desk().lay(R"([{"step":"cardaccess","truncate":1}])");
    }
    static void take() { desk().rig("take"); }
    static void unplug() { desk().rig("unplug"); }
    static void plug() { desk().rig("plug"); }
};

template <class Body>
class CardReaderContract : public testing::Test {
  protected:
    void SetUp() override {
        if (body.missing()) GTEST_SKIP() << "pcscd, vsmartcard-vpcd or openpace is missing";
        EXPECT_EQ(comes(ReaderState::no_card), ReaderState::no_card);
    }

    // What the reader comes to say, within five seconds.
    ReaderState comes(ReaderState wanted) {
        ReaderState seen = body.reader.state();
        for (int i = 0; i < 10 && seen != wanted; ++i)
            seen = body.reader.wait_for_change(seen, 500ms);
        return seen;
    }
    // A channel to a card that has just been laid.
    auto connect() {
        EXPECT_EQ(comes(ReaderState::card), ReaderState::card);
        return body.reader.connect();
    }

    Body body;
};

using Bodies = testing::Types<Simulated, Real>;
TYPED_TEST_SUITE(CardReaderContract, Bodies);

TYPED_TEST(CardReaderContract, SaysWhatLiesOnItAndWhetherItIsThereAtAll) {
    this->body.lay();
    EXPECT_EQ(this->comes(ReaderState::card), ReaderState::card);
    this->body.take();
    EXPECT_EQ(this->comes(ReaderState::no_card), ReaderState::no_card);
    this->body.unplug();
    EXPECT_EQ(this->comes(ReaderState::no_reader), ReaderState::no_reader);
    this->body.plug();
    EXPECT_EQ(this->comes(ReaderState::no_card), ReaderState::no_card);
    this->body.lay();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    EXPECT_TRUE((*channel)->transmit(read_card_access));
}

TYPED_TEST(CardReaderContract, WakesUpWhenACardIsLaid) {
    std::thread citizen([this] {
        std::this_thread::sleep_for(200ms);
        this->body.lay();
    });
    EXPECT_EQ(this->body.reader.wait_for_change(ReaderState::no_card, 8s), ReaderState::card);
    citizen.join();
}

TYPED_TEST(CardReaderContract, GivesTheCardsAnswersWithTheirStatusWord) {
    this->body.lay();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    const auto answer = (*channel)->transmit(read_card_access);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->front(), 0x31);
    EXPECT_EQ(Bytes(answer->end() - 2, answer->end()), (Bytes{0x90, 0x00}));
}

TYPED_TEST(CardReaderContract, ConnectsToNothingWhereNothingLies) {
    EXPECT_EQ(this->body.reader.connect().error(), ChannelTrouble::removed);
}

TYPED_TEST(CardReaderContract, TellsThatTheCardWasPulledAndStaysDead) {
    this->body.lay();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    ASSERT_TRUE((*channel)->transmit(read_card_access));
    this->body.take();
    EXPECT_EQ((*channel)->transmit(read_card_access).error(), ChannelTrouble::removed);
    this->body.lay();
    EXPECT_EQ((*channel)->transmit(read_card_access).error(), ChannelTrouble::removed);
}

TYPED_TEST(CardReaderContract, TellsThatTheReaderIsGone) {
    this->body.lay();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    this->body.unplug();
    EXPECT_EQ((*channel)->transmit(read_card_access).error(), ChannelTrouble::reader_lost);
    this->body.plug();
}

TYPED_TEST(CardReaderContract, DoesNotTakeHalfAnAnswerForOne) {
    this->body.lay_one_that_gives_half_an_answer();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    EXPECT_EQ((*channel)->transmit(read_card_access).error(), ChannelTrouble::broken);
}

// Last: the service is held by such a card until it is taken.
TYPED_TEST(CardReaderContract, GivesUpOnACardThatHangs) {
    this->body.lay_one_that_hangs();
    auto channel = this->connect();
    ASSERT_TRUE(channel);
    EXPECT_EQ((*channel)->transmit(read_card_access).error(), ChannelTrouble::timed_out);
    this->body.take();
}

}  // namespace
}  // namespace tests
