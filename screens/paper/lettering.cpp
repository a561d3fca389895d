#include "screens/paper/lettering.h"

#include "screens/paper/setting.h"

#include <cctype>
#include <string_view>

namespace screens::paper {

namespace {

struct ReleaseFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct ReleaseAttributes {
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
};
struct ReleaseOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

// No line ends within "16. August" or "lfd. Nr. 75".
std::string kept_together(const std::string& text) {
    constexpr const char* no_break_space = "\u00A0";
    std::string words;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view before = std::string_view(text).substr(0, i);
        const bool ordinal = before.size() >= 2 && before.ends_with('.') &&
                             std::isdigit(static_cast<unsigned char>(before[i - 2])) != 0;
        const bool bound = ordinal || before.ends_with("Nr.") || before.ends_with("lfd.");
        if (text[i] == ' ' && bound)
            words += no_break_space;
        else
            words += text[i];
    }
    return words;
}

}  // namespace

Face face_of(const Node& node) {
    constexpr double mm = points_per_mm;
    const bool strong = node.emphasis == Emphasis::primary;
    if (node.role == Role::heading)
        return strong ? Face{.points = 15, .bold = true, .before = 3 * mm}
                      : Face{.points = 12.5, .bold = true, .before = 3.2 * mm};
    if (node.region == Region::banner) return {.points = 12, .bold = true, .before = 0};
    if (node.role == Role::price)
        return {.points = 12, .bold = strong, .before = (strong ? 1.5 : 0.8) * mm};
    if (strong) return {.points = 18, .bold = true, .before = 0};
    return {.points = 12, .bold = false, .before = 0.8 * mm};
}

Lettering::Lettering(PangoFontMap* fonts, const Scene& scene)
    : context_(pango_font_map_create_context(fonts)), scene_(scene) {
    const std::unique_ptr<cairo_font_options_t, ReleaseOptions> options(
        cairo_font_options_create());
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_NONE);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    constexpr double points_per_inch = 72;
    pango_cairo_context_set_resolution(context_.get(), points_per_inch);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_base_dir(context_.get(),
                               scene.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

Layout Lettering::set(const Node& node, const std::string& text, const Face& face,
                      double measure) const {
    const std::string& language = node.language.empty() ? scene_.language : node.language;
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    const Layout layout(pango_layout_new(context_.get()), ReleaseObject{});
    const std::unique_ptr<PangoFontDescription, ReleaseFont> font(
        pango_font_description_from_string(font_family));
    pango_font_description_set_size(font.get(), pango_units_from_double(face.points));
    pango_font_description_set_weight(font.get(),
                                      face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    const std::unique_ptr<PangoAttrList, ReleaseAttributes> attributes(pango_attr_list_new());
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout.get(), attributes.get());
    // Without "auto direction" Pango mirrors the order of words, but not the edge they begin at.
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_alignment(layout.get(),
                               scene_.right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout.get(), measure < 0 ? -1 : pango_units_from_double(measure));
    constexpr float leading = 0.95F;  // Noto's own is that of a book
    pango_layout_set_line_spacing(layout.get(), leading);
    const std::string words = kept_together(text);
    pango_layout_set_text(layout.get(), words.c_str(), static_cast<int>(words.size()));
    return layout;
}

double width_of(const Layout& layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return pango_units_to_double(logical.width);
}

double height_of(const Layout& layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return pango_units_to_double(logical.height);
}

void show(cairo_t* cairo, const Layout& layout, double x, double y) {
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout.get());
}

}  // namespace screens::paper
