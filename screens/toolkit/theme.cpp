#include "screens/toolkit/theme.h"

namespace screens {

namespace {

constexpr Theme calm{
    .ground = 0xFFFFFF,
    .surface = 0xF3F5FB,
    .line = 0xC9CFE2,
    .text = 0x171A2B,
    .muted = 0x414761,
    .action = 0x14398A,
    .control = 0xFFFFFF,
    .control_pressed = 0xC9D6F4,
    .primary = 0x14398A,
    .primary_pressed = 0x0A1F52,
    .on_primary = 0xFFFFFF,
    .selected = 0xE6EDFB,
    .field_frame = 0x4A5170,
    .danger = 0x970D1C,
    .focus = 0x171A2B,
    .focus_parting = 0xFFD84D,
    .track = 0xD5DBEC,
    .veil = 150,
    .information = {0xE9F0FD, 0x14398A, 0x123377},
    .success = {0xE6F5EA, 0x0C5C2C, 0x0A4E25},
    .warning = {0xFFF5D9, 0x7A4B00, 0x5C3900},
    .error = {0xFDEDED, 0x970D1C, 0x860B18},
};

constexpr Theme high_contrast_theme{
    .ground = 0x000000,
    .surface = 0x000000,
    .line = 0xFFFFFF,
    .text = 0xFFFFFF,
    .muted = 0xFFFFFF,
    .action = 0xFFE500,
    .control = 0x000000,
    .control_pressed = 0x5C5300,
    .primary = 0xFFE500,
    .primary_pressed = 0xFFFFFF,
    .on_primary = 0x000000,
    .selected = 0x332E00,
    .field_frame = 0xFFFFFF,
    .danger = 0xFFFFFF,
    .focus = 0xFFFFFF,
    .focus_parting = 0x000000,
    .track = 0x555555,
    .veil = 190,
    .information = {0x000000, 0xFFFFFF, 0xFFFFFF},
    .success = {0x000000, 0xFFFFFF, 0xFFFFFF},
    .warning = {0x000000, 0xFFE500, 0xFFE500},
    .error = {0x000000, 0xFFE500, 0xFFE500},
};

}  // namespace

const ToneColours& Theme::tone(Tone which) const {
    switch (which) {
        case Tone::success:
            return success;
        case Tone::warning:
            return warning;
        case Tone::error:
            return error;
        case Tone::none:
        case Tone::information:
            break;
    }
    return information;
}

const Theme& theme(bool high_contrast) {
    return high_contrast ? high_contrast_theme : calm;
}

}  // namespace screens
