#include "screens/technician/simulated_panel.h"

#include <imgui.h>

namespace screens {

const Trick* simulator_panel(const std::vector<TrickGroup>& groups) {
    const Trick* pressed = nullptr;
    const ImVec2 room = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({room.x - 20, room.y - 20}, ImGuiCond_FirstUseEver, {1, 1});
    ImGui::Begin("Simulator (F12)", nullptr,
                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
    for (const TrickGroup& group : groups) {
        ImGui::TextUnformatted(group.label.c_str());
        for (const Trick& trick : group.tricks) {
            if (&trick != group.tricks.data()) ImGui::SameLine();
            if (ImGui::Button(trick.label.c_str())) pressed = &trick;
        }
        ImGui::Spacing();
    }
    ImGui::End();
    return pressed;
}

}  // namespace screens
