// The script of a hostile card: which exchange goes wrong, and how. One JSON list of rules; the
// first rule that fits an exchange and is not used up decides.
//
//   when   "exchange": N (1 = first command after the card was laid), "step": a name of Card::step,
//          neither = every one; "after": K fitting exchanges go well first; "times": M, then well
//          again
//   how    "say": "6A82"      that status, protected where the channel is protected, no data
//          "answer": "hex"    these bytes, raw          "flood": N     N bytes and 9000, raw
//          "data": "hex"      other plain data          "mangle": how  see mangled() in
//          mischief.cpp "replace": {"82": "infinity"}  a value inside 7C: see forged() in
//          mischief.cpp "breach": how      see Breach                "endless": true  as many bytes
//          as asked, for ever "truncate": N, "append": "hex", "flip": N    on the raw answer
//          "delay_ms": N, "hang_ms": N                  before answering
//          "pull": true ("back_after_ms": N)            taken away before this exchange
//          "swap": true                                 another card lies there at once
#pragma once

#include "tests/virtual_card/apdu.h"
#include "tests/virtual_card/secure_channel.h"

#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace virtual_card {

struct Deed {
    Breach breach = Breach::none;
    bool endless = false, pull = false, swap = false;
    long wait_ms = 0;
    std::optional<long> back_after_ms;
    std::optional<unsigned> say;
    std::optional<Bytes> answer, data;
    std::string mangle;
    std::map<unsigned, std::string> replace;
    std::optional<std::size_t> truncate, flip;
    Bytes append;

    void change_plain(const Command& command, Response& response) const;
    [[nodiscard]] Bytes change_raw(Bytes raw) const;
};

class Mischief {
  public:
    explicit Mischief(const nlohmann::json& rules = nlohmann::json::array());
    Deed at(unsigned exchange, const std::string& step);

  private:
    struct Rule {
        nlohmann::json how;
        unsigned seen = 0, done = 0;
    };
    std::vector<Rule> rules_;
};

// A file or an answer spoiled as BER; an unknown name throws.
Bytes mangled(Bytes data, const std::string& how);

}  // namespace virtual_card
