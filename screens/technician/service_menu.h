// The technician's service menu, in stock ImGui widgets: health of each part, orders without
// content, versions, a test print. It shows what it is given and answers with at most one wish a
// frame.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace screens {

enum class PartState { good, warning, bad };

struct PartLine {
    std::string name;
    PartState state = PartState::good;
    std::string detail;
};

// A row of the journal: states and codes, never content.
struct OrderRow {
    std::string order_number, service, state, problem;
    int attempts = 0;
};

struct ServiceMenu {
    std::vector<PartLine> parts;
    std::vector<std::string> problems;  // configuration: file, pointer, reason
    std::vector<PartLine> versions;
    std::vector<OrderRow> orders;
    bool closed_by_staff = false;
    std::string test_print;  // what came of it; empty: none yet
    // Reading a card by its CAN alone; absent where the terminal stands unattended.
    std::optional<bool> can_alone;
};

// What stands before the menu: digits are shown as dots only and are kept by the caller.
struct CodePad {
    std::size_t digits = 0;
    std::string message;   // wrong, locked for how long
    bool waiting = false;  // the code is being looked at
};

struct DigitPressed {
    char digit = '0';
};
struct DigitErased {};
struct CodeEntered {};
struct MenuLeft {};
struct RefreshWanted {};
struct TestPrintWanted {};
struct ClosingWanted {
    bool closed = false;
};
struct CanAloneWanted {
    bool unlocked = false;
};
using StaffWish = std::variant<DigitPressed, DigitErased, CodeEntered, MenuLeft, RefreshWanted,
                               TestPrintWanted, ClosingWanted, CanAloneWanted>;

// Words by key, "staff.…".
using StaffWords = std::function<std::string(std::string_view key)>;

// Between ImGui's NewFrame and Render.
[[nodiscard]] std::optional<StaffWish> code_pad(const CodePad& pad, const StaffWords& words);
[[nodiscard]] std::optional<StaffWish> service_menu(const ServiceMenu& menu,
                                                    const StaffWords& words);

}  // namespace screens
