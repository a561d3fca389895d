// The form is filled in from the eID card: the citizen says what may be read, and sees it before it
// is taken over.
#include "kiosk/visit/card_work.h"
#include "kiosk/visit/taking_over.h"

#include <algorithm>

namespace kiosk::visit {

Then<AllowingReading> offer_reading(Filling& filling, const CardWanted& wanted, Turn& turn) {
    if (wanted.task != CardTask::read || !turn.visit.reader.present || !turn.visit.reader.may_read)
        return std::nullopt;
    auto fields = wanted_from_card(filling, turn.house);
    if (fields.empty()) return std::nullopt;
    return AllowingReading{{std::move(filling), std::move(fields)}};
}

Then<AllowingReading> allow(AllowingReading& allowing, const FieldAllowed& allowed, Turn& turn) {
    const auto offered = wanted_from_card(allowing.form.filling, turn.house);
    if (std::find(offered.begin(), offered.end(), allowed.field) == offered.end())
        return std::nullopt;
    auto& fields = allowing.form.fields;
    if (std::erase(fields, allowed.field) == 0) fields.push_back(allowed.field);
    return std::move(allowing);
}

Then<LayingCard> ask_for_card(AllowingReading& allowing, const Continued&, Turn& turn) {
    if (allowing.form.fields.empty()) return std::nullopt;
    return lay_card({CardTask::read, std::move(allowing.form)}, turn);
}

Then<Filling, NotSaved> fill_in_by_hand(AllowingReading& allowing, const WentBack&, Turn& turn) {
    return back_to_form(std::move(allowing.form.filling), turn);
}

Then<Filling, NotSaved> take_over(CardRead& read, const Continued&, Turn& turn) {
    const auto answers = answers_from(read.reading, read.form, turn.house);
    return back_to_form(filled_in(std::move(read.form.filling), answers), turn);
}

Then<Filling, NotSaved> leave_out(CardRead& read, const WentBack&, Turn& turn) {
    return back_to_form(std::move(read.form.filling), turn);
}

}  // namespace kiosk::visit
