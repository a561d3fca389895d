#include "screens/technician/service_menu.h"

#include <imgui.h>

namespace screens {
namespace {

using Wish = std::optional<StaffWish>;

ImVec4 colour_of(PartState state) {
    switch (state) {
        case PartState::good:
            return {0.05F, 0.36F, 0.17F, 1};
        case PartState::warning:
            return {0.48F, 0.29F, 0.00F, 1};
        case PartState::bad:
            return {0.59F, 0.05F, 0.11F, 1};
    }
    return {1, 1, 1, 1};
}

// State is said in words as well as in colour.
const char* key_of(PartState state) {
    switch (state) {
        case PartState::good:
            return "staff.state.good";
        case PartState::warning:
            return "staff.state.warning";
        case PartState::bad:
            return "staff.state.bad";
    }
    return "staff.state.bad";
}

float button_height() {
    return ImGui::GetFontSize() * 2.4F;
}

bool button(const StaffWords& words, const char* key) {
    return ImGui::Button(words(key).c_str(), {0, button_height()});
}

void full_window(const char* name, float width_share) {
    const ImVec2 room = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({room.x / 2, room.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSize({room.x * width_share, room.y * 0.92F}, ImGuiCond_Always);
    ImGui::SetNextWindowBgAlpha(1);
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse);
}

void cell(const std::string& text) {
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(text.c_str());
}

void lines(const char* name, const std::vector<PartLine>& all, const StaffWords& words,
           bool with_state) {
    if (!ImGui::BeginTable(name, with_state ? 3 : 2,
                           ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp))
        return;
    for (const PartLine& line : all) {
        ImGui::TableNextRow();
        cell(line.name);
        if (with_state) {
            ImGui::TableNextColumn();
            ImGui::TextColored(colour_of(line.state), "%s", words(key_of(line.state)).c_str());
        }
        cell(line.detail);
    }
    ImGui::EndTable();
}

Wish parts_tab(const ServiceMenu& menu, const StaffWords& words) {
    Wish wish;
    lines("parts", menu.parts, words, true);
    for (const std::string& problem : menu.problems) ImGui::TextWrapped("%s", problem.c_str());
    ImGui::Spacing();
    if (button(words, "staff.refresh")) wish = RefreshWanted{};
    ImGui::SameLine();
    if (button(words, menu.closed_by_staff ? "staff.open" : "staff.close"))
        wish = ClosingWanted{!menu.closed_by_staff};
    ImGui::SameLine();
    if (button(words, "staff.test_print")) wish = TestPrintWanted{};
    if (!menu.test_print.empty()) ImGui::TextUnformatted(menu.test_print.c_str());
    if (menu.can_alone) {
        const bool unlocked = *menu.can_alone;
        ImGui::Spacing();
        if (button(words, unlocked ? "staff.can_alone.lock" : "staff.can_alone.unlock"))
            wish = CanAloneWanted{!unlocked};
        if (unlocked) ImGui::TextUnformatted(words("staff.can_alone.unlocked").c_str());
    }
    return wish;
}

void orders_tab(const ServiceMenu& menu, const StaffWords& words) {
    if (menu.orders.empty()) ImGui::TextUnformatted(words("staff.orders.none").c_str());
    constexpr auto flags =
        ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp;
    if (menu.orders.empty() || !ImGui::BeginTable("orders", 5, flags)) return;
    for (const char* key : {"staff.orders.number", "staff.orders.service", "staff.orders.state",
                            "staff.orders.attempts", "staff.orders.problem"})
        ImGui::TableSetupColumn(words(key).c_str());
    ImGui::TableHeadersRow();
    for (const OrderRow& order : menu.orders) {
        ImGui::TableNextRow();
        cell(order.order_number);
        cell(order.service);
        cell(order.state);
        cell(std::to_string(order.attempts));
        cell(order.problem);
    }
    ImGui::EndTable();
}

Wish keys(const CodePad& pad, const StaffWords& words) {
    Wish wish;
    const float size = ImGui::GetFontSize() * 3;
    for (const char digit : {'1', '2', '3', '4', '5', '6', '7', '8', '9', '0'}) {
        const char label[] = {digit, '\0'};
        if (ImGui::Button(label, {size, size}) && !pad.waiting) wish = DigitPressed{digit};
        if (digit % 3 != 0 || digit == '0') ImGui::SameLine();
    }
    if (ImGui::Button(words("staff.code.erase").c_str(), {size * 2, size})) wish = DigitErased{};
    if (ImGui::Button(words("staff.code.enter").c_str(), {size * 3, size}) && !pad.waiting)
        wish = CodeEntered{};
    return wish;
}

}  // namespace

std::optional<StaffWish> code_pad(const CodePad& pad, const StaffWords& words) {
    full_window((words("staff.code.title") + "###code").c_str(), 0.4F);
    ImGui::TextUnformatted(words("staff.code.label").c_str());
    ImGui::TextUnformatted(std::string(pad.digits, '*').c_str());
    ImGui::TextWrapped("%s", pad.message.c_str());
    Wish wish = keys(pad, words);
    ImGui::Spacing();
    if (button(words, "staff.leave")) wish = MenuLeft{};
    ImGui::End();
    return wish;
}

std::optional<StaffWish> service_menu(const ServiceMenu& menu, const StaffWords& words) {
    Wish wish;
    full_window((words("staff.title") + "###menu").c_str(), 0.92F);
    if (button(words, "staff.leave")) wish = MenuLeft{};
    if (ImGui::BeginTabBar("tabs")) {
        if (ImGui::BeginTabItem(words("staff.tab.parts").c_str())) {
            if (const Wish found = parts_tab(menu, words)) wish = found;
            ImGui::EndTabItem();
        }
        if (ImGui::BeginTabItem(words("staff.tab.orders").c_str())) {
            orders_tab(menu, words);
            ImGui::EndTabItem();
        }
        if (ImGui::BeginTabItem(words("staff.tab.versions").c_str())) {
            lines("versions", menu.versions, words, false);
            ImGui::EndTabItem();
        }
        ImGui::EndTabBar();
    }
    ImGui::End();
    return wish;
}

}  // namespace screens
