// The rules of one field on its own value, without the law: is it a date, a postcode, a name?
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::forms {

// The code of what is wrong, or nullopt. `value` is canonical; an empty value is judged too.
// `item` and `shared` decide which options are on offer and whether a postcode is a German one.
[[nodiscard]] std::optional<std::string> wrong_with(const Field& field, std::string_view value,
                                                    const Answers& item, const Answers& shared,
                                                    Date today);

// The options of a field that are on offer under these answers.
[[nodiscard]] std::vector<std::string> options_of(const Field& field, const Answers& item,
                                                  const Answers& shared);

}  // namespace kiosk::forms
