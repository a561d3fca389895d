#include "screens/toolkit/block.h"
#include "screens/toolkit/node_text.h"

#include <algorithm>

namespace screens {

namespace {

int frame_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    int around = has_frame(node) ? 2 * (setting.compact ? m.mm(3) : m.pad) : 0;
    if (!icon_of(node).empty())
        around += is_tile(node) ? 2 * (m.icon + m.plate) + m.mm(5) : m.icon + m.mm(m.large ? 4 : 3);
    return around;
}

}  // namespace

int natural_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    if (is_icon_only(node, setting)) return m.target;
    if (node.role == Role::field) return m.mm(320);
    const int em = em_of(node, setting);
    const int label = one_line(node, setting, node.label, em, strong_label(node));
    const bool money = node.role == Role::price && !node.value.empty();
    const int value = one_line(node, setting, node.value, money ? m.price : m.body, money);
    const int hint = one_line(node, setting, node.hint, m.body, false);
    const int least = node.event ? (setting.compact ? m.target : m.main_target) : 0;
    if (money) return frame_width(node, setting) + std::max(label + m.space + value, hint);
    return std::max(least, frame_width(node, setting) + std::max({label, value, hint}));
}

int least_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    if (is_icon_only(node, setting)) return m.target;
    const int em = em_of(node, setting);
    const int label = word_width(node, setting, node.label, em, strong_label(node));
    const int hint = word_width(node, setting, node.hint, m.body, false);
    const bool pair = node.role == Role::text;
    const int value = pair ? word_width(node, setting, node.value, m.body, true) : 0;
    const int problem = word_width(node, setting, node.problem, m.body, true) +
                        (node.problem.empty() ? 0 : m.body + m.mm(2));
    return std::max({frame_width(node, setting) + std::max({label, value, hint, problem}),
                     node.event ? m.target : 0});
}

}  // namespace screens
