#include "screens/toolkit/icon_drawing.h"

#include "screens/toolkit/icon_path.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numbers>
#include <string>
#include <vector>

namespace screens {

namespace {

using Attributes = std::map<std::string_view, std::string_view>;

struct Tag {
    std::string_view name;
    Attributes attributes;
    bool opens = false;  // its content follows
};

struct Style {
    bool filled = true;
    bool even_odd = false;
    bool stroked = false;
    double width = 1;
};

tl::unexpected<kiosk::Error> not_read(std::string_view what) {
    return kiosk::fail(kiosk::ErrorKind::invalid_configuration,
                       "not read in an icon: " + std::string(what.substr(0, 40)));
}

class IconReader {
  public:
    IconReader(cairo_t* cairo, std::string_view svg, double size)
        : cairo_(cairo), rest_(svg), size_(size) {}

    kiosk::Result<void> all() {
        std::vector<Style> styles{Style{}};
        for (skip(); !rest_.empty(); skip()) {
            const Tag tag = TRY(next());
            if (tag.name.starts_with('/')) {
                if (styles.size() < 2) return not_read(tag.name);
                styles.pop_back();
                continue;
            }
            const Style style = TRY(styled(styles.back(), tag.attributes));
            TRY_VOID(draw(tag, style));
            if (tag.opens) styles.push_back(style);
        }
        if (styles.size() != 1 || !scaled_) return not_read("the end");
        return {};
    }

  private:
    void skip() {
        const auto end = rest_.find_first_not_of(" \t\n\r");
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
    }

    std::string_view until(std::string_view ends) {
        const auto end = std::min(rest_.find_first_of(ends), rest_.size());
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return taken;
    }

    bool took(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    kiosk::Result<Tag> next() {
        if (!took("<")) return not_read(rest_);
        Tag tag;
        const bool closes = rest_.starts_with('/');
        tag.name = closes ? until(">") : until(" \t\n\r/>");
        for (skip(); !rest_.empty(); skip()) {
            if (took("/>")) return tag;
            if (took(">")) {
                tag.opens = !closes;
                return tag;
            }
            const std::string_view name = until("=");
            if (!took("=\"")) return not_read(rest_);
            tag.attributes[name] = until("\"");
            if (!took("\"")) return not_read(name);
        }
        return not_read(tag.name);
    }

    static kiosk::Result<double> number(std::string_view text) {
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return not_read(text);
        return value;
    }

    // An attribute that is not there is 0.
    static kiosk::Result<double> number(const Attributes& attributes, std::string_view name) {
        const auto found = attributes.find(name);
        if (found == attributes.end()) return 0;
        return number(found->second);
    }

    // The look of an element; what belongs to its shape is looked at by draw().
    static kiosk::Result<Style> styled(Style style, const Attributes& attributes) {
        constexpr std::array of_the_shape{"xmlns", "viewBox", "d",     "cx",     "cy", "r",
                                          "x",     "y",       "width", "height", "rx"};
        for (const auto& [name, value] : attributes) {
            if (name == "fill" && (value == "none" || value == "#000"))
                style.filled = value != "none";
            else if (name == "stroke" && (value == "none" || value == "#000"))
                style.stroked = value != "none";
            else if (name == "stroke-width")
                style.width = TRY(number(value));
            else if (name == "fill-rule" && value == "evenodd")
                style.even_odd = true;
            else if ((name == "stroke-linecap" || name == "stroke-linejoin") && value == "round")
                continue;  // all our lines end and bend round
            else if (std::ranges::find(of_the_shape, name) == of_the_shape.end())
                return not_read(name);
        }
        return style;
    }

    kiosk::Result<void> draw(const Tag& tag, const Style& style) {
        if (tag.name == "svg") return scale(tag.attributes);
        if (!scaled_) return not_read(tag.name);
        if (tag.name == "g") return {};
        if (tag.name == "path") {
            const auto data = tag.attributes.find("d");
            if (data == tag.attributes.end() || !append_path(cairo_, data->second))
                return not_read("a path");
        } else if (tag.name == "circle") {
            TRY_VOID(circle(tag.attributes));
        } else if (tag.name == "rect") {
            TRY_VOID(rectangle(tag.attributes));
        } else {
            return not_read(tag.name);
        }
        ink(style);
        return {};
    }

    // Ours all begin at 0 0 and are square.
    kiosk::Result<void> scale(const Attributes& attributes) {
        const auto box = attributes.find("viewBox");
        constexpr std::string_view origin = "0 0 ";
        if (scaled_ || box == attributes.end() || !box->second.starts_with(origin))
            return not_read("viewBox");
        const std::string_view sides = box->second.substr(origin.size());
        const std::string_view side = sides.substr(0, sides.find(' '));
        const double length = TRY(number(side));
        if (sides != std::string(side) + " " + std::string(side) || length <= 0)
            return not_read("viewBox");
        cairo_scale(cairo_, size_ / length, size_ / length);
        scaled_ = true;
        return {};
    }

    kiosk::Result<void> circle(const Attributes& attributes) {
        const double x = TRY(number(attributes, "cx"));
        const double y = TRY(number(attributes, "cy"));
        cairo_new_path(cairo_);
        cairo_arc(cairo_, x, y, TRY(number(attributes, "r")), 0, 2 * std::numbers::pi);
        cairo_close_path(cairo_);
        return {};
    }

    kiosk::Result<void> rectangle(const Attributes& attributes) {
        constexpr double quarter = std::numbers::pi / 2;
        const double left = TRY(number(attributes, "x"));
        const double top = TRY(number(attributes, "y"));
        const double right = left + TRY(number(attributes, "width"));
        const double bottom = top + TRY(number(attributes, "height"));
        const double r = TRY(number(attributes, "rx"));
        cairo_new_path(cairo_);
        cairo_arc(cairo_, right - r, top + r, r, -quarter, 0);
        cairo_arc(cairo_, right - r, bottom - r, r, 0, quarter);
        cairo_arc(cairo_, left + r, bottom - r, r, quarter, 2 * quarter);
        cairo_arc(cairo_, left + r, top + r, r, 2 * quarter, 3 * quarter);
        cairo_close_path(cairo_);
        return {};
    }

    void ink(const Style& style) {
        cairo_set_fill_rule(cairo_,
                            style.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
        if (style.filled) cairo_fill_preserve(cairo_);
        if (!style.stroked) return;
        cairo_set_line_width(cairo_, style.width);
        cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke_preserve(cairo_);
    }

    cairo_t* cairo_;
    std::string_view rest_;
    double size_;
    bool scaled_ = false;
};

}  // namespace

kiosk::Result<void> draw_icon(cairo_t* cairo, std::string_view svg, double size) {
    return IconReader(cairo, svg, size).all();
}

}  // namespace screens
