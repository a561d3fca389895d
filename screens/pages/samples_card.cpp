// The screens about the eID card. The card of the samples is that of Erika Mustermann.
#include "kiosk/visit/route.h"
#include "kiosk/visit/taking_over.h"
#include "screens/pages/samples.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

using PinKind = eid::PinState::Kind;

CardLook look_of(PinKind kind, std::optional<int> tries, bool keypad = false) {
    return {CardPresence::eid, eid::PinState{kind, tries}, keypad};
}

SecretText text(std::string_view words) {
    return SecretText(words);
}

// What a card may leave open.
eid::Reading gaps() {
    auto gaps = sample_reading();
    gaps.fields.erase(eid::Field::birth_name);
    gaps.absent = {eid::Field::birth_name};
    gaps.fields[eid::Field::birth_date] = eid::CardDate{1964, {}, {}};
    gaps.fields[eid::Field::address] = eid::FreeText{text("keine Wohnung in Deutschland")};
    return gaps;
}

eid::Reading abroad() {
    auto abroad = sample_reading();
    abroad.fields[eid::Field::address] =
        eid::Place{text("12 rue de la Paix"), text("Paris"), {}, text("F"), text("75002")};
    return abroad;
}

class Cards {
  public:
    Cards(std::vector<Sample>& samples, const House& house) : samples_(samples) {
        auto draft = sample_draft();
        draft.items.front().answers.set("role", "descendant");  // so the birth date is asked, too
        for (const auto& stop : forms::route(house.services, draft, house.today))
            if (stop.page->id == "applicant")
                form_.filling = enter(draft, stop, Course::whole_form);
        form_.fields = wanted_from_card(form_.filling, house);
    }

    void add_ways_in();
    void add_card();
    void add_digits();
    void add_work();
    void add_ends();
    void add_troubles();

  private:
    void add(const std::string& name, Step step) {
        Visit visit;
        visit.step = std::move(step);
        visit.reader = {true, true};
        samples_.push_back({name, std::move(visit)});
    }
    [[nodiscard]] Errand read() const { return {CardTask::read, form_}; }
    [[nodiscard]] static Errand alone(CardTask task) { return {task, FromWelcome{}}; }

    std::vector<Sample>& samples_;
    FromForm form_;
};

void Cards::add_ways_in() {
    add("welcome.card", Welcome{});
    add("welcome.card_left", Welcome{});
    samples_.back().visit.left_card = LeftCard{1, true};
    add("filling.applicant.card", form_.filling);
    add("card.allow", AllowingReading{form_});
    auto fewer = form_;
    std::erase(fewer.fields, eid::Field::address);
    add("card.allow.fewer", AllowingReading{fewer});
    fewer.fields.clear();
    add("card.allow.none", AllowingReading{fewer});
}

void Cards::add_card() {
    add("card.lay", LayingCard{alone(CardTask::look)});
    add("card.lay.read", LayingCard{read()});
    add("card.lay.set_pin", LayingCard{alone(CardTask::set_pin)});
    add("card.lay.unblock", LayingCard{alone(CardTask::unblock)});
    add("card.lay.foreign", LayingCard{read(), 1, CardPresence::foreign_card});
    add("card.lay.taken_away", LayingCard{read(), 1, CardPresence::no_card, true});
    add("card.checked.ready", CardChecked{{}, look_of(PinKind::ready, 3)});
    add("card.checked.ready_two", CardChecked{{}, look_of(PinKind::ready, 2)});
    add("card.checked.suspended", CardChecked{{}, look_of(PinKind::suspended, 1)});
    add("card.checked.blocked", CardChecked{{}, look_of(PinKind::blocked, 0)});
    add("card.checked.off", CardChecked{{}, look_of(PinKind::deactivated, {})});
    add("card.last_try", LastTry{read(), 1, look_of(PinKind::suspended, 1)});
}

void Cards::add_digits() {
    const auto ready = look_of(PinKind::ready, 3);
    const auto entering = [&](Errand errand, Digits what, std::string_view digits,
                              const CardLook& look) {
        return EnteringDigits{std::move(errand), 1, look, what, text(digits)};
    };
    add("card.pin", entering(read(), Digits::pin, "", ready));
    add("card.pin.typed", entering(read(), Digits::pin, "0000", ready));
    auto second = entering(read(), Digits::pin, "000", look_of(PinKind::ready, 2));
    second.problem = DigitsProblem::incomplete;
    add("card.pin.problem", second);
    add("card.can", entering(read(), Digits::can, "", look_of(PinKind::suspended, 1)));
    auto beside_staff = entering(read(), Digits::can, "", look_of(PinKind::blocked, 0));
    beside_staff.can_alone = true;
    add("card.can.alone", beside_staff);
    const auto set_pin = alone(CardTask::set_pin);
    add("card.old_pin", entering(set_pin, Digits::old_pin, "00000", ready));
    auto different = entering(set_pin, Digits::new_pin, "", ready);
    different.problem = DigitsProblem::not_the_same;
    add("card.new_pin", entering(set_pin, Digits::new_pin, "", ready));
    add("card.new_pin.different", different);
    add("card.new_pin_again", entering(set_pin, Digits::new_pin_again, "", ready));
    add("card.puk",
        entering(alone(CardTask::unblock), Digits::puk, "", look_of(PinKind::blocked, 0)));
}

void Cards::add_work() {
    add("card.work", CardWorking{read(), 1});
    add("card.work.checking_pin", CardWorking{read(), 1, EidStage::checking_pin});
    add("card.work.proving_terminal", CardWorking{read(), 1, EidStage::proving_terminal});
    add("card.work.proving_card", CardWorking{read(), 1, EidStage::proving_card});
    add("card.work.reading", CardWorking{read(), 1, EidStage::reading_data});
    add("card.work.setting_pin", CardWorking{alone(CardTask::set_pin), 1, EidStage::setting_pin});
    for (const auto& [name, errand] :
         {std::pair{"read", read()}, std::pair{"set_pin", alone(CardTask::set_pin)},
          std::pair{"unblock", alone(CardTask::unblock)}})
        add(std::string("card.work.keypad.") + name,
            CardWorking{errand, 1, EidStage::asking_on_the_keypad});
}

void Cards::add_ends() {
    add("card.read", CardRead{form_, sample_reading()});
    auto typed = form_;
    typed.filling.draft.shared.set("applicant_given_names", "Erica");
    add("card.read.typed_before", CardRead{typed, sample_reading()});
    add("card.read.gaps", CardRead{form_, gaps()});
    add("card.read.abroad", CardRead{form_, abroad()});
    add("card.ready", PinReady{alone(CardTask::set_pin)});
    add("card.ready.form", PinReady{{CardTask::set_pin, form_}});
    add("card.ready.unblocked", PinReady{alone(CardTask::unblock)});
}

void Cards::add_troubles() {
    using enum eid::TroubleKind;
    const auto trouble = [&](const std::string& name, eid::TroubleKind kind, Errand errand,
                             std::optional<int> tries = {}) {
        add("card.failed." + name, CardFailed{std::move(errand), {kind, {}, tries}});
    };
    for (const auto kind : {foreign_card, wrong_can, pin_suspended, pin_blocked, pin_deactivated,
                            transport_pin, last_try_needs_consent, card_removed, reader_lost,
                            timed_out, card_faulty, not_authentic, terminal_refused})
        trouble(std::string(eid::name_of(kind)), kind, read());
    trouble("wrong_pin", wrong_pin, read(), 2);
    trouble("wrong_pin.last", wrong_pin, read(), 1);
    trouble("wrong_puk", wrong_puk, alone(CardTask::unblock));
    trouble("card_removed.set_pin", card_removed, alone(CardTask::set_pin));
}

}  // namespace

eid::Reading sample_reading() {
    eid::Reading reading;
    reading.fields[eid::Field::given_names] = text("Erika");
    reading.fields[eid::Field::family_name] = text("Mustermann");
    reading.fields[eid::Field::birth_name] = text("Gabler");
    reading.fields[eid::Field::birth_date] = eid::CardDate{1964, 8, 12};
    reading.fields[eid::Field::address] =
        eid::Place{text("Heidestraße 17"), text("Köln"), {}, text("D"), text("51147")};
    return reading;
}

void add_card_screens(std::vector<Sample>& samples, const House& house) {
    Cards cards(samples, house);
    cards.add_ways_in();
    cards.add_card();
    cards.add_digits();
    cards.add_work();
    cards.add_ends();
    cards.add_troubles();
}

}  // namespace screens
