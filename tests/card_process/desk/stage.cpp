#include "tests/card_process/desk/stage.h"

#include "drivers/card/simulated_file_signer.h"

#include <cstdlib>

namespace tests {

using kiosk::SecretText;
using kiosk::eid::Field;
using namespace std::chrono_literals;

kiosk::eid::Reading the_holder() {
    kiosk::eid::Reading holder;
    const auto text = [](const char* value) { return SecretText(value); };
    holder.fields[Field::given_names] = text("Änne Zoe\u0308");
    holder.fields[Field::family_name] = text("Müller-Lüdenscheidt");
    holder.fields[Field::artistic_name] = text("");
    holder.fields[Field::academic_title] = text("");
    holder.fields[Field::birth_date] = kiosk::eid::CardDate{1964, {}, {}};
    holder.fields[Field::birth_place] = kiosk::eid::FreeText{text("České Budějovice")};
    holder.fields[Field::nationality] = text("D");
    holder.fields[Field::birth_name] = text("GROẞ");
    holder.fields[Field::address] = kiosk::eid::Place{
        text("Straße des 17. Juni 135"), text("Łódź-Viertel"), {}, text("D"), text("10623")};
    holder.fields[Field::community_id] = text("02761100000000");
    return holder;
}

std::unique_ptr<drivers::CardProcessSession> session_on_the_desk(
    drivers::CardProcessOptions options) {
    CardDesk& desk = CardDesk::shared();
    if (options.program.empty()) options.program = getenv("KIOSK_CARD");
    options.files = drivers::read_terminal_files(desk.trust(), desk.terminal());
    auto signer = drivers::SimulatedFileSigner::open(desk.terminal() + "/key.pkcs8", 256);
    return std::make_unique<drivers::CardProcessSession>(std::move(options),
                                                         signer ? std::move(*signer) : nullptr);
}

RealStage::RealStage() : session_(session_on_the_desk()) {
    CardDesk::shared().take();
}

void RealStage::lay(const CardPast& past) {
    CardDesk::shared().lay(
        {{"tries", past.tries}, {"active", !past.deactivated}, {"pin", past.pin}});
}

void RealStage::lay_foreign() {
    CardDesk::shared().lay({}, {{{"step", "cardaccess"}, {"say", "6A82"}}});
}

void RealStage::lay_slow() {
    CardDesk::shared().lay({}, {}, 60);
}

void SimulatedStage::lay(const CardPast& past) {
    session_.lay_card(the_holder(), past.pin);
    session_.set_tries_left(past.tries);
    if (past.deactivated) session_.deactivate();
}

void SimulatedStage::lay_slow() {
    lay();
    session_.let_take(60ms);
}

}  // namespace tests
