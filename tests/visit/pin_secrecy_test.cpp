// Whoever reads the screen, its JSON or the log, learns how many digits were entered, and not
// which.
#include "screens/pages/render.h"
#include "screens/scene/scene_json.h"
#include "tests/visit/card_visits.h"

namespace kiosk::visit {
namespace {

// No two of its digits stand side by side on a pad or in a text of ours.
constexpr std::string_view pin = "739104";

void expect_secret(const CardVisit& card) {
    for (const auto* language : {"de", "en"}) {
        auto visit = card.visit;
        visit.preferences.language = language;
        const auto scene = screens::render(visit, house());
        const auto json = screens::to_json(scene).dump();
        for (std::size_t at = 0; at + 1 < pin.size(); ++at)
            EXPECT_EQ(json.find(pin.substr(at, 2)), std::string::npos) << scene.id << " " << at;
    }
}

TEST(PinPad, ShowsHowManyDigitsAndNeverWhich) {
    CardVisit card(asking_for_names());
    card.visit.step = Welcome{};
    card.come_to_laying_for(CardTask::set_pin);
    EXPECT_TRUE(card.see(eid_card(3)));
    for (int entry = 0; entry < 3; ++entry) {
        for (const char digit : pin) {
            card.type({&digit, 1});
            expect_secret(card);
        }
        EXPECT_TRUE(card.send(Continued{}));
        expect_secret(card);
    }
    EXPECT_NE(card.effect<ChangePin>(), nullptr);
}

TEST(PinPad, LooksTheSameWhateverTheDigits) {
    const auto scene_with = [](std::string_view digits) {
        CardVisit card(asking_for_names());
        card.come_to_laying_for_the_form();
        EXPECT_TRUE(card.see(eid_card(3)));
        card.type(digits);
        return screens::to_json(screens::render(card.visit, house())).dump();
    };
    EXPECT_EQ(scene_with("7391"), scene_with("0000"));
    EXPECT_NE(scene_with("7391"), scene_with("739"));
}

TEST(PinPad, LogsTheKindOfAnEventOnly) {
    EXPECT_EQ(name_of(Event(Typed{"7"})), "Typed");
    EXPECT_EQ(name_of(Event(CardDone{})), "CardDone");
}

TEST(PinPad, KeysAreNeverReadAloudByLoudspeaker) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.type("739");
    for (const auto& node : screens::render(card.visit, house()).nodes)
        EXPECT_TRUE(node.personal || !node.event || !std::holds_alternative<Typed>(*node.event))
            << node.id;
}

}  // namespace
}  // namespace kiosk::visit
