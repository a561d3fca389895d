// Every word that a person reads or hears: assets/text/<language>/<area>.json, ICU MessageFormat,
// by id. Code and service definitions hold ids only.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::text {

struct Money {
    Cents cents = 0;
};
struct Argument {
    std::string name;
    std::variant<std::string, std::int64_t, Money, Date, Instant> value;
};

// Made from German for tests: "qps-ploc" is 40 % longer and full of accents, "qps-plocm" runs from
// right to left. Placeholders stay as they are.
inline constexpr std::string_view longer_language = "qps-ploc";
inline constexpr std::string_view mirrored_language = "qps-plocm";

class Catalogue {
  public:
    // Reads every language below `directory`; invalid_configuration with file, pointer and reason.
    // A key stands in one file of a language only. Formats are parsed when they are first used.
    [[nodiscard]] static Result<Catalogue> load(const std::string& directory);

    // The text of `key` in `language`, its placeholders filled. Every placeholder is isolated
    // (U+2068…U+2069): without, an order number came out reversed in right-to-left text.
    // A missing key or a format that cannot be filled gives "⟦key⟧", so that tests and eyes find
    // it.
    [[nodiscard]] std::string operator()(std::string_view language, std::string_view key,
                                         const std::vector<Argument>& arguments = {}) const;
    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
    // The first of `keys` that exists; the last one's "⟦key⟧" otherwise.
    [[nodiscard]] std::string first_of(std::string_view language,
                                       const std::vector<std::string>& keys,
                                       const std::vector<Argument>& arguments = {}) const;

    // "1.234,56 €", "€1,234.56": by the texts format.* of the language. Not isolated.
    [[nodiscard]] std::string money(std::string_view language, Cents cents) const;
    [[nodiscard]] std::string date(std::string_view language, Date date) const;
    [[nodiscard]] std::string date(std::string_view language, const PartialDate& date) const;
    [[nodiscard]] std::string date_time(std::string_view language,
                                        Instant instant) const;  // German legal time

    // German first, then by name; without the two of the tests.
    [[nodiscard]] std::vector<std::string> languages() const;
    [[nodiscard]] bool right_to_left(std::string_view language) const;

    // For the guard tests and kiosk-try check.
    [[nodiscard]] std::vector<std::string> keys(std::string_view language) const;
    // The names of a text's placeholders; invalid_configuration when it is no MessageFormat.
    [[nodiscard]] Result<std::set<std::string>> placeholders(std::string_view language,
                                                             std::string_view key) const;
    [[nodiscard]] std::string file_of(std::string_view language, std::string_view key) const;

    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

  private:
    Catalogue();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk::text
