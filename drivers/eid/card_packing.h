// How values lie in a message: one walk over the members serves both ways, so that what is written
// and what is read cannot differ.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/eid/secret_bytes.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace drivers::card {

using kiosk::eid::SecretBytes;

// The last value of an enum that may arrive; the first is 0 unless said.
template <class Enum>
struct Span;

class Packer {
  public:
    static constexpr bool reading = false;

    void number(std::uint64_t value, int bytes) {
        for (int i = bytes - 1; i >= 0; --i)
            message_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    void text(std::string_view value) {
        number(value.size(), 4);
        message_.insert(message_.end(), value.begin(), value.end());
    }
    [[nodiscard]] SecretBytes take() { return std::move(message_); }

  private:
    SecretBytes message_;
};

class Unpacker {
  public:
    static constexpr bool reading = true;

    explicit Unpacker(kiosk::ByteView message) : rest_(message) {}

    [[nodiscard]] std::uint64_t number(int bytes, std::uint64_t most) {
        if (rest_.size() < static_cast<std::size_t>(bytes)) return refuse();
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i) value = value << 8U | rest_[static_cast<std::size_t>(i)];
        rest_ = rest_.subspan(static_cast<std::size_t>(bytes));
        return value > most ? refuse() : value;
    }
    [[nodiscard]] std::string_view text() {
        const std::size_t size = number(4, rest_.size());
        if (size > rest_.size()) {
            refuse();
            return {};
        }
        const auto* begin = reinterpret_cast<const char*>(rest_.data());
        rest_ = rest_.subspan(size);
        return {begin, size};
    }
    // Each element takes at least one byte: a longer list is none.
    [[nodiscard]] std::size_t count() { return number(4, rest_.size()); }
    std::uint64_t refuse() {
        refused_ = true;
        rest_ = {};
        return 0;
    }
    [[nodiscard]] bool good() const { return !refused_; }
    [[nodiscard]] bool finished() const { return !refused_ && rest_.empty(); }

  private:
    kiosk::ByteView rest_;
    bool refused_ = false;
};

// Values that are numbers.
template <class Wire, class Value>
void walk_number(Wire& wire, Value& value, int bytes, std::uint64_t most) {
    if constexpr (Wire::reading)
        value = static_cast<Value>(wire.number(bytes, most));
    else
        wire.number(static_cast<std::uint64_t>(value), bytes);
}
template <class Wire>
void walk(Wire& wire, bool& value) {
    walk_number(wire, value, 1, 1);
}
template <class Wire>
void walk(Wire& wire, int& value) {
    walk_number(wire, value, 4, 0x7FFFFFFF);
}
template <class Wire>
void walk(Wire& wire, std::chrono::milliseconds& value) {
    auto count = static_cast<std::uint64_t>(value.count());
    walk_number(wire, count, 8, 1U << 30U);
    value = std::chrono::milliseconds(count);
}
template <class Wire, class Enum>
requires std::is_enum_v<Enum>
void walk(Wire& wire, Enum& value) {
    walk_number(wire, value, 1, static_cast<std::uint64_t>(Span<Enum>::last));
    if constexpr (Wire::reading && requires { Span<Enum>::known(value); })
        if (wire.good() && !Span<Enum>::known(value)) wire.refuse();
}
template <class Wire>
void walk(Wire& wire, kiosk::Date& value) {
    constexpr int before_common_era = 1'000'000;  // no day that is told has a negative number
    std::uint64_t number = 0;
    if constexpr (!Wire::reading)
        number = static_cast<std::uint64_t>(
            std::chrono::sys_days(value).time_since_epoch().count() + before_common_era);
    walk_number(wire, number, 4, 2 * before_common_era);
    if constexpr (Wire::reading)
        value =
            std::chrono::sys_days(std::chrono::days(static_cast<int>(number) - before_common_era));
}

// Values that are texts.
template <class Wire>
void walk(Wire& wire, std::string& value) {
    if constexpr (Wire::reading)
        value = wire.text();
    else
        wire.text(value);
}
template <class Wire>
void walk(Wire& wire, kiosk::SecretText& value) {
    if constexpr (Wire::reading)
        value.set(wire.text());
    else
        wire.text(value.reveal());
}
template <class Wire>
void walk(Wire& wire, kiosk::Bytes& value) {
    if constexpr (Wire::reading) {
        const auto bytes = kiosk::view_of(wire.text());
        value.assign(bytes.begin(), bytes.end());
    } else {
        wire.text({reinterpret_cast<const char*>(value.data()), value.size()});
    }
}

// Values that hold others: each type has a list of its members, found by its own walk().
template <class Wire, class Value>
void walk(Wire& wire, std::optional<Value>& value) {
    bool there = value.has_value();
    walk(wire, there);
    if (!there) return value.reset();
    if (!value) value.emplace();
    walk(wire, *value);
}
template <class Wire, class Value>
void walk(Wire& wire, std::vector<Value>& values) {
    if constexpr (Wire::reading)
        values.resize(wire.count());
    else
        wire.number(values.size(), 4);
    for (Value& value : values) walk(wire, value);
}
template <class Wire, class Key, class Value>
void walk(Wire& wire, std::map<Key, Value>& values) {
    if constexpr (Wire::reading) {
        for (std::size_t left = wire.count(); left > 0 && wire.good(); --left) {
            std::pair<Key, Value> entry;
            walk(wire, entry.first);
            walk(wire, entry.second);
            if (!values.insert(std::move(entry)).second) wire.refuse();
        }
    } else {
        wire.number(values.size(), 4);
        for (auto& [key, value] : values) {
            Key copy = key;
            walk(wire, copy);
            walk(wire, value);
        }
    }
}
template <class Variant, std::size_t index>
void emplace_at(Variant& value, std::size_t at) {
    if constexpr (index < std::variant_size_v<Variant>) {
        if (index == at)
            value.template emplace<index>();
        else
            emplace_at<Variant, index + 1>(value, at);
    }
}
template <class Wire, class... Values>
void walk(Wire& wire, std::variant<Values...>& value) {
    auto index = static_cast<std::uint64_t>(value.index());
    walk_number(wire, index, 1, sizeof...(Values) - 1);
    if constexpr (Wire::reading) emplace_at<std::variant<Values...>, 0>(value, index);
    std::visit([&](auto& held) { walk(wire, held); }, value);
}

}  // namespace drivers::card
