#include "kiosk/answers/course_level.h"

#include "kiosk/answers/course.h"

#include <cctype>

namespace kiosk::answers {

FoundLevel level_code_at(const CourseText& text, std::size_t i) {
    std::string code = text[i].text;
    if (code.size() != 2) return {};
    code[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(code[0])));
    if (!level_span(code)) return {};
    const bool halved = i + 1 < text.size() && (text[i + 1].gap == "." || text[i + 1].gap == "/") &&
                        (text[i + 1].text == "1" || text[i + 1].text == "2");
    if (!halved) return {code, 1};
    return {code + "." + text[i + 1].text, 2};
}

LevelRange level_range_in(const CourseText& text) {
    LevelRange range;
    LevelSpan whole;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const FoundLevel found = level_code_at(text, i);
        const auto span = level_span(found.code);
        if (!span) continue;
        if (range.from.empty() || span->from < whole.from) {
            range.from = found.code;
            whole.from = span->from;
        }
        if (range.to.empty() || span->to > whole.to) {
            range.to = found.code;
            whole.to = span->to;
        }
    }
    return range;
}

}  // namespace kiosk::answers
