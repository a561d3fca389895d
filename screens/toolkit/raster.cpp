#include "screens/toolkit/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace screens {

namespace {

using kiosk::PixelBuffer;
using kiosk::PixelRect;

struct Colour {
    std::uint32_t red = 0, green = 0, blue = 0, alpha = 0;  // 0…255
};

Colour colour_of(ImU32 packed) {
    return {(packed >> IM_COL32_R_SHIFT) & 255U, (packed >> IM_COL32_G_SHIFT) & 255U,
            (packed >> IM_COL32_B_SHIFT) & 255U, (packed >> IM_COL32_A_SHIFT) & 255U};
}

std::uint32_t pixel_of(const Colour& colour) {
    return colour.red << 16U | colour.green << 8U | colour.blue;
}

// `over` mixed into `under` by alpha/255, two channels at a time; exact at 0 and 255.
std::uint32_t blend(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
    const std::uint32_t keep = 255U - alpha;
    std::uint32_t red_blue = (under & 0xFF00FFU) * keep + (over & 0xFF00FFU) * alpha + 0x800080U;
    std::uint32_t green = ((under >> 8U) & 0xFFU) * keep + ((over >> 8U) & 0xFFU) * alpha + 0x80U;
    red_blue = ((red_blue + ((red_blue >> 8U) & 0xFF00FFU)) >> 8U) & 0xFF00FFU;
    green = ((green + (green >> 8U)) >> 8U) & 0xFFU;
    return red_blue | green << 8U;
}

std::uint32_t* row_of(const PixelBuffer& target, int y) {
    return target.pixels + static_cast<std::ptrdiff_t>(y) * target.stride;
}

void fill(const PixelBuffer& target, const PixelRect& rect, const Colour& colour) {
    const std::uint32_t pixel = pixel_of(colour);
    for (int y = rect.y; y < rect.bottom(); ++y) {
        std::uint32_t* row = row_of(target, y);
        if (colour.alpha == 255) {
            std::fill(row + rect.x, row + rect.right(), pixel);
        } else {
            for (int x = rect.x; x < rect.right(); ++x) row[x] = blend(row[x], pixel, colour.alpha);
        }
    }
}

std::uint32_t scaled(std::uint32_t coverage, std::uint32_t alpha) {
    return alpha == 255 ? coverage : (coverage * alpha + 127) / 255;
}

// One row of a mask, pixel by pixel. Most pixels of text are empty, and most of the rest are full.
void tint_row(std::uint32_t* row, const std::uint8_t* coverage, int count, std::uint32_t pixel,
              std::uint32_t alpha) {
    for (int i = 0; i < count; ++i) {
        if (coverage[i] == 0) continue;
        const std::uint32_t share = scaled(coverage[i], alpha);
        row[i] = share == 255 ? pixel : blend(row[i], pixel, share);
    }
}

// An axis-aligned quad: where it lies, and which part of the mask it shows.
struct Quad {
    float left, top, right, bottom;
    float u_left, v_top, u_right, v_bottom;
    ImU32 colour;
};

bool read_quad(const ImDrawVert* vertices, const ImDrawIdx* index, Quad& quad) {
    const ImDrawVert& a = vertices[index[0]];
    const ImDrawVert& b = vertices[index[1]];
    const ImDrawVert& c = vertices[index[2]];
    const ImDrawVert& d = vertices[index[5]];
    if (index[3] != index[0] || index[4] != index[2]) return false;
    if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
    const bool aligned =
        a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
    const bool mapped =
        a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
    if (!aligned || !mapped || a.pos.x > c.pos.x || a.pos.y > c.pos.y) return false;
    quad = {a.pos.x, a.pos.y, c.pos.x, c.pos.y, a.uv.x, a.uv.y, c.uv.x, c.uv.y, a.col};
    return true;
}

int texel(float u, int size) {
    return std::clamp(static_cast<int>(u * static_cast<float>(size)), 0, size - 1);
}

// Pixels whose middle lies inside [from, to).
int first_pixel(float from) {
    return static_cast<int>(std::ceil(from - 0.5F));
}

void draw_quad(const Quad& quad, const Mask* mask, const PixelBuffer& target,
               const PixelRect& clip) {
    const int left = first_pixel(quad.left);
    const int top = first_pixel(quad.top);
    const PixelRect whole{left, top, first_pixel(quad.right) - left,
                          first_pixel(quad.bottom) - top};
    const PixelRect rect = intersection(whole, clip);
    if (rect.empty()) return;
    Colour colour = colour_of(quad.colour);
    if (mask != nullptr && quad.u_left == quad.u_right && quad.v_top == quad.v_bottom) {
        colour.alpha =
            scaled(mask->row(texel(quad.v_top, mask->height))[texel(quad.u_left, mask->width)],
                   colour.alpha);
        mask = nullptr;
    }
    if (colour.alpha == 0) return;
    if (mask == nullptr) return fill(target, rect, colour);
    const float u_step = (quad.u_right - quad.u_left) / (quad.right - quad.left);
    const float v_step = (quad.v_bottom - quad.v_top) / (quad.bottom - quad.top);
    const auto u_at = [&](int x) {
        return quad.u_left + (static_cast<float>(x) + 0.5F - quad.left) * u_step;
    };
    const auto v_at = [&](int y) {
        return quad.v_top + (static_cast<float>(y) + 0.5F - quad.top) * v_step;
    };
    const std::uint32_t pixel = pixel_of(colour);
    const int first = texel(u_at(rect.x), mask->width);
    const bool one_to_one =
        texel(u_at(rect.right() - 1), mask->width) - first == rect.width - 1 && u_step > 0;
    for (int y = rect.y; y < rect.bottom(); ++y) {
        const std::uint8_t* coverage = mask->row(texel(v_at(y), mask->height));
        std::uint32_t* row = row_of(target, y);
        if (one_to_one) {
            tint_row(row + rect.x, coverage + first, rect.width, pixel, colour.alpha);
        } else {
            for (int x = rect.x; x < rect.right(); ++x)
                row[x] = blend(row[x], pixel,
                               scaled(coverage[texel(u_at(x), mask->width)], colour.alpha));
        }
    }
}

float edge(const ImVec2& a, const ImVec2& b, float x, float y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

// A shared edge belongs to one of two triangles only, else translucent ones show a seam.
bool owns_edge(const ImVec2& a, const ImVec2& b) {
    return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

std::array<float, 4> channels(ImU32 packed) {
    const Colour c = colour_of(packed);
    return {static_cast<float>(c.red), static_cast<float>(c.green), static_cast<float>(c.blue),
            static_cast<float>(c.alpha)};
}

PixelRect bounds(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
    const float left = std::min({a.pos.x, b.pos.x, c.pos.x});
    const float top = std::min({a.pos.y, b.pos.y, c.pos.y});
    const float right = std::max({a.pos.x, b.pos.x, c.pos.x});
    const float bottom = std::max({a.pos.y, b.pos.y, c.pos.y});
    constexpr float far = 1e6F;  // a vertex far outside is the window of a panel of kilometres
    const auto whole = [&](float v) {
        return static_cast<int>(std::floor(std::clamp(v, -far, far)));
    };
    return {whole(left), whole(top), whole(right) - whole(left) + 1,
            whole(bottom) - whole(top) + 1};
}

void draw_triangle(const ImDrawVert& a, const ImDrawVert& b_in, const ImDrawVert& c_in,
                   const Mask* mask, const PixelBuffer& target, const PixelRect& clip) {
    const float doubled = edge(a.pos, b_in.pos, c_in.pos.x, c_in.pos.y);
    if (doubled == 0 || !std::isfinite(doubled)) return;
    const ImDrawVert& b = doubled > 0 ? b_in : c_in;
    const ImDrawVert& c = doubled > 0 ? c_in : b_in;
    const float area = std::abs(doubled);
    const PixelRect rect = intersection(bounds(a, b, c), clip);
    const auto ca = channels(a.col);
    const auto cb = channels(b.col);
    const auto cc = channels(c.col);
    const auto outside = [](float w, bool owned) { return w < 0 || (w == 0 && !owned); };
    const bool own_a = owns_edge(b.pos, c.pos);
    const bool own_b = owns_edge(c.pos, a.pos);
    const bool own_c = owns_edge(a.pos, b.pos);
    for (int y = rect.y; y < rect.bottom(); ++y) {
        std::uint32_t* row = row_of(target, y);
        for (int x = rect.x; x < rect.right(); ++x) {
            const float px = static_cast<float>(x) + 0.5F;
            const float py = static_cast<float>(y) + 0.5F;
            const float wa = edge(b.pos, c.pos, px, py);
            const float wb = edge(c.pos, a.pos, px, py);
            const float wc = edge(a.pos, b.pos, px, py);
            if (outside(wa, own_a) || outside(wb, own_b) || outside(wc, own_c)) continue;
            const auto mix = [&](std::size_t i) {
                return static_cast<std::uint32_t>(
                    std::lround((ca.at(i) * wa + cb.at(i) * wb + cc.at(i) * wc) / area));
            };
            std::uint32_t alpha = mix(3);
            if (mask != nullptr) {
                const float u = (a.uv.x * wa + b.uv.x * wb + c.uv.x * wc) / area;
                const float v = (a.uv.y * wa + b.uv.y * wb + c.uv.y * wc) / area;
                alpha = scaled(mask->row(texel(v, mask->height))[texel(u, mask->width)], alpha);
            }
            row[x] = blend(row[x], mix(0) << 16U | mix(1) << 8U | mix(2), std::min(alpha, 255U));
        }
    }
}

void draw_command(const ImDrawList& list, const ImDrawCmd& command, const PixelBuffer& target,
                  const PixelRect& clip) {
    const auto* mask = static_cast<const Mask*>(command.GetTexID());
    if (mask != nullptr && (mask->width <= 0 || mask->height <= 0)) return;
    const PixelRect own{static_cast<int>(command.ClipRect.x), static_cast<int>(command.ClipRect.y),
                        static_cast<int>(command.ClipRect.z - command.ClipRect.x),
                        static_cast<int>(command.ClipRect.w - command.ClipRect.y)};
    const PixelRect inside = intersection(clip, own);
    if (inside.empty()) return;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount;) {
        Quad quad{};
        if (i + 5 < command.ElemCount && read_quad(vertices, indices + i, quad)) {
            draw_quad(quad, mask, target, inside);
            i += 6;
            continue;
        }
        draw_triangle(vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]],
                      mask, target, inside);
        i += 3;
    }
}

}  // namespace

PixelRect intersection(const PixelRect& a, const PixelRect& b) {
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

PixelRect inset(const PixelRect& rect, int by) {
    return {rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by};
}

PixelRect hull(const PixelRect& a, const PixelRect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int x = std::min(a.x, b.x);
    const int y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

void rasterise(const ImDrawList& list, const PixelBuffer& target, const PixelRect& clip) {
    const PixelRect inside = intersection(clip, {0, 0, target.size.width, target.size.height});
    if (inside.empty()) return;
    for (const ImDrawCmd& command : list.CmdBuffer)
        if (command.UserCallback == nullptr) draw_command(list, command, target, inside);
}

}  // namespace screens
