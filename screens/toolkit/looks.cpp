#include "screens/toolkit/looks.h"

namespace screens {

bool is_notice(const Node& node) {
    return node.role == Role::status || node.tone != Tone::none;
}

bool has_frame(const Node& node) {
    switch (node.role) {
        case Role::button:
        case Role::choice:
        case Role::tick:
        case Role::key:
        case Role::status:
            return true;
        case Role::price:  // a quiet one is a line of the list above the sum
            return node.emphasis != Emphasis::quiet;
        case Role::text:
        case Role::heading:
        case Role::group:
            return node.tone != Tone::none;
        default:
            return false;
    }
}

std::string icon_of(const Node& node) {
    if (node.role == Role::choice) return node.selected ? "choice-selected" : "choice";
    if (node.role == Role::tick) return node.selected ? "tick-selected" : "tick";
    if (!node.icon.empty()) return node.icon;
    if (!is_notice(node)) return {};
    switch (node.tone) {
        case Tone::none:
        case Tone::information:
            return "information";
        case Tone::success:
            return "success";
        case Tone::warning:
            return "warning";
        case Tone::error:
            return "error";
    }
    return {};
}

bool is_tile(const Node& node) {
    return node.role == Role::button && node.columns > 1 && !node.hint.empty() &&
           !node.icon.empty();
}

bool strong_label(const Node& node) {
    switch (node.role) {
        case Role::heading:
        case Role::field:
        case Role::group:
        case Role::button:
        case Role::status:
        case Role::price:
            return true;
        case Role::choice:
            return node.selected;
        case Role::text:
            return node.emphasis == Emphasis::primary;
        default:
            return false;
    }
}

int em_of(const Node& node, const Measures& m, bool is_title) {
    if (node.role == Role::heading)
        return is_title || node.emphasis == Emphasis::primary || node.region == Region::overlay
                   ? m.heading
                   : m.subheading;
    if (is_tile(node)) return m.subheading;
    if (node.role == Role::key) return m.key;
    return m.body;
}

Ink label_ink(const Node& node) {
    if (node.disabled || node.role == Role::progress) return Ink::muted;
    if (node.role == Role::text && node.emphasis == Emphasis::quiet) return Ink::muted;
    return Ink::text;
}

}  // namespace screens
