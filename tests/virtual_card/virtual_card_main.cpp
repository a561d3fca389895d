// virtual-card: a German eID card for the virtual reader of Debian's vsmartcard-vpcd. Test machines
// only.
#include "tests/virtual_card/card.h"
#include "tests/virtual_card/reader_slot.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

#include <eac/eac.h>

namespace {

using namespace virtual_card;

constexpr const char* usage =
    "virtual-card --card FOLDER [--port 35963] [--evil FILE] [--log FILE] [--delay-ms N]\n"
    "Lays the card of FOLDER (tests/virtual_card/pki.py) on the reader until the reader goes or a "
    "script\n"
    "(--evil, tests/virtual_card/mischief.h) takes it away. Each exchange is a line of the log: "
    "number,\n"
    "command header, lengths, step, status, milliseconds; never content.\n";

struct Options {
    std::string card, evil, log;
    int port = 35963;
    long delay_ms = 0;
};

std::optional<Options> parse(int count, char** words) {
    Options options;
    for (int at = 1; at + 1 < count; at += 2) {
        const std::string name = words[at], value = words[at + 1];
        if (name == "--card")
            options.card = value;
        else if (name == "--evil")
            options.evil = value;
        else if (name == "--log")
            options.log = value;
        else if (name == "--port")
            options.port = std::stoi(value);
        else if (name == "--delay-ms")
            options.delay_ms = std::stol(value);
        else
            return {};
    }
    if (options.card.empty() || count % 2 == 0) return {};
    return options;
}

void pause(long ms) {
    if (ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

class Exchanges {
  public:
    explicit Exchanges(const std::string& path) {
        if (!path.empty()) file_.open(path, std::ios::app);
    }
    void note(unsigned number, View command, const Card::Answer& answer, double ms) {
        char status[8];
        std::snprintf(status, sizeof status, "%04X", answer.status);
        file_ << nlohmann::json{{"n", number},
                                {"header",
                                 to_hex(command.first(std::min<std::size_t>(4, command.size())))},
                                {"sent", command.size()},
                                {"got", answer.raw.size()},
                                {"step", answer.step},
                                {"secured", answer.secured},
                                {"status", status},
                                {"ms", ms}}
                     .dump()
              << std::endl;
    }
    void event(const char* what) { file_ << nlohmann::json{{"event", what}}.dump() << std::endl; }

  private:
    std::ofstream file_;
};

class OnTheReader {
  public:
    OnTheReader(const Options& options, Mischief mischief)
        : options_(options),
          stock_(options.card),
          card_(stock_),
          slot_(options.port),
          log_(options.log),
          mischief_(std::move(mischief)) {}

    int stay() {
        if (!slot_.lay()) return 1;
        log_.event("laid");
        while (const auto message = slot_.receive())
            if (!(message->size() == 1 ? control(message->front()) : exchange(*message))) break;
        log_.event("gone");
        return 0;
    }

  private:
    bool control(std::uint8_t what) {
        if (what == 4) return slot_.send(atr());
        card_.reset();
        return true;
    }

    [[nodiscard]] Bytes atr() const {
        return from_hex(stock_.card.value("atr", "3B8A80018031F873F741E082900075"));
    }

    bool exchange(View command) {
        const auto begin = std::chrono::steady_clock::now();
        pause(options_.delay_ms);
        const Card::Answer answer = card_.transmit(command, mischief_, ++count_);
        pause(answer.deed.wait_ms);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        log_.note(count_, command, answer, took.count());
        if (answer.deed.pull || answer.deed.swap) return away(answer.deed);
        return slot_.send(answer.raw);
    }

    // Swapped: another card answers at once, and the reader may not have noticed.
    bool away(const Deed& deed) {
        slot_.take_away();
        log_.event(deed.swap ? "swapped" : "pulled");
        if (!deed.swap && !deed.back_after_ms) return false;
        pause(deed.back_after_ms.value_or(0));
        card_.reset();
        return slot_.lay();
    }

    const Options& options_;
    Stock stock_;
    Card card_;
    ReaderSlot slot_;
    Exchanges log_;
    Mischief mischief_;
    unsigned count_ = 0;
};

}  // namespace

int main(int count, char** words) {
    const auto options = parse(count, words);
    if (!options) {
        std::cerr << usage;
        return 2;
    }
    EAC_init();
    try {
        Mischief mischief;
        if (!options->evil.empty()) {
            std::ifstream script(options->evil);
            mischief = Mischief(nlohmann::json::parse(script));
        }
        return OnTheReader(*options, std::move(mischief)).stay();
    } catch (const std::exception& wrong) {
        std::cerr << "virtual-card: " << wrong.what() << "\n";
        return 2;
    }
}
