// What the citizen has entered: canonical text by field id. Nothing else of a form is stored;
// which page is next follows from the answers (kiosk/forms/form.h).
#pragma once

#include "kiosk/base/secret.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::forms {

class Answers {
  public:
    // Empty view: not answered.
    [[nodiscard]] std::string_view operator[](std::string_view field) const {
        const auto found = values_.find(field);
        return found == values_.end() ? std::string_view{} : found->second.reveal();
    }
    void set(std::string_view field, std::string_view value) {
        if (value.empty())
            values_.erase(std::string(field));
        else
            values_.insert_or_assign(std::string(field), SecretText(value));
    }
    [[nodiscard]] const std::map<std::string, SecretText, std::less<>>& all() const {
        return values_;
    }
    friend bool operator==(const Answers&, const Answers&) = default;

  private:
    std::map<std::string, SecretText, std::less<>> values_;
};

// One certificate of the order (a line): which service, and the answers of its item pages.
struct Item {
    std::string service;
    Answers answers;
    friend bool operator==(const Item&, const Item&) = default;
};

// An order in the making. At most 6 items (R11); `shared` holds the answers of the order pages
// (applicant, delivery, declarations), which are asked once.
struct Draft {
    std::vector<Item> items;
    Answers shared;
    friend bool operator==(const Draft&, const Draft&) = default;
};
inline constexpr std::size_t most_items = 6;

}  // namespace kiosk::forms
