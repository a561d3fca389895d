// A card that says what the test tells it to, and what is needed to write bytes as the standards
// do.
#pragma once

#include "kiosk/eid/secret_bytes.h"
#include "kiosk/ports/card_channel.h"
#include "kiosk/ports/random.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace tests {

[[nodiscard]] inline kiosk::Bytes hex(std::string_view text) {
    kiosk::Bytes bytes;
    std::string pair;
    for (const char c : text) {
        if (c == ' ') continue;
        pair += c;
        if (pair.size() < 2) continue;
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(pair, nullptr, 16)));
        pair.clear();
    }
    return bytes;
}

// Answers one command after another; records what it was asked. Out of answers it is gone.
class ScriptedCard : public kiosk::CardChannel {
  public:
    ScriptedCard() = default;
    explicit ScriptedCard(const std::vector<std::string>& answers) {
        for (const std::string& answer : answers) answers_.push_back(hex(answer));
    }
    void add(kiosk::Bytes answer) { answers_.push_back(std::move(answer)); }

    [[nodiscard]] tl::expected<kiosk::Bytes, kiosk::ChannelTrouble> transmit(
        kiosk::ByteView command) override {
        asked.push_back(kiosk::to_hex(command));
        if (answers_.empty()) return tl::unexpected(kiosk::ChannelTrouble::removed);
        kiosk::Bytes answer = answers_.front();
        if (answers_.size() > 1 || !repeats_last) answers_.pop_front();
        return answer;
    }

    std::vector<std::string> asked;
    bool repeats_last = false;

  private:
    std::deque<kiosk::Bytes> answers_;
};

// Chance as a worked example has it: these bytes, one after another.
class ScriptedRandom : public kiosk::Random {
  public:
    explicit ScriptedRandom(const std::vector<std::string>& draws) {
        for (const std::string& draw : draws) draws_.push_back(hex(draw));
    }
    void fill(std::span<std::uint8_t> bytes) override {
        const kiosk::Bytes draw = draws_.front();
        draws_.pop_front();
        std::copy(draw.begin(), draw.end(), bytes.begin());
    }

  private:
    std::deque<kiosk::Bytes> draws_;
};

}  // namespace tests
