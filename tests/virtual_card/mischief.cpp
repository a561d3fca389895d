#include "tests/virtual_card/mischief.h"

#include <algorithm>
#include <stdexcept>

namespace virtual_card {

namespace {

using nlohmann::json;

constexpr std::size_t reader_takes = 65000;  // in one message, with room for secure messaging

Deed deed_of(const json& how) {
    Deed deed;
    if (how.contains("breach")) {
        const auto breach = breach_named(how.at("breach"));
        if (!breach) throw std::runtime_error("no such breach: " + how.at("breach").dump());
        deed.breach = *breach;
    }
    deed.endless = how.value("endless", false);
    deed.pull = how.value("pull", false);
    deed.swap = how.value("swap", false);
    deed.wait_ms = how.value("delay_ms", 0L) + how.value("hang_ms", 0L);
    if (how.contains("back_after_ms")) deed.back_after_ms = how.at("back_after_ms").get<long>();
    if (how.contains("say"))
        deed.say = static_cast<unsigned>(std::stoul(how.at("say").get<std::string>(), nullptr, 16));
    if (how.contains("answer")) deed.answer = from_hex(how.at("answer"));
    if (how.contains("flood")) {
        deed.answer = Bytes(how.at("flood").get<std::size_t>(), 0x41);
        deed.answer->insert(deed.answer->end(), {0x90, 0x00});
    }
    if (how.contains("data")) deed.data = from_hex(how.at("data"));
    deed.mangle = how.value("mangle", "");
    const json replace = how.value("replace", json::object());
    for (const auto& [tag, value] : replace.items())
        deed.replace[static_cast<unsigned>(std::stoul(tag, nullptr, 16))] = value;
    if (how.contains("truncate")) deed.truncate = how.at("truncate").get<std::size_t>();
    if (how.contains("flip")) deed.flip = how.at("flip").get<std::size_t>();
    deed.append = from_hex(how.value("append", ""));
    return deed;
}

bool fits(const json& how, unsigned exchange, const std::string& step) {
    return (!how.contains("exchange") || how.at("exchange") == exchange) &&
           (!how.contains("step") || how.at("step") == step);
}

// A point or value inside 7C, forged. `theirs` is what the terminal sent in the same command.
Bytes forged(Bytes own, View theirs, const std::string& kind) {
    if (kind == "infinity") return {0x00};
    if (kind == "zero") return Bytes(1, 0x04) + Bytes(own.size() - 1, 0);
    if (kind == "empty") return {};
    if (kind == "off_curve") own.back() ^= 1;
    if (kind == "short") own.pop_back();
    if (kind == "long") own.push_back(0);
    if (kind == "reflect") return bytes_of(theirs);
    if (kind == "compressed") {
        const std::uint8_t form = own.back() & 1 ? 0x03 : 0x02;
        return Bytes(1, form) + View(own).subspan(1, own.size() / 2);
    }
    if (kind == "hybrid") own[0] = own.back() & 1 ? 0x07 : 0x06;
    if (kind == "beyond_field") return Bytes(1, 0x04) + Bytes(own.size() - 1, 0xFF);
    if (kind == "huge") return Bytes(30000, 0x04);
    if (kind == "flipped") own[own.size() / 2] ^= 1;
    if (kind.starts_with("hex:")) return from_hex(kind.substr(4));
    return own;
}

Bytes replaced(View data, const Command& command, const std::map<unsigned, std::string>& replace) {
    View outer = data;
    const auto frame = take(outer);
    if (!frame || frame->tag != 0x7C) return bytes_of(data);
    View sent = command.data, theirs;
    if (const auto asked = take(sent))
        if (View inside = asked->value; const auto first = take(inside)) theirs = first->value;
    Bytes inside;
    for (View rest = frame->value; const auto item = take(rest);) {
        const auto found = replace.find(item->tag);
        if (found == replace.end())
            inside = std::move(inside) + item->whole;
        else if (found->second != "missing")
            inside = std::move(inside) +
                     wrap(item->tag, forged(bytes_of(item->value), theirs, found->second));
    }
    return wrap(0x7C, inside);
}

Bytes with_length(View data, const char* length) {
    View rest = data;
    const auto item = take(rest);
    if (!item) return bytes_of(data);
    return bytes_of(item->whole.first(1)) + View(from_hex(length)) + View(bytes_of(item->value));
}

// Sequences one in the other; written from the innermost outwards, and so backwards.
Bytes nested(unsigned depth) {
    Bytes backwards;
    while (depth-- > 0) {
        const std::size_t length = backwards.size();
        backwards.push_back(static_cast<std::uint8_t>(length));
        if (length > 0xFF) backwards.push_back(static_cast<std::uint8_t>(length >> 8));
        if (length > 0x7F) backwards.push_back(length > 0xFF ? 0x82 : 0x81);
        backwards.push_back(0x30);
    }
    return {backwards.rbegin(), backwards.rend()};
}

}  // namespace

Bytes mangled(Bytes data, const std::string& how) {
    if (how == "empty") return {};
    if (how == "one_byte") return Bytes(1, data.empty() ? 0x30 : data.front());
    if (how == "zeros") return Bytes(200, 0);
    if (how == "indefinite") return with_length(data, "80") + View(Bytes{0, 0});
    if (how == "huge_length") return with_length(data, "84FFFFFFFF");
    if (how == "wide_length") return with_length(data, "88FFFFFFFFFFFFFFFF");
    if (how == "reserved_length") return with_length(data, "FF");
    if (how == "length_of_length") return with_length(data, "FE");
    if (how == "non_minimal") return with_length(data, "8400000010");
    if (how == "too_long") return with_length(data, "827FFF");
    if (how == "too_short") return with_length(data, "01");
    if (how == "endless_tag") return Bytes(1, 0x3F) + Bytes(300, 0xFF);
    if (how == "deep") return nested(4000);
    if (how == "trailing") return std::move(data) + bytes_of("trailing");
    if (how == "truncated") return bytes_of(View(data).first(data.size() / 2));
    if (how == "primitive") {
        if (!data.empty()) data[0] &= 0xDF;
        return data;
    }
    if (how == "twice") return data + View(data);
    if (how == "ones") return Bytes(data.size(), 0xFF);
    if (how == "bad_utf8") {
        for (std::size_t at = 4; at < data.size(); ++at) data[at] = 0xC3;
        return data;
    }
    if (how == "null_inside") {
        if (data.size() > 5) data[5] = 0;
        return data;
    }
    throw std::runtime_error("no such way to mangle: " + how);
}

void Deed::change_plain(const Command& command, Response& response) const {
    if (say) response = {{}, *say};
    if (data) response.data = *data;
    if (endless) response = {Bytes(std::min(command.le.value_or(256), reader_takes), 0x30), 0x9000};
    const bool file = command.ins == 0xB0;  // is spoiled before it is cut into answers
    if (!mangle.empty() && !file) response.data = mangled(response.data, mangle);
    if (!replace.empty()) response.data = replaced(response.data, command, replace);
}

Bytes Deed::change_raw(Bytes raw) const {
    if (answer) return *answer;
    if (flip && *flip < raw.size()) raw[*flip] ^= 1;
    if (truncate && *truncate < raw.size()) raw.resize(*truncate);
    return std::move(raw) + append;
}

Mischief::Mischief(const json& rules) {
    for (const json& how : rules) {
        deed_of(how);
        rules_.push_back({how});
    }
}

Deed Mischief::at(unsigned exchange, const std::string& step) {
    for (Rule& rule : rules_) {
        if (!fits(rule.how, exchange, step)) continue;
        if (rule.seen++ < rule.how.value("after", 0U)) continue;
        if (rule.done >= rule.how.value("times", ~0U)) continue;
        ++rule.done;
        return deed_of(rule.how);
    }
    return {};
}

}  // namespace virtual_card
