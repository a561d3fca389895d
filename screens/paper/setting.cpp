#include "screens/paper/setting.h"

#include "screens/paper/lettering.h"
#include "screens/scene/qr_code.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

namespace screens::paper {

namespace {

constexpr double mm = points_per_mm;
constexpr double gutter = 2 * mm;             // between a QR code's quiet zone and words beside it
constexpr double narrowest_column = 60 * mm;  // words beside a QR code need this much
constexpr double widest_price = 125 * mm;     // the eye must find from the words to their amount
constexpr double rule = 0.25 * mm;

// A block whose parts lie on one another's side or below one another.
struct Placed {
    double x = 0, y = 0;
    Block block;
};

Block joined(std::vector<Placed> parts) {
    Block whole;
    for (const Placed& part : parts)
        whole.height = std::max(whole.height, part.y + part.block.height);
    whole.draw = [parts = std::move(parts)](cairo_t* cairo, double x, double y) {
        for (const Placed& part : parts) part.block.draw(cairo, x + part.x, y + part.y);
    };
    return whole;
}

class Setter {
  public:
    Setter(const Scene& scene, const Sheet& sheet, PangoFontMap* fonts)
        : scene_(scene), sheet_(sheet), lettering_(fonts, scene) {}

    kiosk::Result<std::vector<Block>> blocks() {
        std::vector<Block> blocks;
        for (std::size_t i = 0; i < scene_.nodes.size(); ++i) {
            const Node& node = scene_.nodes[i];
            if (node.role != Role::qr)
                blocks.push_back(block_of(node, sheet_.measure()));
            else
                blocks.push_back(TRY(code_with_words(i)));
        }
        return blocks;
    }

  private:
    Block block_of(const Node& node, double measure) {
        if (node.role == Role::price) return price(node, std::min(measure, widest_price));
        Block block = words(node, node.label, measure);
        const bool opens_section = node.role == Role::heading && node.emphasis != Emphasis::primary;
        return opens_section ? ruled(std::move(block), measure) : block;
    }

    Block words(const Node& node, const std::string& text, double measure) {
        const Face face = face_of(node);
        const Layout layout = lettering_.set(node, text, face, measure);
        const std::string tag = node.role != Role::heading           ? "P"
                                : node.emphasis == Emphasis::primary ? "H1"
                                                                     : "H2";
        return {.before = face.before,
                .height = height_of(layout),
                .with_next = node.role == Role::heading || face.with_next,
                .draw = [layout, tag](cairo_t* cairo, double x, double y) {
                    cairo_tag_begin(cairo, tag.c_str(), nullptr);
                    show(cairo, layout, x, y);
                    cairo_tag_end(cairo, tag.c_str());
                }};
    }

    // A line above a section's heading parts it from the one before.
    static Block ruled(Block heading, double measure) {
        constexpr double below_rule = 1.2 * mm;
        Block block = std::move(heading);
        block.height += below_rule;
        block.draw = [draw = std::move(block.draw), measure](cairo_t* cairo, double x, double y) {
            cairo_rectangle(cairo, x, y, measure, rule);
            cairo_fill(cairo);
            draw(cairo, x, y + below_rule);
        };
        return block;
    }

    // Words at the leading edge, the amount at the trailing edge of their last line.
    Block price(const Node& node, double measure) {
        constexpr double gap = 4 * mm;
        const Face face = face_of(node);
        Node amount = node;
        amount.label = node.value;
        const Layout sum = lettering_.set(node, node.value, face, -1);
        const double sum_width = width_of(sum);
        const Layout label = lettering_.set(node, node.label, face, measure - sum_width - gap);
        const double drop = height_of(label) - height_of(sum);
        const bool mirrored = scene_.right_to_left;
        const double label_x = mirrored ? sheet_.measure() - (measure - sum_width - gap) : 0;
        const double sum_x = mirrored ? sheet_.measure() - measure : measure - sum_width;
        const bool total = node.emphasis == Emphasis::primary;
        const double above = total ? 1.2 * mm : 0;
        const double rule_x = mirrored ? sheet_.measure() - measure : 0;
        return {.before = face.before,
                .height = height_of(label) + above,
                .with_next = false,
                .draw = [=](cairo_t* cairo, double x, double y) {
                    if (total) {
                        cairo_rectangle(cairo, x + rule_x, y, measure, rule);
                        cairo_fill(cairo);
                    }
                    cairo_tag_begin(cairo, "P", nullptr);
                    show(cairo, label, x + label_x, y + above);
                    show(cairo, sum, x + sum_x, y + above + drop);
                    cairo_tag_end(cairo, "P");
                }};
    }

    kiosk::Result<Block> code(const Node& node) const {
        const QrCode qr = TRY(encode_qr(node.value));
        const double side = (qr.size + 2 * qr_quiet_zone) * sheet_.module;
        if (side > sheet_.measure())
            return kiosk::fail(kiosk::ErrorKind::invalid_input,
                               "paper: the QR code is wider than the paper");
        return Block{.before = 1 * mm,
                     .height = side,
                     .with_next = false,
                     .draw = [qr, module = sheet_.module](cairo_t* cairo, double x, double y) {
                         cairo_tag_begin(cairo, "Figure", nullptr);
                         draw_code(cairo, qr, module, x, y);
                         cairo_tag_end(cairo, "Figure");
                     }};
    }

    static void draw_code(cairo_t* cairo, const QrCode& qr, double module, double x, double y) {
        cairo_user_to_device(cairo, &x, &y);  // modules end where dots end
        x = std::round(x);
        y = std::round(y);
        cairo_device_to_user(cairo, &x, &y);
        for (int row = 0; row < qr.size; ++row)
            for (int column = 0; column < qr.size; ++column)
                if (qr.at(column, row))
                    cairo_rectangle(cairo, x + (column + qr_quiet_zone) * module,
                                    y + (row + qr_quiet_zone) * module, module, module);
        cairo_fill(cairo);
    }

    // A QR code takes the nodes of its row beside it where there is room, else they follow below.
    kiosk::Result<Block> code_with_words(std::size_t& at) {
        const Node& node = scene_.nodes[at];
        const Block block = TRY(code(node));
        // Its quiet zone lies in the sheet's margin, so that its modules stand where words begin.
        const double quiet = qr_quiet_zone * sheet_.module;
        const double column = sheet_.measure() - block.height + quiet - gutter;
        const bool room = column >= narrowest_column && sheet_.side >= quiet;
        std::vector<Placed> parts;
        const double centred = (sheet_.measure() - block.height) / 2;
        const double edge = scene_.right_to_left ? sheet_.measure() - block.height + quiet : -quiet;
        parts.push_back({.x = room ? edge : centred, .y = 0, .block = block});
        double y = room ? quiet : block.height;
        const double x = room && !scene_.right_to_left ? sheet_.measure() - column : 0;
        while (at + 1 < scene_.nodes.size() && !node.row.empty() &&
               scene_.nodes[at + 1].row == node.row) {
            Block words = block_of(scene_.nodes[++at], room ? column : sheet_.measure());
            if (parts.size() > 1) y += words.before;
            const double height = words.height;
            parts.push_back({.x = x, .y = y, .block = std::move(words)});
            y += height;
        }
        const double words_end = parts.size() > 1 ? y : 0;
        Block whole = joined(std::move(parts));
        whole.before = block.before;
        // Below it a section begins, whose own space is most of the quiet zone.
        constexpr double left_of_quiet = 1 * mm;
        if (room) whole.height = std::max(words_end, block.height - quiet + left_of_quiet);
        return whole;
    }

    const Scene& scene_;
    const Sheet& sheet_;
    Lettering lettering_;
};

}  // namespace

Sheet sheet_of(const kiosk::PaperFormat& paper) {
    // A thermal head leaves 4 mm at each side of its roll; a strip is torn off with 15 mm to grip.
    constexpr double inch_mm = 25.4;
    const double dots_per_mm = paper.dots_per_inch / inch_mm;
    const double module_mm = std::ceil(dots_per_mm - 1e-9) / dots_per_mm;  // at least 1 mm
    const bool roll = paper.height_mm <= 0;
    return {.width = paper.width_mm * mm,
            .height = paper.height_mm * mm,
            .side = (roll ? 4 : 20) * mm,
            .top = (roll ? 4 : 10) * mm,
            .bottom = (roll ? 15 : 10) * mm,
            .module = module_mm * mm};
}

kiosk::Result<Setting> set(const Scene& scene, const kiosk::PaperFormat& paper,
                           PangoFontMap* fonts) {
    Setting setting{.sheet = sheet_of(paper), .blocks = {}};
    setting.blocks = TRY(Setter(scene, setting.sheet, fonts).blocks());
    return setting;
}

Setting::Pages Setting::pages() const {
    Pages pages{.first = {0}, .height = sheet.height};
    double y = sheet.top;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool top = i == pages.first.back();
        double needed = (top ? 0 : blocks[i].before) + blocks[i].height;
        const double own = needed;
        for (std::size_t next = i; blocks[next].with_next && next + 1 < blocks.size(); ++next)
            needed += blocks[next + 1].before + blocks[next + 1].height;
        const bool full = sheet.height > 0 && y + needed > sheet.height - sheet.bottom;
        if (full && !top) {
            pages.first.push_back(i);
            y = sheet.top + blocks[i].height;
        } else {
            y += own;
        }
    }
    if (sheet.height <= 0) pages.height = y + sheet.bottom;
    return pages;
}

void Setting::draw(cairo_t* cairo, const Pages& pages, std::size_t page) const {
    const std::size_t end = page + 1 < pages.first.size() ? pages.first[page + 1] : blocks.size();
    double y = sheet.top;
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (std::size_t i = pages.first[page]; i < end; ++i) {
        if (i != pages.first[page]) y += blocks[i].before;
        blocks[i].draw(cairo, sheet.side, y);
        y += blocks[i].height;
    }
}

}  // namespace screens::paper
