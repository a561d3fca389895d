#include "kiosk/control/status_page.h"

#include "kiosk/control/html.h"
#include "kiosk/control/words.h"

#include <algorithm>
#include <array>
#include <set>

namespace kiosk::control {
namespace {

constexpr std::size_t most_rows = 500;
constexpr std::array<Colour, 4> worst_first{Colour::grey, Colour::red, Colour::yellow,
                                            Colour::green};

class Page {
  public:
    Page(const StatusQuery& query, const text::Catalogue& texts) : query_(query), texts_(texts) {}

    Html& html() { return html_; }
    void tag(Markup markup) { html_.tag(markup); }
    void say(std::string_view text) { html_.say(text); }
    // The catalogue isolates what it fills in; a browser knows these marks.
    void word(std::string_view key, const std::vector<text::Argument>& arguments = {}) {
        html_.say(texts_(query_.language, key, arguments));
    }
    void state(const std::string& code) { html_.say(words_for(code, texts_, query_.language)); }
    void moment(Instant instant) { html_.say(texts_.date_time(query_.language, instant)); }

    void head(Instant now);
    void filter(const std::set<std::string>& cities);
    void option(std::string_view value, std::string_view chosen, const std::string& shown);
    void terminals(const std::vector<const TerminalView*>& shown, std::size_t all);
    void row(const TerminalView& view);
    void light(Colour colour);
    void alarms(const std::vector<const Alarm*>& alarms);

  private:
    const StatusQuery& query_;
    const text::Catalogue& texts_;
    Html html_;
};

void Page::head(Instant now) {
    tag("<!DOCTYPE html>\n<html lang=\"");
    say(query_.language);
    tag("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>");
    word("status.title");
    tag("</title><link rel=\"stylesheet\" href=\"status.css\"></head><body><header><h1>");
    word("status.title");
    tag("</h1><p>");
    word("status.as_of", {{"when", texts_.date_time(query_.language, now)}});
    tag("</p></header><main>");
}

void Page::option(std::string_view value, std::string_view chosen, const std::string& shown) {
    tag("<option value=\"");
    say(value);
    tag("\"");
    if (value == chosen) tag(" selected");
    tag(">");
    say(shown);
    tag("</option>");
}

// A form that asks again: works without a script, and its address can be kept.
void Page::filter(const std::set<std::string>& cities) {
    tag("<form method=\"get\"><p><label for=\"city\">");
    word("status.city");
    tag("</label> <select id=\"city\" name=\"city\">");
    option("", query_.city, texts_(query_.language, "status.all"));
    for (const std::string& city : cities) option(city, query_.city, city);
    tag("</select></p><p><label for=\"light\">");
    word("status.light");
    tag("</label> <select id=\"light\" name=\"light\">");
    option("", query_.light, texts_(query_.language, "status.all"));
    for (const Colour colour : worst_first)
        option(name_of(colour), query_.light,
               texts_(query_.language, "status.light." + std::string(name_of(colour))));
    tag("</select></p><p><label for=\"lang\">");
    word("status.language");
    tag("</label> <select id=\"lang\" name=\"lang\">");
    for (const std::string& language : texts_.languages())
        option(language, query_.language, texts_(language, "status.language.name"));
    tag("</select></p><p><button type=\"submit\">");
    word("status.show");
    tag("</button></p></form>");
}

// A shape beside the word: never by colour alone.
void Page::light(Colour colour) {
    switch (colour) {
        case Colour::green:
            tag("<span class=\"light green\" aria-hidden=\"true\">●</span> ");
            break;
        case Colour::yellow:
            tag("<span class=\"light yellow\" aria-hidden=\"true\">▲</span> ");
            break;
        case Colour::red:
            tag("<span class=\"light red\" aria-hidden=\"true\">■</span> ");
            break;
        case Colour::grey:
            tag("<span class=\"light grey\" aria-hidden=\"true\">○</span> ");
            break;
    }
    word("status.light." + std::string(name_of(colour)));
}

void Page::row(const TerminalView& view) {
    tag("<tr><th scope=\"row\">");
    say(view.terminal.id);
    tag("</th><td>");
    light(view.light.colour);
    tag("</td><td>");
    if (!view.light.reasons.empty()) {
        tag("<ul>");
        for (const Reason& reason : view.light.reasons) {
            tag("<li>");
            state(reason.code);
            if (reason.since) {
                say(", ");
                word("status.since", {{"when", texts_.date_time(query_.language, *reason.since)}});
            }
            tag("</li>");
        }
        tag("</ul>");
    }
    tag("</td><td data-label=\"");
    word("status.last_heard");
    tag(": \">");
    if (view.terminal.last_seen != Instant{}) moment(view.terminal.last_seen);
    tag("</td></tr>");
}

void Page::terminals(const std::vector<const TerminalView*>& shown, std::size_t all) {
    tag("<p>");
    word("status.count", {{"shown", static_cast<std::int64_t>(shown.size())},
                          {"all", static_cast<std::int64_t>(all)}});
    tag("</p><table><caption>");
    word("status.table");
    tag("</caption><thead><tr>");
    for (const char* key :
         {"status.terminal", "status.light", "status.reasons", "status.last_heard"}) {
        tag("<th scope=\"col\">");
        word(key);
        tag("</th>");
    }
    tag("</tr></thead><tbody>");
    for (const TerminalView* view : shown) row(*view);
    tag("</tbody></table>");
}

void Page::alarms(const std::vector<const Alarm*>& alarms) {
    tag("<h2>");
    word("status.alarms");
    tag("</h2>");
    if (alarms.empty()) {
        tag("<p>");
        word("status.no_alarms");
        tag("</p>");
        return;
    }
    tag("<ul class=\"alarms\">");
    for (const Alarm* alarm : alarms) {
        tag("<li><strong>");
        say(alarm->terminal);
        tag("</strong>: ");
        state(alarm->code);
        say(", ");
        word("status.since", {{"when", texts_.date_time(query_.language, alarm->since)}});
        say(" – ");
        if (alarm->seen_to_by.empty())
            word("status.nobody");
        else
            word("status.seen_to", {{"who", alarm->seen_to_by}});
        tag("</li>");
    }
    tag("</ul>");
}

bool is_worse(const TerminalView* a, const TerminalView* b) {
    const auto place = [](const TerminalView* view) {
        return std::find(worst_first.begin(), worst_first.end(), view->light.colour);
    };
    if (place(a) != place(b)) return place(a) < place(b);
    return a->terminal.id < b->terminal.id;
}

}  // namespace

std::string status_page(const std::vector<TerminalView>& terminals,
                        const std::vector<Alarm>& alarms, const StatusQuery& query,
                        const text::Catalogue& texts, Instant now) {
    std::set<std::string> cities;
    std::vector<const TerminalView*> shown;
    for (const TerminalView& view : terminals) {
        cities.insert(view.terminal.city);
        const bool is_wanted = (query.city.empty() || query.city == view.terminal.city) &&
                               (query.light.empty() || query.light == name_of(view.light.colour));
        if (is_wanted) shown.push_back(&view);
    }
    std::sort(shown.begin(), shown.end(), is_worse);
    shown.resize(std::min(shown.size(), most_rows));
    std::vector<const Alarm*> raised;
    for (const Alarm& alarm : alarms)
        if (query.city.empty() || query.city == alarm.city) raised.push_back(&alarm);
    Page page(query, texts);
    page.head(now);
    page.filter(cities);
    page.terminals(shown, terminals.size());
    page.alarms(raised);
    page.tag("</main></body></html>\n");
    return page.html().take();
}

}  // namespace kiosk::control
