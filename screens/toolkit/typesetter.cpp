#include "screens/toolkit/typesetter.h"

#include "kiosk/base/secret.h"
#include "screens/toolkit/cairo_mask.h"

#include <iterator>
#include <map>

namespace screens {

namespace {

struct ReleaseFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using PangoText = std::unique_ptr<PangoLayout, ReleaseObject>;
using Context = std::unique_ptr<PangoContext, ReleaseObject>;

constexpr int scenes_kept = 3;

struct Kept {
    SetText set;
    int scene = 0;
};
struct KeptWidth {
    int width = 0;
    int scene = 0;
};

void wipe(Kept& kept) {
    kiosk::wipe(kept.set.ink.coverage.data(), kept.set.ink.coverage.size());
}
void wipe(KeptWidth& kept) {
    kept = {};
}

// Drops what was last asked for before `scene`; neither the words nor their picture stay in memory.
template <class Value>
void drop_before(std::map<TextWish, Value>& kept, int scene) {
    for (auto entry = kept.begin(); entry != kept.end();) {
        const auto next = std::next(entry);
        if (entry->second.scene < scene) {
            auto node = kept.extract(entry);
            wipe(node.mapped());
            kiosk::wipe(node.key().text);
        }
        entry = next;
    }
}

bool is_right_to_left(PangoLayout* layout) {
    return pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(layout, 0)) ==
           PANGO_DIRECTION_RTL;
}

// Pango's LEFT is the leading side of the paragraph itself. A German line on a right-to-left screen
// must follow the screen.
void align(PangoLayout* layout, const TextWish& wish) {
    if (wish.centred) return pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    if (is_right_to_left(layout) != wish.right_to_left)
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
}

}  // namespace

struct Typesetter::Inside {
    FontMap fonts;
    Context context;
    std::map<TextWish, Kept> kept;
    std::map<TextWish, KeptWidth> words;
    int scene = 0;
    int unknown = 0;

    PangoText layout(const TextWish& wish) const {
        pango_context_set_base_dir(context.get(),
                                   wish.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
        pango_context_set_language(context.get(),
                                   pango_language_from_string(wish.language.c_str()));
        PangoText layout(pango_layout_new(context.get()));
        const std::unique_ptr<PangoFontDescription, ReleaseFont> font(pango_font_description_new());
        pango_font_description_set_family_static(font.get(), font_family);
        pango_font_description_set_weight(font.get(),
                                          wish.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font.get(), wish.em * double{PANGO_SCALE});
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (wish.width > 0) pango_layout_set_width(layout.get(), wish.width * PANGO_SCALE);
        pango_layout_set_text(layout.get(), wish.text.c_str(), static_cast<int>(wish.text.size()));
        align(layout.get(), wish);
        return layout;
    }

    SetText set(const TextWish& wish) {
        const PangoText lines = layout(wish);
        PangoRectangle ink;
        PangoRectangle logical;
        pango_layout_get_pixel_extents(lines.get(), &ink, &logical);
        SetText set;
        set.width = logical.width;
        set.height = logical.height;
        set.baseline = PANGO_PIXELS(pango_layout_get_baseline(lines.get()));
        set.right_to_left = is_right_to_left(lines.get());
        set.unknown_glyphs = pango_layout_get_unknown_glyphs_count(lines.get());
        const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> line(
            pango_layout_get_iter(lines.get()), pango_layout_iter_free);
        do {
            int top = 0;
            int bottom = 0;
            pango_layout_iter_get_line_yrange(line.get(), &top, &bottom);
            set.line_ends.push_back(PANGO_PIXELS(bottom));
        } while (pango_layout_iter_next_line(line.get()));
        set.ink = cairo_mask(ink.width, ink.height, [&](cairo_t* cairo) {
            cairo_translate(cairo, -ink.x, -ink.y);
            pango_cairo_show_layout(cairo, lines.get());
        });
        set.ink_x = ink.x - logical.x;
        set.ink_y = ink.y - logical.y;
        return set;
    }
};

Typesetter::Typesetter(FontMap fonts) : inside_(std::make_unique<Inside>()) {
    inside_->fonts = std::move(fonts);
    inside_->context.reset(pango_font_map_create_context(inside_->fonts.get()));
    const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
        cairo_font_options_create(), cairo_font_options_destroy);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(inside_->context.get(), options.get());
    pango_context_set_round_glyph_positions(inside_->context.get(), FALSE);
}

Typesetter::~Typesetter() {
    forget();
}

const SetText& Typesetter::set(const TextWish& wish) {
    const auto found = inside_->kept.find(wish);
    if (found != inside_->kept.end()) {
        found->second.scene = inside_->scene;
        return found->second.set;
    }
    Kept& kept = inside_->kept[wish];
    kept = {inside_->set(wish), inside_->scene};
    inside_->unknown += kept.set.unknown_glyphs;
    return kept.set;
}

int Typesetter::longest_word(const TextWish& wish) {
    TextWish narrow = wish;
    narrow.width = 1;
    const auto found = inside_->words.find(narrow);
    if (found != inside_->words.end()) {
        found->second.scene = inside_->scene;
        return found->second.width;
    }
    const PangoText lines = inside_->layout(narrow);
    pango_layout_set_wrap(lines.get(), PANGO_WRAP_WORD);
    int width = 0;
    pango_layout_get_pixel_size(lines.get(), &width, nullptr);
    inside_->words.emplace(std::move(narrow), KeptWidth{width, inside_->scene});
    return width;
}

void Typesetter::age() {
    ++inside_->scene;
    drop_before(inside_->kept, inside_->scene - scenes_kept);
    drop_before(inside_->words, inside_->scene - scenes_kept);
}

void Typesetter::forget() {
    drop_before(inside_->kept, inside_->scene + 1);
    drop_before(inside_->words, inside_->scene + 1);
}

int Typesetter::unknown_glyphs() const {
    return inside_->unknown;
}
std::size_t Typesetter::texts_kept() const {
    return inside_->kept.size();
}

}  // namespace screens
