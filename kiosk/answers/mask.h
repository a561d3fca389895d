// Blots out what a citizen should not have typed: the kiosk needs no name, number or address to
// answer a question.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::answers {

struct Masked {
    std::string text;  // what was personal reads "•••"
    bool any = false;
};

// IBAN, e-mail and telephone numbers, long numbers, dates that look like a birth date, a name after
// "ich heiße" and the like, street and house number. Takes a question of at most longest_question
// bytes; more is cut off.
[[nodiscard]] Masked mask_personal(std::string_view question);

// Compiles what mask_personal() looks for, so that the first question does not wait for it.
void prepare_masks();

}  // namespace kiosk::answers
