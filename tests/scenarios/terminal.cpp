#include "tests/scenarios/terminal.h"

#include "kiosk/answers/answerer.h"
#include "kiosk/answers/judgements.h"
#include "kiosk/answers/language.h"
#include "kiosk/base/overloaded.h"
#include "kiosk/orders/office_key.h"
#include "kiosk/visit/route.h"
#include "kiosk/visit/typing.h"
#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "screens/toolkit/keyboard.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include <unistd.h>

namespace scenes {

using namespace std::chrono_literals;
using namespace kiosk::visit;
using screens::Node;
using screens::Region;
using screens::Scene;

namespace {

const drivers::PrintLimits quick{
    .question = 100ms, .offline = 150ms, .trouble = 5s, .whole = 10s, .between = 2ms};

std::string text_of_file(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string first_line(const std::string& path) {
    const auto text = text_of_file(path);
    return text.substr(0, text.find('\n'));
}

stand_in::StandInOptions options_of(const std::string& directory,
                                    const drivers::SimulatedClock& clock) {
    std::set<std::string> services;
    for (const auto& service : town_hall().services)
        if (service.leika_key) services.insert("urn:de:fim:leika:leistung:" + *service.leika_key);
    return {.base_url = "https://portal.test",
            .directory = directory,
            .now = [&clock] { return clock.now(); },
            .auto_accept = true,
            .services = services,
            .key_directory = TEST_KEYS};
}

// The shipped knowledge, read when somebody first asks something.
const kiosk::answers::Answerer& answerer() {
    static const auto shipped = [] {
        auto loaded = kiosk::answers::Answerer::load(HOUSE "/assets/knowledge");
        if (!loaded) throw std::runtime_error(loaded.error().detail);
        return std::move(*loaded);
    }();
    return shipped;
}

}  // namespace

Portal::Portal(const drivers::SimulatedClock& clock)
    : directory((std::filesystem::temp_directory_path() /
                 ("scenario-" + std::to_string(getpid()) + "-" + stand_in::new_uuid()))
                    .string()),
      stand_in(std::make_unique<stand_in::StandIn>(options_of(directory, clock))),
      line([this](const kiosk::HttpRequest& request) { return stand_in->exchange(request); }),
      access(stand_in->portal()) {}

Portal::~Portal() {
    std::filesystem::remove_all(directory);
}

std::size_t Portal::orders() {
    return stand_in->books()["accepted"].size();
}

Terminal::Terminal(std::uint64_t seed)
    : clock(std::chrono::sys_days{a_day} + 10h), printer("", {}, quick), random_(seed) {
    portal = std::make_unique<Portal>(clock);
    agent_ = std::make_unique<kiosk::delivery::Delivery>(
        kiosk::delivery::Desk{.journal = journal,
                              .http = portal->line,
                              .clock = clock,
                              .random = random_,
                              .portal = portal->access,
                              .client_secret = first_line(portal->access.client_secret_file),
                              .couriers = 1});
    deliver();  // fetches and checks the office's key
    look_at_the_printer();
}

Terminal::~Terminal() {
    stop_printing();
}

House Terminal::house() const {
    const auto& hall = town_hall();
    return {hall.services,
            hall.tariffs,
            hall.texts,
            settings,
            kiosk::local_date(clock.now()),
            knowledge_open_ ? &answerer().knowledge() : nullptr};
}

Scene Terminal::scene() const {
    return screens::render(visit_, house());
}

std::string Terminal::all_words() const {
    std::string words;
    for (const auto& node : scene().nodes)
        for (const auto* part : {&node.label, &node.value, &node.hint, &node.problem})
            if (!part->empty()) words += as_read(*part) + "\n";
    for (const auto& node : scene().nodes)  // what stands beside one another is read as one line
        if (!node.value.empty()) words += as_read(node.label) + ": " + as_read(node.value) + "\n";
    return words;
}

bool Terminal::says(std::string_view words) const {
    return all_words().find(words) != std::string::npos;
}

std::vector<const Node*> Terminal::within_reach(const Scene& scene) const {
    const bool covered = std::any_of(scene.nodes.begin(), scene.nodes.end(), [](const Node& node) {
        return node.region == Region::overlay;
    });
    std::vector<const Node*> nodes;
    for (const auto& node : scene.nodes)
        if (node.event && !node.disabled && (!covered || node.region == Region::overlay))
            nodes.push_back(&node);
    return nodes;
}

bool Terminal::tap(std::string_view label) {
    const auto seen = scene();
    for (const auto* node : within_reach(seen)) {
        if (as_read(node->label) != label) continue;
        const auto event = *node->event;
        by_keypad_ = false;
        last_act_ = clock.steady();
        send(event);
        return true;
    }
    return false;
}

// One key after the other; where a character is on another page of the keyboard, that page is found
// first.
bool Terminal::type(std::string_view text) {
    const auto key_for = [&](std::string_view character) -> std::optional<Event> {
        const auto seen = scene();
        for (const auto* node : within_reach(seen))
            if (node->region == Region::keyboard)
                if (const auto* typed = std::get_if<Typed>(&*node->event);
                    typed && typed->text == character)
                    return *node->event;
        return std::nullopt;
    };
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
            ++length;
        const auto character = text.substr(0, length);
        auto key = key_for(character);
        for (int page = 0; !key && page < screens::keyboard_pages; ++page) {
            send(KeyboardPageTurned{page});
            key = key_for(character);
        }
        if (!key) return false;
        last_act_ = clock.steady();
        send(*key);
        text.remove_prefix(length);
    }
    return true;
}

std::string Terminal::focused() const {
    const auto seen = scene();
    for (const auto* node : within_reach(seen))
        if (node->id == focus_) return as_read(node->label);
    return {};
}

bool Terminal::press(std::string_view key) {
    by_keypad_ = true;
    last_act_ = clock.steady();
    const auto seen = scene();
    const auto nodes = within_reach(seen);
    if (nodes.empty()) return false;
    const auto at = std::find_if(nodes.begin(), nodes.end(),
                                 [&](const Node* node) { return node->id == focus_; });
    const auto index = static_cast<std::size_t>(at - nodes.begin());
    if (key == "down")
        focus_ = at == nodes.end() ? nodes.front()->id : nodes[(index + 1) % nodes.size()]->id;
    else if (key == "up")
        focus_ = at == nodes.end() ? nodes.back()->id
                                   : nodes[(index + nodes.size() - 1) % nodes.size()]->id;
    else if (key == "action" && at != nodes.end())
        send(Event(*(*at)->event));
    else if (key == "back")
        send(WentBack{});
    else if (key == "help")
        send(HelpAsked{});
    else
        return false;
    return true;
}

void Terminal::send(const Event& event) {
    apply(event);
    drain();
}

void Terminal::apply(const Event& event) {
    auto outcome = next(std::move(visit_), event, house());
    visit_ = std::move(outcome.visit);
    if (outcome.refused) ++refusals;
    for (const auto& effect : outcome.effects) perform(effect);
}

void Terminal::perform(const Effect& effect) {
    std::visit(kiosk::overloaded{
                   [&](const SaveOrder& order) {
                       saving_ = order;
                       if (!disk_held_) release_the_disk();
                   },
                   [&](const PrintReceipt& receipt) {
                       print(receipt.work, receipt.ordered.acknowledgement.order_number);
                   },
                   [&](const PrintSlip& slip) { print(slip.work, slip.told.text()); },
                   [&](const CountAnswer& judged) { count(judged); },
                   [&](const OpenKnowledge&) {
                       knowledge_open_ = true;
                       post(KnowledgeOpened{true});
                   },
                   [&](const Suggest& wish) {
                       const auto language = kiosk::answers::language_of(wish.begun, wish.language);
                       post(Suggested{wish.work, answerer().suggest(wish.begun, language, 3)});
                   },
                   [&](const AskQuestion& wish) {
                       const auto now = kiosk::answers::wall_clock(clock.now());
                       const auto language =
                           kiosk::answers::language_of(wish.question, wish.language);
                       post(Replied{wish.work, answerer().ask(wish.question, now, language),
                                    answerer().hotline(now, language)});
                   },
                   [&](const TellTopic& wish) {
                       const auto now = kiosk::answers::wall_clock(clock.now());
                       post(Replied{wish.work,
                                    answerer().about(wish.topic, wish.aspect, now, wish.language),
                                    answerer().hotline(now, wish.language)});
                   },
                   [&](const CancelPrinting&) { stop_printing(); },
                   [&](const AskPrinter&) { post(PrinterReported{printer.status()}); },
                   [&](const WatchCard& watch) { watch_card(watch.work); },
                   [&](const StopWatching&) { watch_.reset(); },
                   [&](const ReadCard& read) {
                       use_card(read.work, [this, request = read.request](const auto& progress) {
                           return card.read(request, progress);
                       });
                   },
                   [&](const ChangePin& change) {
                       use_card(change.work, [this, change](const auto& progress) {
                           return card.change_pin(change.secrets, change.new_pin, progress).map([] {
                               return kiosk::eid::Reading{};
                           });
                       });
                   },
                   [&](const Unblock& unblock) {
                       use_card(unblock.work, [this, unblock](const auto& progress) {
                           return card.unblock(unblock.puk, progress).map([] {
                               return kiosk::eid::Reading{};
                           });
                       });
                   },
                   [&](const CancelCard&) { stop_card(); }, [&](const PlayTone&) { ++tones; },
                   [&](const EndSession&) { next_citizen(); }},
               effect);
}

void Terminal::release_the_disk() {
    disk_held_ = false;
    if (!saving_) return;
    const auto order = std::move(*saving_);
    saving_.reset();
    save(order);
}

void Terminal::save(const SaveOrder& order) {
    kiosk::orders::SealingDesk desk{journal,
                                    clock,
                                    random_,
                                    42,
                                    portal->access.status_base_url,
                                    text_of_file(portal->directory + "/recovery.jwk")};
    const auto note =
        journal.note(kiosk::orders::note_name(portal->access.destinations.at("default")));
    if (!note || !*note) return post(SavingFailed{order.work, kiosk::ErrorKind::unavailable});
    const auto key = kiosk::orders::office_key_from_note(**note);
    if (!key) return post(SavingFailed{order.work, key.error().kind});
    const auto saved = kiosk::orders::seal_and_commit(desk, *key, town_hall().services, order.draft,
                                                      order.quote, order.language);
    if (!saved) return post(SavingFailed{order.work, saved.error().kind});
    acknowledged.push_back(saved->order_number);
    post(OrderSaved{order.work, *saved});
}

void Terminal::print(WorkNumber work, const std::string& document) {
    stop_printing();
    stop_printing_ = false;
    printing_ = std::thread([this, work, document] {
        const kiosk::PrintJob job{"application/pdf", {document.begin(), document.end()}, 80, 200};
        const auto report = printer.print(job, stop_printing_, [&](kiosk::PrinterTrouble trouble) {
            post(PrintTroubled{work, trouble});
        });
        if (!stop_printing_) post(PrintEnded{work, report});
    });
}

void Terminal::stop_printing() {
    stop_printing_ = true;
    if (printing_.joinable()) printing_.join();
    printer.purge();
}

void Terminal::count(const CountAnswer& judged) {
    const std::string note(kiosk::answers::judgements_note);
    const auto before = journal.note(note);
    if (!before) return;
    (void)journal.set_note(
        note, kiosk::answers::with_judgement(before->value_or(""), judged.topic, judged.helped));
}

void Terminal::watch_card(WorkNumber work) {
    watch_ = work;
    seen_.reset();
    notice_card();
}

void Terminal::look_at_the_card() {
    notice_card();
    drain();
}

void Terminal::notice_card() {
    if (!watch_) return;
    const auto look = card.look({}, 0ms);
    if (look == seen_) return;
    seen_ = look;
    post(CardSeen{*watch_, look});
}

void Terminal::lay(const std::map<kiosk::eid::Field, kiosk::eid::FieldValue>& other) {
    auto on_it = screens::sample_reading();
    for (const auto& [field, value] : other) on_it.fields.insert_or_assign(field, value);
    card.lay_card(std::move(on_it));
    look_at_the_card();
}

void Terminal::report_reader(bool present, bool can_alone) {
    reader_ = present;
    if (present)
        card.plug_in_reader();
    else
        card.unplug_reader();
    look_at_the_card();
    send(CardReaderReported{present, present, can_alone});
}

void Terminal::use_card(
    WorkNumber work,
    std::function<kiosk::eid::Outcome<kiosk::eid::Reading>(const kiosk::EidProgress& progress)>
        request) {
    watch_.reset();
    card_work_ = [this, work, request = std::move(request)] {
        auto outcome = request([&](kiosk::EidStage stage) { post(CardStaged{work, stage}); });
        post(CardDone{work, std::move(outcome)});
    };
    if (!card_held_) release_the_card();
}

void Terminal::release_the_card() {
    card_held_ = false;
    if (!card_work_) return;
    const auto work = std::exchange(card_work_, {});
    work();
}

void Terminal::stop_card() {
    watch_.reset();
    card_work_ = {};
    ++cards_cancelled;
}

// As in the real terminal: a new process for the next citizen, nothing of this one is left.
void Terminal::next_citizen() {
    ++sessions_ended;
    stop_printing();
    const std::lock_guard lock(mailbox_lock_);
    mailbox_.clear();
    mailbox_.emplace_back(PrinterReported{printer.status()});
    if (!visit_.closed_because.empty())
        mailbox_.emplace_back(HealthChanged{visit_.closed_because, {}, visit_.closed_until});
    if (reader_) mailbox_.emplace_back(CardReaderReported{true, true});
    watch_.reset();
    card_work_ = {};
    knowledge_open_ = false;
    visit_ = Visit{};
    focus_.clear();
    by_keypad_ = false;
}

void Terminal::post(Event event) {
    const std::lock_guard lock(mailbox_lock_);
    mailbox_.push_back(std::move(event));
}

void Terminal::drain() {
    for (;;) {
        std::optional<Event> event;
        {
            const std::lock_guard lock(mailbox_lock_);
            if (mailbox_.empty()) return;
            event = std::move(mailbox_.front());
            mailbox_.pop_front();
        }
        apply(*event);
    }
}

bool Terminal::wait_until_says(std::string_view words) {
    for (int look = 0; look < 400; ++look) {
        drain();
        if (says(words)) return true;
        if (!printing_.joinable()) return false;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

void Terminal::settle() {
    for (int look = 0; look < 400; ++look) {
        drain();
        const auto* ordered = std::get_if<Ordered>(&visit_.step);
        const auto* replying = std::get_if<Replying>(&visit_.step);
        const bool printing = (ordered != nullptr && ordered->receipt == ReceiptState::printing) ||
                              (replying != nullptr && replying->slip == SlipState::printing);
        if (!printing) return;
        std::this_thread::sleep_for(2ms);
    }
}

void Terminal::let_pass(std::chrono::seconds time) {
    for (auto passed = 0s; passed < time; ++passed) {
        clock.let_pass(1s);
        send(TimePassed{clock.steady(), clock.steady() - last_act_, by_keypad_});
    }
}

// The process is gone without a word; what was not committed is gone with it.
void Terminal::cut_power() {
    saving_.reset();
    disk_held_ = false;
    journal.lose_power();
    next_citizen();
    --sessions_ended;
    drain();
}

void Terminal::look_at_the_printer() {
    send(PrinterReported{printer.status()});
}

void Terminal::deliver() {
    const std::atomic<bool> stop{false};
    (void)agent_->round(stop);
}

std::vector<kiosk::OrderHeader> Terminal::orders() {
    auto listed = journal.list();
    if (!listed) throw std::runtime_error(listed.error().detail);
    return std::move(*listed);
}

std::size_t Terminal::delivered() {
    return portal->orders();
}

namespace {

std::string sample_text(const kiosk::forms::Field& field) {
    using enum kiosk::forms::FieldKind;
    switch (field.kind) {
        case date:
        case partial_date:
            return "12.08.2004";
        case postcode:
            return "04109";
        case email:
            return "";
        case phone:
            return "";
        case register_number:
            return "334/2004";
        default:
            return "Muster";
    }
}

}  // namespace

bool Terminal::fill_in(std::string_view until) {
    for (int pages = 0; pages < 60; ++pages) {
        const auto* filling = std::get_if<Filling>(&visit_.step);
        if (filling == nullptr) return std::holds_alternative<Reviewing>(visit_.step);
        if (!until.empty() && says(until)) return true;
        const auto place = place_of(*filling, house());
        if (!place) return false;
        // Answering a field may bring further ones.
        std::set<std::string> seen;
        for (bool again = true; again;) {
            again = false;
            const auto& at = std::get<Filling>(visit_.step);
            for (const auto* field : kiosk::forms::asked(place->stop(), at.draft)) {
                if (!seen.insert(field->id).second) continue;
                again = true;
                if (!answers_of(at.draft, place->stop())[field->id].empty() || !field->required)
                    continue;
                if (is_typed(*field)) {
                    send(FieldTouched{field->id});
                    if (!type(sample_text(*field))) return false;
                } else if (field->kind == kiosk::forms::FieldKind::number) {
                    send(Answered{field->id, std::to_string(field->smallest)});
                } else if (field->kind == kiosk::forms::FieldKind::consent) {
                    send(Answered{field->id, "yes"});
                } else if (field->kind == kiosk::forms::FieldKind::yes_no) {
                    send(Answered{field->id, "no"});
                } else {
                    send(Answered{field->id, field->options.front().id});
                }
                break;
            }
        }
        const auto before = std::get<Filling>(visit_.step).page;
        last_act_ = clock.steady();
        send(Continued{});
        if (const auto* still = std::get_if<Filling>(&visit_.step);
            still != nullptr && still->page == before)
            send(Continued{});  // a notice was read
        if (const auto* still = std::get_if<Filling>(&visit_.step);
            still != nullptr && still->page == before && still->item == filling->item &&
            !still->problems.empty())
            return false;
    }
    return false;
}

}  // namespace scenes
