// One ICU MessageFormat text, parsed once. Plain placeholders are filled here; plurals, choices and
// numbers go through ICU.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::text {

// An argument as ready text or, for plurals, as a whole number.
struct Filling {
    std::string_view name;
    std::variant<std::string, std::int64_t> value;
};

class Pattern {
  public:
    // invalid_configuration with the reason when it is no MessageFormat.
    [[nodiscard]] static Result<Pattern> parse(std::string_view utf8, std::string_view language);

    // Every filled placeholder stands between U+2068 and U+2069. invalid_input when an argument is
    // missing.
    [[nodiscard]] Result<std::string> fill(const std::vector<Filling>& fillings) const;
    [[nodiscard]] const std::set<std::string>& placeholders() const;

    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

  private:
    Pattern();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

inline constexpr std::string_view isolate = "\u2068";
inline constexpr std::string_view end_of_isolate = "\u2069";
[[nodiscard]] std::string isolated(std::string_view text);

}  // namespace kiosk::text
