// What the card knows of its holder, as data groups of TR-03110-2 (eID application).
#pragma once

#include "tests/virtual_card/ber.h"

#include <map>

#include <nlohmann/json.hpp>

namespace virtual_card {

class Holder {
  public:
    // `data` as in card.json; a member that is null or missing is a data group the card does not
    // hold. A member "dgN" is taken as hexadecimal, as it stands.
    explicit Holder(const nlohmann::json& data);

    [[nodiscard]] const Bytes* group(unsigned number) const;
    // Compare with what the terminal sent in its auxiliary data (YYYYMMDD, or the community's
    // digits). An unknown day or month of birth counts as the last one, in favour of the young.
    [[nodiscard]] bool born_on_or_before(View date) const;
    [[nodiscard]] bool valid_on(View date) const;
    [[nodiscard]] bool lives_in(View community) const;

  private:
    nlohmann::json data_;
    std::map<unsigned, Bytes> groups_;
};

}  // namespace virtual_card
