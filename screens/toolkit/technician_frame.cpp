#include "screens/toolkit/technician_frame.h"

#include "kiosk/base/overloaded.h"
#include "screens/toolkit/raster.h"

namespace screens {

namespace {

constexpr float font_pixels = 22;
// Latin letters with their accents, dashes, quotation marks and "…", the euro sign.
constexpr ImWchar glyphs[] = {0x20, 0x17F, 0x2010, 0x2026, 0x20AC, 0x20AC, 0};

}  // namespace

void TechnicianFrame::use(std::function<void()> windows) {
    windows_ = std::move(windows);
    if (!windows_) return;
    if (atlas_.coverage.empty()) build_atlas();
    want_frames();
}

void TechnicianFrame::build_atlas() {
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->AddFontFromFileTTF(font_file_.c_str(), font_pixels, nullptr, glyphs);
    unsigned char* pixels = nullptr;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &atlas_.width, &atlas_.height);
    atlas_.coverage.assign(pixels,
                           pixels + static_cast<std::ptrdiff_t>(atlas_.width) * atlas_.height);
    io.Fonts->SetTexID(texture_of(&atlas_));
    io.KeyMap[ImGuiKey_Backspace] = 1;
    io.KeyMap[ImGuiKey_Enter] = 2;
    io.KeyMap[ImGuiKey_Escape] = 3;
    io.KeyMap[ImGuiKey_UpArrow] = 4;
    io.KeyMap[ImGuiKey_DownArrow] = 5;
    ImGui::StyleColorsLight();
    ImGui::GetStyle().ScaleAllSizes(1.6F);
    ImGui::GetStyle().Colors[ImGuiCol_WindowBg].w = 1;
}

void TechnicianFrame::press(int x, int y, bool down) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {static_cast<float>(x), static_cast<float>(y)};
    if (down)
        io.MouseDown[0] = true;
    else
        release_next_ = true;  // a tap may come and go between two frames; ImGui must see both
}

void TechnicianFrame::key(kiosk::Key key) {
    ImGuiIO& io = ImGui::GetIO();
    if (key == kiosk::Key::action) io.KeysDown[2] = true;
    if (key == kiosk::Key::back) io.KeysDown[3] = true;
    if (key == kiosk::Key::up) io.KeysDown[4] = true;
    if (key == kiosk::Key::down) io.KeysDown[5] = true;
}

bool TechnicianFrame::input(const kiosk::Input& input) {
    if (!active()) return false;
    ImGuiIO& io = ImGui::GetIO();
    want_frames();
    const auto over_window = [&](int x, int y) {
        // WantCaptureMouse is of the last frame; a finger has no position before it touches.
        for (const ImVec4& clip : clips_)
            if (static_cast<float>(x) >= clip.x && static_cast<float>(x) < clip.z &&
                static_cast<float>(y) >= clip.y && static_cast<float>(y) < clip.w)
                return true;
        return false;
    };
    return std::visit(
        kiosk::overloaded{
            [&](const kiosk::FingerDown& finger) {
                if (!over_window(finger.x, finger.y)) return false;
                press(finger.x, finger.y, true);
                return true;
            },
            [&](const kiosk::FingerMoved& finger) {
                io.MousePos = {static_cast<float>(finger.x), static_cast<float>(finger.y)};
                return bool{io.MouseDown[0]};
            },
            [&](const kiosk::FingerUp& finger) {
                const bool ours = io.MouseDown[0];
                if (ours) press(finger.x, finger.y, false);
                return ours;
            },
            [&](const kiosk::KeyPressed& pressed) {
                if (!io.WantTextInput) return false;
                key(pressed.key);
                return true;
            },
            [&](const kiosk::TextEntered& text) {
                if (io.WantTextInput) io.AddInputCharactersUTF8(text.text.c_str());
                return bool{io.WantTextInput};
            },
            [&](const kiosk::BackspacePressed&) {
                if (io.WantTextInput) io.KeysDown[1] = true;
                return bool{io.WantTextInput};
            },
            [](const auto&) { return false; },
        },
        input);
}

void TechnicianFrame::draw(const kiosk::PixelBuffer& target) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(target.size.width),
                      static_cast<float>(target.size.height)};
    io.DeltaTime = 1.0F / 30;
    ImGui::NewFrame();
    windows_();
    ImGui::Render();
    const ImDrawData* data = ImGui::GetDrawData();
    clips_.clear();
    for (int i = 0; i < data->CmdListsCount; ++i) {
        const ImDrawList& list = *data->CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer)
            if (command.ElemCount > 0) clips_.push_back(command.ClipRect);
        rasterise(list, target, {0, 0, target.size.width, target.size.height});
    }
    for (bool& down : io.KeysDown) down = false;
    if (release_next_) io.MouseDown[0] = false;
    release_next_ = false;
    --frames_wanted_;
}

}  // namespace screens
