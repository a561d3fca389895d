#include "tests/scenarios/sentences.h"

#include "kiosk/answers/judgements.h"

#include <functional>
#include <regex>

#include <nlohmann/json.hpp>

namespace scenes {

using namespace kiosk::visit;

namespace {

using Words = std::smatch;
using Played = std::string;

struct Sentence {
    std::regex form;
    std::function<Played(Terminal&, const Words&)> play;
};

Played unless(bool done, const std::string& reason) {
    return done ? "" : reason;
}

Played counted(std::size_t found, const std::string& expected, const std::string& what) {
    const std::size_t wanted = expected == "no" ? 0 : std::stoul(expected);
    return unless(found == wanted, "there are " + std::to_string(found) + " " + what);
}

std::chrono::seconds duration(const std::string& count, const std::string& unit) {
    const auto number = count == "an" || count == "a" ? 1 : std::stoi(count);
    if (unit.starts_with("hour")) return std::chrono::hours(number);
    if (unit.starts_with("minute")) return std::chrono::minutes(number);
    return std::chrono::seconds(number);
}

Played said(const Terminal& terminal, bool as_wanted) {
    return unless(as_wanted, "the screen says:\n" + terminal.all_words());
}

// The field's frame, found by the label beside it.
Played field_holds(Terminal& terminal, const std::string& label, const std::string& value) {
    for (const auto& node : terminal.scene().nodes)
        if (as_read(node.label) == label)
            return unless(as_read(node.value) == value, "it holds \"" + as_read(node.value) + "\"");
    return said(terminal, false);
}

Played is_marked(Terminal& terminal, const std::string& label) {
    for (const auto& node : terminal.scene().nodes)
        if (as_read(node.label) == label && node.selected) return "";
    return said(terminal, false);
}

// The "change" beside the answers of a page is told from the others by what is read aloud.
Played change(Terminal& terminal, const std::string& page) {
    for (const auto& node : terminal.scene().nodes)
        if (node.id.starts_with("change.") && as_read(node.spoken).ends_with(page)) {
            terminal.send(*node.event);
            return {};
        }
    return said(terminal, false);
}

Played by_keypad_to(Terminal& terminal, const std::string& label) {
    for (int step = 0; step < 200; ++step) {
        terminal.press("down");
        if (terminal.focused() == label)
            return unless(terminal.press("action"), "the action key does nothing");
    }
    return said(terminal, false);
}

// The answer is about it, or it is one of those that are offered.
Played means(Terminal& terminal, const std::string& title) {
    const auto* replying = std::get_if<Replying>(&terminal.visit().step);
    if (replying == nullptr) return said(terminal, false);
    if (replying->reply.decision == kiosk::answers::Decision::choose) terminal.tap(title);
    for (const auto& node : terminal.scene().nodes)
        if (node.id == "heading" && as_read(node.label) == title) return {};
    return said(terminal, false);
}

Played counted_judgements(Terminal& terminal, const std::string& topic, const std::string& wanted) {
    const auto note = terminal.journal.note(std::string(kiosk::answers::judgements_note));
    const auto counts = nlohmann::json::parse(note ? note->value_or("") : "", nullptr, false);
    const auto pointer = nlohmann::json::json_pointer("/" + topic + "/helped");
    return unless(counts.contains(pointer) && counts[pointer] == std::stoi(wanted),
                  "counted is " + counts.dump());
}

bool shows_qr(const Terminal& terminal) {
    for (const auto& node : terminal.scene().nodes)
        if (node.role == screens::Role::qr && node.value.starts_with("https://")) return true;
    return false;
}

Played saved_lasts(Terminal& terminal, const std::string& verb) {
    if (verb == "takes long")
        terminal.hold_the_disk();
    else
        terminal.release_the_disk();
    terminal.settle();
    return {};
}

Played session_is_over(Terminal& terminal) {
    const auto* welcome = std::get_if<Welcome>(&terminal.visit().step);
    const bool fresh = welcome != nullptr && welcome->draft == kiosk::forms::Draft{} &&
                       !terminal.visit().overlay && terminal.visit().preferences == Preferences{};
    return said(terminal, fresh);
}

const std::vector<std::pair<std::string, void (*)(Terminal&)>>& mishaps() {
    static const std::vector<std::pair<std::string, void (*)(Terminal&)>> verbs{
        {"printer runs out of paper", [](Terminal& t) { t.printer.run_out_of_paper(); }},
        {"printer gets new paper", [](Terminal& t) { t.printer.refill(); }},
        {"printer jams", [](Terminal& t) { t.printer.jam(); }},
        {"printer's cover is opened", [](Terminal& t) { t.printer.open_cover(); }},
        {"printer is mended", [](Terminal& t) { t.printer.recover(); }},
        {"printer is unplugged", [](Terminal& t) { t.printer.unplug(); }},
        {"printer will be unplugged in the middle of the next receipt",
         [](Terminal& t) { t.printer.unplug_during_print(); }},
        {"printer is slow",
         [](Terminal& t) { t.printer.slow_down(std::chrono::milliseconds(1500)); }},
        {"printer is asked", [](Terminal& t) { t.look_at_the_printer(); }},
        {"death certificates are another office's",
         [](Terminal& t) {
             t.settings.portal.destinations = {{"default", "registry"},
                                               {"death-certificate", "archive"}};
         }},
        {"card reader is there", [](Terminal& t) { t.report_reader(true); }},
        {"card reader is unplugged", [](Terminal& t) { t.report_reader(false); }},
        {"staff unlocks reading without the PIN",
         [](Terminal& t) { t.card.entitle_to_can_alone(), t.report_reader(true, true); }},
        {"card reader has keys of its own",
         [](Terminal& t) { t.card.grow_keypad(true), t.look_at_the_card(); }},
        {"citizen lays the card on the reader", [](Terminal& t) { t.lay({}); }},
        {"citizen lays a bank card on the reader",
         [](Terminal& t) { t.card.lay_foreign_card(), t.look_at_the_card(); }},
        {"citizen takes the card away",
         [](Terminal& t) { t.card.pull_card(), t.look_at_the_card(); }},
        {"card will be pulled while it is read",
         [](Terminal& t) { t.card.pull_during(kiosk::EidStage::reading_data); }},
        {"card is switched off", [](Terminal& t) { t.card.deactivate(), t.look_at_the_card(); }},
        {"card takes long", [](Terminal& t) { t.hold_the_card(); }},
        {"card is done", [](Terminal& t) { t.release_the_card(), t.settle(); }},
        {"card is not authentic",
         [](Terminal& t) { t.card.fail_next(kiosk::eid::TroubleKind::not_authentic); }},
        {"disk is full", [](Terminal& t) { t.journal.fill_the_disk(); }},
        {"disk has space again", [](Terminal& t) { t.journal.free_the_disk(); }},
        {"disk is broken", [](Terminal& t) { t.journal.break_disk(); }},
        {"disk is mended", [](Terminal& t) { t.journal.mend_disk(); }},
        {"power is cut and comes back", [](Terminal& t) { t.cut_power(); }},
        {"portal cannot be reached", [](Terminal& t) { t.portal->line.unplug(); }},
        {"portal can be reached again", [](Terminal& t) { t.portal->line.plug_in(); }},
        {"agent delivers", [](Terminal& t) { t.deliver(); }},
    };
    return verbs;
}

const std::vector<Sentence>& sentences() {
    const auto form = [](const char* text) { return std::regex(text); };
    static const std::vector<Sentence> all{
        {form("kiosk is open in (German|English)"),
         [](Terminal& t, const Words& w) {
             if (w[1] == "English") t.send(LanguageChosen{"en"});
             return unless(std::holds_alternative<Welcome>(t.visit().step), "it is not");
         }},
        {form("kiosk closes because of (\\S+)"),
         [](Terminal& t, const Words& w) {
             return t.hear({"closed." + w[1].str(), {}}), Played{};
         }},
        {form("kiosk closes because of (\\S+) until (\\S+)"),
         [](Terminal& t, const Words& w) {
             const auto until = kiosk::parse_instant(w[2].str());
             return t.hear({"closed." + w[1].str(), {}, until.value()}), Played{};
         }},
        {form("kiosk may serve again"),
         [](Terminal& t, const Words&) {
             return t.hear({"", {}}), Played{};
         }},
        {form("the day is (\\d{4}-\\d\\d-\\d\\d)"),
         [](Terminal& t, const Words& w) {
             const auto day = kiosk::parse_date(w[1].str());
             t.clock.jump_to(std::chrono::sys_days{day.value()} + std::chrono::hours(10));
             return Played{};
         }},
        {form("citizen taps \"(.*)\" twice"),
         [](Terminal& t, const Words& w) {
             // The second finger lands before the screen has changed.
             const auto seen = t.scene();
             for (const auto& node : seen.nodes)
                 if (as_read(node.label) == w[1] && node.event) {
                     t.send(*node.event);
                     t.send(*node.event);
                     return Played{};
                 }
             return said(t, false);
         }},
        {form("citizen taps \"(.*)\""),
         [](Terminal& t, const Words& w) { return said(t, t.tap(w[1].str())); }},
        {form("citizen cannot tap \"(.*)\""),
         [](Terminal& t, const Words& w) {
             return unless(!t.tap(w[1].str()), "it can be tapped");
         }},
        {form("citizen types \"(.*)\""),
         [](Terminal& t, const Words& w) { return said(t, t.type(w[1].str())); }},
        {form("citizen lays a card that says ([a-z_]+) \"(.*)\""),
         [](Terminal& t, const Words& w) {
             const auto field = kiosk::eid::field_named(w[1].str());
             if (!field) return Played("a card has no such field");
             t.lay({{*field, kiosk::SecretText(w[2].str())}});
             return Played{};
         }},
        {form("citizen lays a card that lives at \"(.*)\""),
         [](Terminal& t, const Words& w) {
             t.lay({{kiosk::eid::Field::address,
                     kiosk::eid::FreeText{kiosk::SecretText(w[1].str())}}});
             return Played{};
         }},
        {form("card has (\\d) tries left"),
         [](Terminal& t, const Words& w) {
             t.card.set_tries_left(std::stoi(w[1].str()));
             t.look_at_the_card();
             return Played{};
         }},
        {form("card has the transport PIN (\\d+)"),
         [](Terminal& t, const Words& w) { return t.card.transport_pin(w[1].str()), Played{}; }},
        {form("(\\d+|no) work of the card (?:is|was) cancelled"),
         [](Terminal& t, const Words& w) {
             return counted(static_cast<std::size_t>(t.cards_cancelled), w[1], "cancelled");
         }},
        {form("citizen changes \"(.*)\""),
         [](Terminal& t, const Words& w) { return change(t, w[1].str()); }},
        {form("citizen fills in everything"),
         [](Terminal& t, const Words&) { return said(t, t.fill_in_everything()); }},
        {form("citizen fills in until \"(.*)\""),
         [](Terminal& t, const Words& w) { return said(t, t.fill_in(w[1].str())); }},
        {form("citizen walks away"),
         [](Terminal& t, const Words&) { return t.let_pass(std::chrono::minutes(4)), Played{}; }},
        {form("citizen presses (up|down|action|back|help)"),
         [](Terminal& t, const Words& w) { return said(t, t.press(w[1].str())); }},
        {form("citizen means \"(.*)\""),
         [](Terminal& t, const Words& w) { return means(t, w[1].str()); }},
        {form("(\\d+) answers? about \"(.*)\" (?:has|have) helped"),
         [](Terminal& t, const Words& w) { return counted_judgements(t, w[2].str(), w[1].str()); }},
        {form("citizen goes by keypad to \"(.*)\""),
         [](Terminal& t, const Words& w) { return by_keypad_to(t, w[1].str()); }},
        {form("screen says \"(.*)\""),
         [](Terminal& t, const Words& w) {
             return said(t, t.says(w[1].str()) || t.wait_until_says(w[1].str()));
         }},
        {form("screen does not say \"(.*)\""),
         [](Terminal& t, const Words& w) { return said(t, !t.says(w[1].str())); }},
        {form("screen shows (a|no) QR code"),
         [](Terminal& t, const Words& w) { return said(t, shows_qr(t) == (w[1] == "a")); }},
        {form("\"(.*)\" holds \"(.*)\""),
         [](Terminal& t, const Words& w) { return field_holds(t, w[1].str(), w[2].str()); }},
        {form("\"(.*)\" is marked"),
         [](Terminal& t, const Words& w) { return is_marked(t, w[1].str()); }},
        {form("(an?|\\d+) (hours?|minutes?|seconds?) pass(?:es)?"),
         [](Terminal& t, const Words& w) { return t.let_pass(duration(w[1], w[2])), Played{}; }},
        {form("session is over"), [](Terminal& t, const Words&) { return session_is_over(t); }},
        {form("(\\d+|no) tones? (?:was|were) heard"),
         [](Terminal& t, const Words& w) {
             return counted(static_cast<std::size_t>(t.tones), w[1], "tones");
         }},
        {form("(\\d+|no) receipts? (?:is|are) printed"),
         [](Terminal& t, const Words& w) {
             t.settle();
             return counted(static_cast<std::size_t>(t.printer.printed()), w[1], "receipts");
         }},
        {form("(\\d+|no) receipts? (?:is|are) waiting"),
         [](Terminal& t, const Words& w) {
             return counted(static_cast<std::size_t>(t.printer.waiting()), w[1],
                            "receipts waiting");
         }},
        {form("journal holds (\\d+|no) orders?"),
         [](Terminal& t, const Words& w) {
             return counted(t.orders().size(), w[1], "orders in the journal");
         }},
        {form("portal receives (\\d+|no) orders?"),
         [](Terminal& t, const Words& w) {
             t.deliver();
             return counted(t.delivered(), w[1], "orders at the portal");
         }},
        {form("saving (takes long|is done)"),
         [](Terminal& t, const Words& w) { return saved_lasts(t, w[1].str()); }},
    };
    return all;
}

}  // namespace

std::string play(Terminal& terminal, const std::string& sentence) {
    for (const auto& [words, mishap] : mishaps())
        if (sentence == words) return mishap(terminal), "";
    for (const auto& known : sentences()) {
        Words words;
        if (std::regex_match(sentence, words, known.form)) return known.play(terminal, words);
    }
    return "no such sentence is known";
}

}  // namespace scenes
