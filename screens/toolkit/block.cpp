#include "screens/toolkit/block.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;

// Keeps what lies between `top` and `bottom` of the block.
Block part_of(const Block& block, int top, int bottom) {
    Block part = block;
    part.rect.y = top;
    part.rect.height = bottom - top;
    const auto inside = [&](const PixelRect& rect) {
        return rect.y >= top && rect.bottom() <= bottom;
    };
    if (!inside(part.icon)) part.icon = {};
    if (!inside(part.input)) part.input = {};
    if (!inside(part.qr)) part.qr = {};
    std::erase_if(part.texts, [&](TextPiece& piece) {
        const int hidden_above = std::max(0, top - piece.rect.y);
        const int hidden_below = std::max(0, piece.rect.bottom() - bottom);
        piece.rect.y += hidden_above;
        piece.skipped += hidden_above;
        piece.rect.height -= hidden_above + hidden_below;
        return piece.rect.height <= 0;
    });
    std::erase_if(part.breaks, [&](int at) { return at <= top || at >= bottom; });
    return part;
}

}  // namespace

void Block::move(int dx, int dy) {
    const auto shift = [&](PixelRect& moved) {
        moved.x += dx;
        moved.y += dy;
    };
    shift(rect);
    shift(icon);
    shift(input);
    shift(qr);
    for (TextPiece& piece : texts) shift(piece.rect);
    for (int& at : breaks) at += dy;
}

Block upper_part(const Block& block, int height) {
    return part_of(block, block.rect.y, block.rect.y + height);
}

Block lower_part(const Block& block, int height) {
    return part_of(block, block.rect.y + height, block.rect.bottom());
}

}  // namespace screens
