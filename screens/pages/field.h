// A field of a form as nodes: what to type into or to choose from, "I don't know", and the problem
// at the field in the same words as in the summary.
#pragma once

#include "kiosk/forms/form.h"
#include "screens/pages/sheet.h"

namespace screens {

// `alone`: the only field of its page, whose heading already asks the question.
struct FieldView {
    const kiosk::forms::Service& service;
    const kiosk::forms::Field& field;
    std::string_view value;
    const std::vector<kiosk::forms::Problem>& problems;
    bool typing = false;
    bool alone = false;
};

void add_field(Sheet& sheet, const FieldView& view);

[[nodiscard]] std::string field_label(const Sheet& sheet, const kiosk::forms::Service& service,
                                      const kiosk::forms::Field& field);
[[nodiscard]] std::string problem_words(const Sheet& sheet, const kiosk::forms::Problem& problem);

// An answer as it is read: the option's words, "12.08.1964", "weiß ich nicht"; empty: not answered.
[[nodiscard]] std::string answer_words(const Sheet& sheet, const kiosk::forms::Service& service,
                                       const kiosk::forms::Field& field, std::string_view value);

}  // namespace screens
