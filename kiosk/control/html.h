// HTML that nothing can break out of: what is said is escaped, and only literals are markup.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace kiosk::control {

// A piece of markup, written in the source.
struct Markup {
    // Only of a literal, so that no text from outside can become one.
    template <std::size_t size>
    consteval Markup(const char (&literal)[size]) : text(literal, size - 1) {}  // NOLINT: implicit
    std::string_view text;
};

class Html {
  public:
    Html& tag(Markup markup) {
        text_ += markup.text;
        return *this;
    }
    // Between tags or inside the quotes of an attribute.
    Html& say(std::string_view text);
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

}  // namespace kiosk::control
