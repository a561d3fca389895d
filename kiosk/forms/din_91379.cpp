#include "kiosk/forms/din_91379.h"

#include <algorithm>
#include <array>

namespace kiosk::forms::din_91379 {
namespace {

struct Range {
    char16_t first, last;
};

constexpr auto letters = std::to_array<Range>({
    {0x0041, 0x005A}, {0x0061, 0x007A}, {0x00C0, 0x00D6}, {0x00D8, 0x00F6}, {0x00F8, 0x017E},
    {0x0187, 0x0188}, {0x018F, 0x018F}, {0x0197, 0x0197}, {0x01A0, 0x01A1}, {0x01AF, 0x01B0},
    {0x01B7, 0x01B7}, {0x01CD, 0x01DC}, {0x01DE, 0x01DF}, {0x01E2, 0x01F0}, {0x01F4, 0x01F5},
    {0x01F8, 0x01FF}, {0x0212, 0x0213}, {0x0218, 0x021B}, {0x021E, 0x021F}, {0x0227, 0x0233},
    {0x0259, 0x0259}, {0x0268, 0x0268}, {0x0292, 0x0292}, {0x1E02, 0x1E03}, {0x1E06, 0x1E07},
    {0x1E0A, 0x1E11}, {0x1E17, 0x1E17}, {0x1E1C, 0x1E2B}, {0x1E2F, 0x1E37}, {0x1E3A, 0x1E3B},
    {0x1E40, 0x1E49}, {0x1E52, 0x1E5B}, {0x1E5E, 0x1E63}, {0x1E6A, 0x1E6F}, {0x1E80, 0x1E87},
    {0x1E8C, 0x1E97}, {0x1E9E, 0x1E9E}, {0x1EA0, 0x1EF9},
});

// Sequences of two and three code points, by their first: what may follow it.
struct Following {
    char16_t first;
    std::u16string_view marks;
};

constexpr auto sequences = std::to_array<Following>({
    {u'A', u"\u030B"},
    {u'C', u"\u0300\u0304\u0306\u0308\u0315\u0323\u0326"},
    {u'D', u"\u0302"},
    {u'F', u"\u0300\u0304"},
    {u'G', u"\u0300"},
    {u'H', u"\u0304\u0326\u0331"},
    {u'J', u"\u0301\u030C"},
    {u'K', u"\u0300\u0302\u0304\u0307\u0315\u031B\u0326"},
    {u'L', u"\u0302\u0325\u0326"},
    {u'M', u"\u0300\u0302\u0306\u0310"},
    {u'N', u"\u0302\u0304\u0306\u0326"},
    {u'P', u"\u0300\u0304\u0315\u0323"},
    {u'R', u"\u0306\u0325"},
    {u'S', u"\u0300\u0304\u0331"},
    {u'T', u"\u0300\u0304\u0308\u0315\u031B"},
    {u'U', u"\u0307"},
    {u'Z', u"\u0300\u0304\u0306\u0308\u0327"},
    {u'a', u"\u030B"},
    {u'c', u"\u0300\u0304\u0306\u0308\u0315\u0323\u0326"},
    {u'd', u"\u0302"},
    {u'f', u"\u0300\u0304"},
    {u'g', u"\u0300"},
    {u'h', u"\u0304\u0326"},
    {u'j', u"\u0301"},
    {u'k', u"\u0300\u0302\u0304\u0307\u0315\u031B\u0326"},
    {u'l', u"\u0302\u0325\u0326"},
    {u'm', u"\u0300\u0302\u0306\u0310"},
    {u'n', u"\u0302\u0304\u0306\u0326"},
    {u'p', u"\u0300\u0304\u0315\u0323"},
    {u'r', u"\u0306\u0325"},
    {u's', u"\u0300\u0304\u0331"},
    {u't', u"\u0300\u0304\u0315\u031B"},
    {u'u', u"\u0307"},
    {u'z', u"\u0300\u0304\u0306\u0308\u0327"},
    {u'\u00C7', u"\u0306"},
    {u'\u00DB', u"\u0304"},
    {u'\u00E7', u"\u0306"},
    {u'\u00FB', u"\u0304"},
    {u'\u00FF', u"\u0301"},
    {u'\u010C', u"\u0315\u0323"},
    {u'\u010D', u"\u0315\u0323"},
    {u'\u0113', u"\u030D"},
    {u'\u012A', u"\u0301"},
    {u'\u012B', u"\u0301"},
    {u'\u014D', u"\u030D"},
    {u'\u017D', u"\u0326\u0327"},
    {u'\u017E', u"\u0326\u0327"},
    {u'\u1E32', u"\u0304"},
    {u'\u1E33', u"\u0304"},
    {u'\u1E62', u"\u0304"},
    {u'\u1E63', u"\u0304"},
    {u'\u1E6C', u"\u0304"},
    {u'\u1E6D', u"\u0304"},
    {u'\u1EA0', u"\u0308"},
    {u'\u1EA1', u"\u0308"},
    {u'\u1ECC', u"\u0308"},
    {u'\u1ECD', u"\u0308"},
    {u'\u1EE4', u"\u0304\u0308"},
    {u'\u1EE5', u"\u0304\u0308"},
});

constexpr auto triples = std::to_array<std::u16string_view>({
    u"C\u0328\u0306",
    u"K\u035FH",
    u"K\u035Fh",
    u"L\u0325\u0304",
    u"R\u0325\u0304",
    u"S\u031B\u0304",
    u"c\u0328\u0306",
    u"k\u035Fh",
    u"l\u0325\u0304",
    u"r\u0325\u0304",
    u"s\u031B\u0304",
});

}  // namespace

std::size_t letter_at(std::u16string_view text) {
    if (text.empty()) return 0;
    for (const std::u16string_view triple : triples)
        if (text.starts_with(triple)) return triple.size();
    if (text.size() > 1)
        for (const Following& following : sequences)
            if (following.first == text[0] && following.marks.find(text[1]) != following.marks.npos)
                return 2;
    const bool single = std::any_of(letters.begin(), letters.end(), [&](const Range& range) {
        return range.first <= text[0] && text[0] <= range.last;
    });
    return single ? 1 : 0;
}

bool is_mark(char16_t point) {
    constexpr std::u16string_view marks =
        u" ',-.`~\u00A8\u00B4\u00B7\u02B9\u02BA\u02BE\u02BF\u02C8\u02CC\u2019\u2021";
    return marks.find(point) != marks.npos;
}

}  // namespace kiosk::forms::din_91379
