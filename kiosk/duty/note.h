// How the notes of this room are read: strictly, for the other side may be of another version, or
// the disk damaged.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/json_object.h"
#include "kiosk/base/result.h"
#include "kiosk/fleet/word.h"
#include "kiosk/jose/json.h"

#include <string>
#include <utility>

namespace kiosk::duty {

inline constexpr std::size_t largest_note = 16U << 10U;

class NoteObject {
  public:
    explicit NoteObject(const nlohmann::json& value) : object_(value, "note") {}

    [[nodiscard]] bool has(const char* name) const { return object_.present(name); }
    [[nodiscard]] std::string text(const char* name) {
        std::string text;
        object_.require(name, text);
        return text;
    }
    [[nodiscard]] std::string word(const char* name) {
        std::string word = text(name);
        if (!fleet::is_word(word)) object_.complain(name, "is no word");
        return word;
    }
    [[nodiscard]] std::int64_t count(const char* name) {
        std::int64_t count = 0;
        object_.require(name, count);
        if (count < 0) object_.complain(name, "is below zero");
        return count;
    }
    [[nodiscard]] bool flag(const char* name) {
        bool flag = false;
        object_.require(name, flag);
        return flag;
    }
    [[nodiscard]] Instant instant(const char* name) {
        Instant instant{};
        object_.require(name, instant);
        return instant;
    }
    template <class Value>
    [[nodiscard]] Result<Value> finish(Value value) {
        TRY_VOID(object_.finish());
        return value;
    }

  private:
    JsonObject object_;
};

template <class Value>
[[nodiscard]] Result<Value> parse_note(std::string_view text,
                                       Result<Value> (*read)(const nlohmann::json&)) {
    return read(TRY(jose::parse_object(text, largest_note)));
}

}  // namespace kiosk::duty
