#include "kiosk/programs/session_technician.h"

#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"
#include "kiosk/programs/session_menu.h"
#include "kiosk/staff/code.h"

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t taps_wanted = 5;
constexpr auto taps_within = 5s;
constexpr auto locks_after = 2min;
constexpr auto city_name = "banner.city";

}  // namespace

bool StaffGesture::tapped(std::chrono::milliseconds now) {
    std::erase_if(taps_, [&](std::chrono::milliseconds tap) { return now - tap > taps_within; });
    taps_.push_back(now);
    if (taps_.size() < taps_wanted) return false;
    taps_.clear();
    return true;
}

Technician::Technician(const Setup& setup, screens::Toolkit& toolkit, OrderDesk& orders,
                       ReceiptDesk& receipts, CardDesk& cards, AnswerDesk& answers,
                       ExtraWindow simulator)
    : setup_(setup),
      toolkit_(toolkit),
      orders_(orders),
      receipts_(receipts),
      cards_(cards),
      answers_(answers),
      simulator_(std::move(simulator)) {
    code_.reserve(staff::longest_code);
    menu_.versions = versions(setup);
    menu_.problems = setup.problems;
}

void Technician::watch(const Input& input, const screens::Layout& layout,
                       std::chrono::milliseconds now) {
    last_act_ = now;
    if (const auto* key = std::get_if<KeyPressed>(&input);
        key != nullptr && key->key == Key::staff && simulator_) {
        simulator_open_ = !simulator_open_;
        open(view_);
    }
    const auto* up = std::get_if<FingerUp>(&input);
    const screens::Box* city = layout.box_of(city_name);
    if (up == nullptr || city == nullptr || view_ != View::none ||
        setup_.settings.staff_code_hash.empty())
        return;
    if (city->rect.contains(up->x, up->y) && gesture_.tapped(now)) open(View::code);
}

void Technician::open(View view) {
    view_ = view;
    wipe(code_);
    pad_ = {};
    if (view_ == View::none && !simulator_open_)
        toolkit_.technicians({});
    else
        toolkit_.technicians([this] { windows(); });
}

void Technician::windows() {
    if (setup_.settings.eid.attended) menu_.can_alone = cards_.can_alone();
    const screens::StaffWords words = [this](std::string_view key) { return word(key); };
    if (view_ == View::code) wish_ = screens::code_pad(pad_, words);
    if (view_ == View::menu) wish_ = screens::service_menu(menu_, words);
    if (simulator_open_) trick_ = simulator_();
}

void Technician::carry_out_wish(std::chrono::milliseconds now) {
    if (const auto trick = std::exchange(trick_, {})) trick();
    const auto wish = std::exchange(wish_, std::nullopt);
    if (!wish) return;
    last_act_ = now;
    carry_out(*wish);
}

void Technician::carry_out(const screens::StaffWish& wish) {
    std::visit(
        overloaded{
            [&](const screens::DigitPressed& pressed) {
                if (code_.size() < staff::longest_code) code_.push_back(pressed.digit);
            },
            [&](const screens::DigitErased&) {
                if (!code_.empty()) code_.pop_back();
            },
            [&](const screens::CodeEntered&) { enter_code(); },
            [&](const screens::MenuLeft&) { open(View::none); },
            [&](const screens::RefreshWanted&) {
                orders_.take_health();
                orders_.list_orders();
                receipts_.ask();
                answers_.open();
            },
            [&](const screens::TestPrintWanted&) {
                menu_.test_print = word("staff.test_print.running");
                receipts_.test_print();
            },
            [&](const screens::ClosingWanted& closing) { orders_.close_by_staff(closing.closed); },
            [&](const screens::CanAloneWanted& wanted) {
                cards_.unlock_can_alone(wanted.unlocked);
            },
        },
        wish);
    pad_.digits = code_.size();
}

void Technician::enter_code() {
    orders_.judge_code(SecretText(code_));
    wipe(code_);
    pad_ = {};
    pad_.waiting = true;
}

void Technician::hear(const HealthTaken& taken) {
    const PrinterStatus printer = health_.health.printer;
    health_ = taken;
    hear(printer);
}

void Technician::hear(const PrinterStatus& printer) {
    health_.health.printer = printer;
    menu_.parts = parts_of(health_, setup_);
    menu_.parts.push_back(line_of(knowledge_, setup_));
    menu_.closed_by_staff = health_.health.closed_by_staff;
}

void Technician::hear(const KnowledgeRead& read) {
    knowledge_ = read;
    hear(health_.health.printer);
}

void Technician::hear(const OrdersListed& listed) {
    menu_.orders = rows_of(listed.orders);
}

void Technician::hear(const TestPrinted& printed) {
    const bool fine = printed.report.outcome == PrintOutcome::printed;
    menu_.test_print = word(fine ? "staff.test_print.done" : "staff.test_print.failed");
}

void Technician::hear(const CodeJudged& judged, std::chrono::milliseconds now) {
    last_act_ = now;
    if (view_ != View::code) return;
    if (judged.right) {
        open(View::menu);
        return carry_out(screens::RefreshWanted{});
    }
    pad_ = {};
    pad_.message = word(judged.locked_for > 0s ? "staff.code.locked" : "staff.code.wrong");
    if (judged.locked_for > 0s)
        pad_.message += ' ' + std::to_string(judged.locked_for.count()) + " s";
}

void Technician::pass_time(std::chrono::milliseconds now) {
    if (view_ != View::none && now - last_act_ >= locks_after) open(View::none);
}

std::string Technician::word(std::string_view key) const {
    return setup_.texts("de", key);
}

}  // namespace kiosk::programs
