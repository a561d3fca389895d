#include "screens/toolkit/toolkit.h"

#include "kiosk/base/overloaded.h"
#include "screens/toolkit/damage.h"
#include "screens/toolkit/focus.h"
#include "screens/toolkit/painter.h"
#include "screens/toolkit/raster.h"
#include "screens/toolkit/technician_frame.h"
#include "screens/toolkit/touch.h"

#include <algorithm>

#include <imgui.h>

namespace screens {

using kiosk::PixelBuffer;
using kiosk::PixelRect;
using std::chrono::milliseconds;

namespace {

struct ReleaseContext {
    void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
};

bool has_overlay(const Scene& scene) {
    return std::any_of(scene.nodes.begin(), scene.nodes.end(),
                       [](const Node& node) { return node.region == Region::overlay; });
}

std::string typing_field(const Scene& scene) {
    for (const Node& node : scene.nodes)
        if (node.typing) return node.id;
    return {};
}

}  // namespace

struct Toolkit::Inside {
    Inside(FontMap fonts, const std::string& home, Geometry panel)
        : context(ImGui::CreateContext()),
          typesetter(std::move(fonts)),
          icons(home + "/assets/icons"),
          painter(typesetter, icons),
          geometry(panel),
          technician(home + "/assets/fonts/NotoSans-Regular.ttf") {
        ImGui::SetCurrentContext(context.get());
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().LogFilename = nullptr;
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    }

    std::unique_ptr<ImGuiContext, ReleaseContext> context;
    Typesetter typesetter;
    Icons icons;
    Painter painter;
    Geometry geometry;
    TechnicianFrame technician;

    Scene scene;
    kiosk::visit::Preferences preferences;
    Layout layout;
    int content_page = -1;    // wished; -1: where the typing is
    std::string focus;        // node id
    std::string focus_below;  // of the screen beneath an overlay
    std::string acted;        // node whose event was given last
    bool keypad = false;
    Touch touch;
    std::optional<milliseconds> last_action;
    bool dimmed = false;
    int shift = 0;

    Shown shown;

    void lay_out_again(int page) {
        typesetter.age();
        layout = lay_out(scene, preferences, geometry, typesetter, page);
        content_page = page < 0 ? page : layout.page;
    }

    void turn_to(int page) {
        lay_out_again(page);
        touch.cancel();
    }

    [[nodiscard]] const Node* node(std::string_view id) const {
        for (const Node& candidate : layout.nodes)
            if (candidate.id == id) return &candidate;
        return nullptr;
    }

    [[nodiscard]] std::string target_at(int x, int y) const {
        for (const Box& box : layout.boxes)
            if (box.touchable && box.rect.contains(x - shift, y - shift))
                return layout.nodes[box.node].id;
        return {};
    }

    void set_focus(const std::string& id) {
        focus = id;
        if (id.empty() || layout.box_of(id) != nullptr) return;
        const auto page = layout.page_of.find(id);
        if (page != layout.page_of.end()) turn_to(page->second);
    }

    std::optional<kiosk::visit::Event> activate(const std::string& id) {
        if (id == pager_down || id == pager_up) {
            turn_to(layout.page + (id == pager_down ? 1 : -1));
            if (keypad) set_focus(first_in_view(layout));
            return std::nullopt;
        }
        const Node* found = node(id);
        if (found == nullptr || !layout.operable(*found)) return std::nullopt;
        acted = id;
        return found->event;
    }

    std::optional<kiosk::visit::Event> key(kiosk::Key pressed, milliseconds now) {
        keypad = true;
        const bool overlay = !layout.card.empty();
        switch (pressed) {
            case kiosk::Key::up:
                set_focus(neighbour(layout, focus, -1));
                return std::nullopt;
            case kiosk::Key::down:
                set_focus(neighbour(layout, focus, 1));
                return std::nullopt;
            case kiosk::Key::action:
                if (last_action && now - *last_action < milliseconds(400)) return std::nullopt;
                last_action = now;
                return activate(focus);
            case kiosk::Key::back:
                return activate(overlay ? "overlay.back" : "action.back");
            case kiosk::Key::help:
                return activate("banner.help");
            case kiosk::Key::staff:
                return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool keyboard_shown() const {
        return layout.card.empty() &&
               std::any_of(layout.nodes.begin(), layout.nodes.end(), [](const Node& candidate) {
                   return candidate.region == Region::keyboard;
               });
    }

    [[nodiscard]] Look look() const {
        return {keypad ? focus : std::string(), touch.pressed(), dimmed, shift};
    }
};

Toolkit::Toolkit() = default;
Toolkit::~Toolkit() = default;

kiosk::Result<std::unique_ptr<Toolkit>> Toolkit::open(const std::string& home,
                                                      const kiosk::Panel& panel,
                                                      kiosk::PixelSize pixels) {
    if (pixels.width < 320 || pixels.height < 240 || panel.width_mm < 50 || panel.height_mm < 50)
        return kiosk::fail(kiosk::ErrorKind::invalid_configuration, "panel: no usable size");
    std::unique_ptr<Toolkit> toolkit(new Toolkit);
    toolkit->inside_ =
        std::make_unique<Inside>(TRY(open_fonts(home)), home, Geometry{panel, pixels});
    return toolkit;
}

void Toolkit::show(const Scene& scene, const kiosk::visit::Preferences& preferences) {
    Inside& in = *inside_;
    const bool same = in.scene.id == scene.id;
    const bool was_overlaid = has_overlay(in.scene);
    const bool is_overlaid = has_overlay(scene);
    const bool follow =
        typing_field(in.scene) != typing_field(scene) || in.preferences != preferences;
    if (!same || follow || was_overlaid != is_overlaid) in.content_page = -1;
    if (same && is_overlaid && !was_overlaid) in.focus_below = in.focus;
    const std::string answer = same ? in_place_of(in.acted, in.scene, scene) : std::string();
    in.acted.clear();
    in.scene = scene;
    in.preferences = preferences;
    in.lay_out_again(in.content_page);
    // It may fit on the page before, where what was touched did not.
    if (!answer.empty() && !is_overlaid) in.set_focus(answer);
    if (same && was_overlaid && !is_overlaid) in.focus = in.focus_below;
    const Node* focused = in.node(in.focus);
    const bool keeps = same && focused != nullptr && reachable(in.layout, *focused);
    if (!keeps)
        in.set_focus(first_in_view(in.layout));
    else if (in.keypad && in.layout.box_of(in.focus) == nullptr)
        in.set_focus(std::string(in.focus));
}

std::optional<kiosk::visit::Event> Toolkit::input(const kiosk::Input& input, milliseconds now) {
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context.get());
    if (in.technician.input(input)) return std::nullopt;
    const Touch::At at = [&](int x, int y) { return in.target_at(x, y); };
    using Answer = std::optional<kiosk::visit::Event>;
    return std::visit(
        kiosk::overloaded{
            [&](const kiosk::FingerDown& finger) -> Answer {
                in.keypad = false;
                in.touch.down(finger, now, at,
                              [&](const std::string& id) { return id.starts_with("key."); });
                return std::nullopt;
            },
            [&](const kiosk::FingerMoved& finger) -> Answer {
                in.touch.moved(finger, at);
                return std::nullopt;
            },
            [&](const kiosk::FingerUp& finger) -> Answer {
                const std::optional<std::string> tapped = in.touch.up(finger, now, at);
                if (!tapped) return std::nullopt;
                in.focus = *tapped;
                return in.activate(*tapped);
            },
            [&](const kiosk::KeyPressed& key) -> Answer { return in.key(key.key, now); },
            [&](const kiosk::TextEntered& text) -> Answer {
                if (!in.keyboard_shown()) return std::nullopt;
                return kiosk::visit::Typed{text.text};
            },
            [&](const kiosk::BackspacePressed&) -> Answer {
                if (!in.keyboard_shown()) return std::nullopt;
                return kiosk::visit::Erased{};
            },
            [](const auto&) -> Answer { return std::nullopt; },
        },
        input);
}

std::vector<PixelRect> Toolkit::draw(const PixelBuffer& target, bool everything) {
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context.get());
    const Look look = in.look();
    std::vector<Print> prints = prints_of(in.layout, look);
    std::vector<PixelRect> damage{{0, 0, target.size.width, target.size.height}};
    if (!everything && !in.technician.active())
        damage = in.shown.damage(in.layout, look, prints, target);
    if (damage.empty()) return damage;
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.Flags = ImDrawListFlags_AllowVtxOffset;
    list.PushClipRect(
        {0, 0}, {static_cast<float>(target.size.width), static_cast<float>(target.size.height)});
    list.PushTextureID(nullptr);
    in.painter.paint(in.layout, look, list);
    for (const PixelRect& rect : damage) rasterise(list, target, rect);
    if (in.technician.active()) in.technician.draw(target);
    in.shown.note(in.layout, look, std::move(prints), target);
    return damage;
}

void Toolkit::turn_page(int by) {
    inside_->turn_to(std::max(0, inside_->layout.page + by));
}

const Layout& Toolkit::layout() const {
    return inside_->layout;
}
std::string Toolkit::focused() const {
    return inside_->focus;
}
bool Toolkit::by_keypad() const {
    return inside_->keypad;
}

void Toolkit::dim(bool dimmed, int shift) {
    inside_->dimmed = dimmed;
    inside_->shift = shift;
}

void Toolkit::technicians(std::function<void()> windows) {
    ImGui::SetCurrentContext(inside_->context.get());
    const bool closing = inside_->technician.active() && !windows;
    inside_->technician.use(std::move(windows));
    if (closing) inside_->shown.forget();
}

bool Toolkit::technicians_want_a_frame() const {
    return inside_->technician.wants_a_frame();
}

void Toolkit::forget() {
    inside_->typesetter.forget();
    inside_->touch.cancel();
    inside_->scene = {};
    inside_->layout = {};
    inside_->focus.clear();
    inside_->focus_below.clear();
    inside_->keypad = false;
    inside_->shown.forget();
}

int Toolkit::unknown_glyphs() const {
    return inside_->typesetter.unknown_glyphs();
}

}  // namespace screens
