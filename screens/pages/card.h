// What the pages about the eID card have in common: the way out, and where things stand on a card.
#pragma once

#include "screens/pages/sheet.h"

namespace screens {

// Where citizens go from: nothing, unless their card still lies on the reader.
void add_left_card(Sheet& sheet);

// Leads back to the form, or to the first screen.
void add_way_out(Sheet& sheet, const kiosk::visit::Errand& errand);

[[nodiscard]] std::string field_words(const Sheet& sheet, kiosk::eid::Field field);

// What the card says of its PIN, and what follows from it.
void add_pin_state(Sheet& sheet, const kiosk::eid::PinState& pin);

}  // namespace screens
