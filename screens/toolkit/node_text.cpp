#include "screens/toolkit/node_text.h"

namespace screens {

int em_of(const Node& node, const Setting& setting) {
    return em_of(node, setting.measures, node.id == setting.title);
}

TextWish wish_for(const Node& node, const Setting& setting, const std::string& text, int em,
                  bool bold, int width, bool centred) {
    const std::string& language = node.language.empty() ? setting.language : node.language;
    return {text, language, em, bold, width, setting.right_to_left, centred};
}

bool is_icon_only(const Node& node, const Setting& setting) {
    if (node.icon.empty() || !node.event) return false;
    return setting.words == Words::none ||
           (setting.words == Words::of_main_ones && node.emphasis == Emphasis::quiet);
}

int one_line(const Node& node, const Setting& setting, const std::string& text, int em, bool bold) {
    if (text.empty()) return 0;
    return setting.typesetter.set(wish_for(node, setting, text, em, bold, 0)).width + 1;
}

int word_width(const Node& node, const Setting& setting, const std::string& text, int em,
               bool bold) {
    if (text.empty()) return 0;
    return setting.typesetter.longest_word(wish_for(node, setting, text, em, bold, 0)) + 1;
}

}  // namespace screens
