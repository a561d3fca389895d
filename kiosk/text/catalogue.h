// Every word that a person reads or hears: assets/text/<language>/<area>.json, ICU MessageFormat,
// by id. Code and service definitions hold ids only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"

namespace kiosk::text {

struct Money { Cents cents = 0; };
struct Argument {
    std::string name;
    std::variant<std::string, std::int64_t, Money, Date, Instant> value;
};

class Catalogue {
  public:
    // invalid_configuration with file, key and reason.
    [[nodiscard]] static Result<Catalogue> load(const std::string& directory);

    // The text of `key` in `language`, its placeholders filled. Every placeholder is isolated
    // (U+2068…U+2069): without, an order number came out reversed in right-to-left text.
    // A missing key gives "⟦key⟧", so that tests and eyes find it.
    [[nodiscard]] std::string operator()(std::string_view language, std::string_view key,
                                         const std::vector<Argument>& arguments = {}) const;
    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
    // The first of `keys` that exists; the last one's "⟦key⟧" otherwise.
    [[nodiscard]] std::string first_of(std::string_view language, const std::vector<std::string>& keys,
                                       const std::vector<Argument>& arguments = {}) const;
    [[nodiscard]] std::vector<std::string> languages() const;
    [[nodiscard]] bool right_to_left(std::string_view language) const;

    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

  private:
    Catalogue();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk::text
