#include "kiosk/programs/try_card_input.h"

#include <algorithm>
#include <vector>

#include <unistd.h>

namespace kiosk::programs {
namespace {

constexpr std::size_t most_input = 1024;
constexpr std::size_t most_digits = 16;

class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool take(std::string_view token) {
        skip_space();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    [[nodiscard]] bool at_end() {
        skip_space();
        return rest_.empty();
    }
    // A string without escapes: secrets and our member names need none.
    Result<std::string_view> text() {
        if (!take("\"")) return fail(ErrorKind::invalid_input, "input: a string is expected");
        const std::size_t end = rest_.find_first_of("\"\\");
        if (end == std::string_view::npos || rest_[end] != '"')
            return fail(ErrorKind::invalid_input, "input: a string that is none");
        const std::string_view text = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return text;
    }

  private:
    void skip_space() {
        const std::size_t at = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(std::min(at, rest_.size()));
    }

    std::string_view rest_;
};

Result<SecretText> digits(Reader& reader) {
    const std::string_view text = TRY(reader.text());
    if (text.empty() || text.size() > most_digits ||
        text.find_first_not_of("0123456789") != std::string_view::npos)
        return fail(ErrorKind::invalid_input, "input: digits are expected");
    return SecretText(text);
}

Result<void> read_member(Reader& reader, CardInput& into) {
    const std::string_view name = TRY(reader.text());
    if (!reader.take(":")) return fail(ErrorKind::invalid_input, "input: ':' is expected");
    if (name == "spend_last_try") {
        into.spend_last_try = reader.take("true");
        if (into.spend_last_try || reader.take("false")) return {};
        return fail(ErrorKind::invalid_input, "input: true or false is expected");
    }
    std::optional<SecretText>* member = name == "pin"       ? &into.pin
                                        : name == "new_pin" ? &into.new_pin
                                        : name == "can"     ? &into.can
                                        : name == "puk"     ? &into.puk
                                                            : nullptr;
    if (member == nullptr || *member)
        return fail(ErrorKind::invalid_input, "input: unknown or repeated member");
    *member = TRY(digits(reader));
    return {};
}

}  // namespace

Result<CardInput> parse_card_input(std::string_view json) {
    Reader reader(json);
    CardInput input;
    if (!reader.take("{")) return fail(ErrorKind::invalid_input, "input: an object is expected");
    bool more = !reader.take("}");
    while (more) {
        TRY_VOID(read_member(reader, input));
        more = reader.take(",");
        if (!more && !reader.take("}"))
            return fail(ErrorKind::invalid_input, "input: '}' is expected");
    }
    if (!reader.at_end()) return fail(ErrorKind::invalid_input, "input: more than one object");
    return input;
}

Result<CardInput> read_card_input() {
    std::vector<char, LockedAllocator<char>> buffer(most_input + 1);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const auto got = read(STDIN_FILENO, buffer.data() + size, buffer.size() - size);
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > most_input) return fail(ErrorKind::invalid_input, "input: too long");
    return parse_card_input({buffer.data(), size});
}

}  // namespace kiosk::programs
