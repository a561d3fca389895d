#include "kiosk/control/alarm_mail.h"

#include "kiosk/control/words.h"

#include <array>
#include <utility>

namespace kiosk::control {
namespace {

using About = Notice::About;

// The catalogue isolates what it fills in against right-to-left text, of which a mail has none.
std::string without_isolates(std::string text) {
    for (const std::string_view mark : {"\u2068", "\u2069"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.erase(at, mark.size());
    return text;
}

std::string subject_of(const std::vector<Notice>& notices, const text::Catalogue& texts,
                       const std::string& language) {
    if (notices.size() > 1)
        return texts(language, "alarm.mail.subject_many",
                     {{"count", static_cast<std::int64_t>(notices.size())}});
    const Alarm& alarm = notices.front().alarm;
    const bool is_over = notices.front().about == About::over;
    return texts(language, is_over ? "alarm.mail.subject_over" : "alarm.mail.subject_one",
                 {{"terminal", alarm.terminal}, {"state", words_for(alarm.code, texts, language)}});
}

}  // namespace

Mail mail_about(const std::vector<Notice>& notices, const text::Catalogue& texts,
                const std::string& language) {
    static constexpr std::array<std::pair<About, const char*>, 3> parts{{
        {About::raised, "alarm.mail.raised"},
        {About::goes_on, "alarm.mail.goes_on"},
        {About::over, "alarm.mail.over"},
    }};
    std::string text;
    bool somebody_is_needed = false;
    for (const auto& [about, heading] : parts) {
        std::string lines;
        for (const Notice& notice : notices) {
            if (notice.about != about) continue;
            lines += texts(language, "alarm.mail.line",
                           {{"terminal", notice.alarm.terminal},
                            {"state", words_for(notice.alarm.code, texts, language)},
                            {"since", texts.date_time(language, notice.alarm.since)}}) +
                     '\n';
        }
        if (lines.empty()) continue;
        text += texts(language, heading) + '\n' + lines + '\n';
        somebody_is_needed |= about != About::over;
    }
    if (somebody_is_needed) text += texts(language, "alarm.mail.how") + '\n';
    return {.subject = without_isolates(subject_of(notices, texts, language)),
            .text = without_isolates(std::move(text))};
}

}  // namespace kiosk::control
