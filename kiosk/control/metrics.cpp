#include "kiosk/control/metrics.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Colour, 4> colours{Colour::green, Colour::yellow, Colour::red, Colour::grey};
constexpr std::array<std::chrono::seconds, 4> ages{45s, 90s, 1h, 24h};

class Text {
  public:
    void family(const std::string& name, const char* type, const char* help) {
        name_ = "kiosk_" + name;
        text_ += "# HELP " + name_ + ' ' + help + "\n# TYPE " + name_ + ' ' + type + '\n';
    }
    // Values of labels are names and words of ours: nothing in them needs to be escaped.
    void sample(std::int64_t value, const std::string& labels = "", const char* suffix = "") {
        text_ += name_ + suffix + (labels.empty() ? "" : '{' + labels + '}') + ' ' +
                 std::to_string(value) + '\n';
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string name_, text_;
};

std::string label(const char* name, std::string_view value) {
    return std::string(name) + "=\"" + std::string(value) + '"';
}

struct Sums {
    std::map<Colour, std::int64_t> lights;
    std::int64_t waiting = 0, need_staff = 0;
};

std::map<std::string, Sums> by_city(const std::vector<TerminalView>& terminals) {
    std::map<std::string, Sums> cities;
    for (const TerminalView& view : terminals) {
        Sums& sums = cities[view.terminal.city];
        ++sums.lights[view.light.colour];
        if (!view.reported) continue;
        sums.waiting += view.reported->waiting.orders;
        sums.need_staff += view.reported->waiting.needs_staff;
    }
    return cities;
}

// A histogram of what is now, not of what ever was: a gauge by the upper bound.
void add_ages(Text& text, const Measured& measured) {
    text.family("report_age_terminals", "gauge", "Terminals whose last report is at most so old");
    for (const auto age : ages)
        text.sample(std::count_if(measured.terminals.begin(), measured.terminals.end(),
                                  [&](const TerminalView& view) {
                                      return measured.now - view.terminal.last_seen <= age;
                                  }),
                    label("seconds", std::to_string(age.count())));
}

}  // namespace

std::string exposition(const Measured& measured) {
    Text text;
    text.family("build_info", "gauge", "The control room's version");
    text.sample(1, label("version", measured.version));
    const auto cities = by_city(measured.terminals);
    text.family("terminals", "gauge", "Terminals by light");
    for (const auto& [city, sums] : cities)
        for (const Colour colour : colours) {
            const auto found = sums.lights.find(colour);
            text.sample(found == sums.lights.end() ? 0 : found->second,
                        label("city", city) + ',' + label("light", name_of(colour)));
        }
    add_ages(text, measured);
    text.family("orders_waiting", "gauge", "Orders that terminals have not delivered yet");
    for (const auto& [city, sums] : cities) text.sample(sums.waiting, label("city", city));
    text.family("orders_need_staff", "gauge", "Orders that only staff can help on");
    for (const auto& [city, sums] : cities) text.sample(sums.need_staff, label("city", city));
    text.family("alarms_open", "gauge", "Alarms by whether somebody sees to them");
    const auto seen_to =
        std::count_if(measured.alarms.begin(), measured.alarms.end(),
                      [](const Alarm& alarm) { return !alarm.seen_to_by.empty(); });
    text.sample(seen_to, label("seen_to", "yes"));
    text.sample(std::ssize(measured.alarms) - seen_to, label("seen_to", "no"));
    text.family("mails_waiting", "gauge", "Mails that the mail server has not taken yet");
    text.sample(measured.mails_waiting);
    text.family("audit_rows_total", "counter", "Rows of the audit record");
    text.sample(measured.audit_rows);
    return text.take();
}

}  // namespace kiosk::control
