#include "kiosk/programs/session_order_desk.h"

#include "kiosk/answers/judgements.h"
#include "kiosk/base/log.h"
#include "kiosk/duty/pressing.h"
#include "kiosk/settings/destinations.h"
#include "kiosk/staff/lock.h"

#include <fstream>
#include <iterator>

namespace kiosk::programs {
namespace {

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::invalid_configuration, path + ": cannot be read");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

OrderDesk::OrderDesk(const Setup& setup, Clock& clock, Random& random, OpenJournal open,
                     Mailbox& mailbox)
    : setup_(setup), clock_(clock), random_(random), open_(std::move(open)), mailbox_(mailbox) {}

void OrderDesk::save(visit::SaveOrder order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>&) {
        HealthTaken taken = look();
        const bool may_save = health::may_save(taken.health);
        mailbox_.post(std::move(taken));
        const auto saved = may_save ? seal(order) : fail(ErrorKind::unavailable, "closed");
        if (saved) {
            log::write(log::Level::info, "order_committed",
                       {log::id("order", saved->order_number)});
            mailbox_.post(visit::Event{visit::OrderSaved{order.work, *saved}});
            return;
        }
        log::write(log::Level::error, "order_not_saved",
                   {log::id("kind", name_of(saved.error().kind))});
        mailbox_.post(visit::Event{visit::SavingFailed{order.work, saved.error().kind}});
        mailbox_.post(look());  // what it failed with may close the terminal
    });
}

void OrderDesk::take_health() {
    worker_.give([this](const std::atomic<bool>&) { mailbox_.post(look()); });
}

void OrderDesk::list_orders() {
    worker_.give([this](const std::atomic<bool>&) {
        OrdersListed listed;
        if (Journal* open = journal())
            if (auto orders = open->list()) listed.orders = std::move(*orders);
        mailbox_.post(std::move(listed));
    });
}

void OrderDesk::judge_code(SecretText code) {
    worker_.give([this, code = std::move(code)](const std::atomic<bool>&) {
        staff::Admission admission;
        if (Journal* open = journal())
            admission = staff::admit(code, setup_.settings.staff_code_hash, *open, clock_);
        log::write(admission.right ? log::Level::info : log::Level::warning, "staff_code",
                   {log::count("right", admission.right ? 1 : 0)});
        mailbox_.post(CodeJudged{admission.right, admission.locked_for});
    });
}

void OrderDesk::close_by_staff(bool closed) {
    worker_.give([this, closed](const std::atomic<bool>&) {
        Journal* open = journal();
        const auto note = [&] {
            return closed ? duty::close(*open, duty::ClosedBy::staff, {.since = clock_.now()})
                          : duty::open(*open, duty::ClosedBy::staff);
        };
        if (open == nullptr || !note()) log::write(log::Level::error, "closing_not_noted");
        mailbox_.post(look());
    });
}

void OrderDesk::look_for_duties() {
    worker_.give([this](const std::atomic<bool>&) {
        Journal* open = journal();
        if (open == nullptr) return;
        const auto closed = duty::closing(*open, duty::ClosedBy::control_room, clock_.now());
        if (closed && *closed != closed_by_room_) {
            closed_by_room_ = *closed;
            mailbox_.post(look());
        }
        if (const auto presses = duty::is_pressing(*open); presses && *presses)
            mailbox_.post(ClosingPresses{});
        if (const auto errand = duty::errand(*open); errand && *errand)
            mailbox_.post(ErrandGiven{**errand});
    });
}

void OrderDesk::write_standing(duty::Standing standing) {
    worker_.give([this, standing = std::move(standing)](const std::atomic<bool>&) {
        if (Journal* open = journal(); open != nullptr && !duty::write(*open, standing))
            log::write(log::Level::warning, "standing_not_noted");
    });
}

void OrderDesk::begin_errand(duty::Errand errand) {
    worker_.give([this, errand](const std::atomic<bool>&) {
        Journal* open = journal();
        if (open == nullptr) return;
        const auto is_ours = duty::begin(*open, errand, clock_.now());
        if (!is_ours) log::write(log::Level::warning, "errand_not_begun");
        if (is_ours && *is_ours) mailbox_.post(ErrandBegun{errand});
    });
}

void OrderDesk::report_errand(duty::ErrandDone done) {
    worker_.give([this, done = std::move(done)](const std::atomic<bool>&) {
        if (Journal* open = journal(); open != nullptr && !duty::report(*open, done))
            log::write(log::Level::warning, "errand_not_noted");
    });
}

void OrderDesk::count(visit::CountAnswer judged) {
    worker_.give([this, judged = std::move(judged)](const std::atomic<bool>&) {
        Journal* open = journal();
        if (open == nullptr) return;
        const std::string note(answers::judgements_note);
        const auto before = open->note(note);
        const auto noted =
            before && open->set_note(note, answers::with_judgement(before->value_or(""),
                                                                   judged.topic, judged.helped));
        if (!noted) log::write(log::Level::warning, "judgement_not_counted");
    });
}

void OrderDesk::finish() {
    while (!worker_.idle_within(std::chrono::minutes(1))) continue;
}

Journal* OrderDesk::journal() {
    if (journal_) return journal_.get();
    auto opened = open_();
    if (opened)
        journal_ = std::move(*opened);
    else
        log::write(log::Level::error, "journal_does_not_open",
                   {log::id("kind", name_of(opened.error().kind))});
    return journal_.get();
}

HealthTaken OrderDesk::look() {
    const auto health = health::observe(journal(), clock_, setup_.loaded());
    return {health, health::judge(health)};
}

Result<orders::Acknowledgement> OrderDesk::seal(const visit::SaveOrder& order) {
    if (order.draft.items.empty()) return fail(ErrorKind::internal, "an order without items");
    const auto& settings = setup_.settings;
    const auto destination = destination_of(settings.portal, order.draft.items.front().service);
    for (const forms::Item& item : order.draft.items)
        if (destination_of(settings.portal, item.service) != destination)
            return fail(ErrorKind::internal, "an order for two offices");
    const auto key = TRY(health::office_key(*journal(), destination));
    auto recovery_jwk = TRY(read_file(settings.recovery_key_file));
    orders::SealingDesk desk{.journal = *journal(),
                             .clock = clock_,
                             .random = random_,
                             .kiosk_number = settings.kiosk_number,
                             .status_base_url = settings.portal.status_base_url,
                             .recovery_jwk = std::move(recovery_jwk)};
    return orders::seal_and_commit(desk, key, setup_.services, order.draft, order.quote,
                                   order.language);
}

}  // namespace kiosk::programs
