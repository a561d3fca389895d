#include "screens/toolkit/dress.h"

namespace screens {

namespace {

class Wardrobe {
  public:
    Wardrobe(const Theme& theme, const Measures& measures) : t_(theme), m_(measures) {}

    Dress dress(const Node& node, bool operable, bool pressed) const {
        Dress dress{t_.ground, t_.ground, 0, t_.text, t_.muted, t_.action, 0};
        if (node.role == Role::status || (node.tone != Tone::none && !node.event))
            notice(node, dress);
        else if (node.role == Role::price)
            dress.ground = dress.frame = price_ground();
        else if (node.role == Role::key)
            key(node, pressed, dress);
        else if (node.event && node.role != Role::field)
            control(node, operable, pressed, dress);
        if (node.role == Role::price && t_.ground == 0)
            dress.thickness = m_.frame, dress.frame = t_.line;
        return dress;
    }

  private:
    Rgb price_ground() const { return t_.ground == 0 ? t_.ground : t_.selected; }

    void notice(const Node& node, Dress& dress) const {
        const ToneColours& tone = t_.tone(node.tone);
        dress = {tone.ground, tone.frame, m_.frame, t_.text, t_.text, tone.ink, m_.mm(1.6)};
    }

    void filled(Rgb ground, Dress& dress) const {
        dress.ground = dress.frame = ground;
        dress.text = dress.muted = dress.icon = t_.on_primary;
    }

    void key(const Node& node, bool pressed, Dress& dress) const {
        dress.thickness = m_.frame;
        dress.frame = t_.ground == 0 ? t_.line : t_.field_frame;
        dress.ground = pressed                            ? t_.control_pressed
                       : node.emphasis == Emphasis::quiet ? t_.selected
                                                          : t_.control;
        dress.icon = t_.text;
        if (node.emphasis == Emphasis::primary)
            filled(pressed ? t_.primary_pressed : t_.primary, dress);
    }

    void control(const Node& node, bool operable, bool pressed, Dress& dress) const {
        const bool on = node.selected && node.role == Role::button;
        if (node.disabled || !operable) {
            dress.thickness = m_.frame;
            dress.frame = t_.line;
            dress.icon = dress.text = t_.muted;
            if (!node.disabled) dress.text = t_.text;
            return;
        }
        if (node.emphasis == Emphasis::primary || on)
            return filled(pressed ? t_.primary_pressed : t_.primary, dress);
        dress.ground = pressed ? t_.control_pressed : t_.control;
        dress.thickness = m_.frame;
        dress.frame = node.emphasis == Emphasis::quiet ? t_.line : t_.action;
        if (node.role == Role::button && node.hint.empty()) dress.text = t_.action;
        if (node.emphasis == Emphasis::danger) dress.frame = dress.text = dress.icon = t_.danger;
        if (node.role == Role::button) return;
        dress.frame = node.selected ? t_.action : t_.field_frame;
        if (node.selected && !pressed) dress.ground = t_.selected;
        if (node.selected) dress.thickness = m_.thick;
    }

    const Theme& t_;
    const Measures& m_;
};

}  // namespace

Dress dress_of(const Node& node, bool operable, bool pressed, const Theme& theme,
               const Measures& measures) {
    return Wardrobe(theme, measures).dress(node, operable, pressed);
}

}  // namespace screens
