// kiosk-try runs one part alone. A verb reads its own arguments and standard input, prints one JSON
// object a line, and returns the exit status: 0 worked, 1 refused, 2 wrong usage or configuration.
#pragma once

#include <span>
#include <string>

namespace kiosk::programs {

struct TryContext {
    std::string home;  // the folder with assets/ and config/
};

using TryArguments = std::span<const char* const>;  // what follows the verb

// The value after `--name`, or `otherwise`.
[[nodiscard]] std::string option(TryArguments arguments, std::string_view name,
                                 std::string otherwise = {});
[[nodiscard]] bool has_option(TryArguments arguments, std::string_view name);
[[nodiscard]] std::string read_standard_input();

int try_quote(const TryContext& context, TryArguments arguments);
int try_submit(const TryContext& context, TryArguments arguments);
int try_orders(const TryContext& context, TryArguments arguments);
int try_print(const TryContext& context, TryArguments arguments);
int try_card(const TryContext& context, TryArguments arguments);
int try_check(const TryContext& context, TryArguments arguments);
int try_staff_code(const TryContext& context, TryArguments arguments);
int try_ask(const TryContext& context, TryArguments arguments);
int try_import_knowledge(const TryContext& context, TryArguments arguments);
int try_screen(const TryContext& context, TryArguments arguments);

}  // namespace kiosk::programs
