// kiosk-try quote: what an order costs, by the tariff files.
#include "kiosk/programs/try_verb.h"
#include "kiosk/tariffs/order_json.h"
#include "kiosk/tariffs/tariff.h"

#include <cstdio>

namespace kiosk::programs {

int try_quote(const TryContext& context, TryArguments arguments) {
    const auto tariffs =
        tariffs::load_tariffs(option(arguments, "--tariffs", context.home + "/config/tariffs"));
    if (!tariffs) {
        std::fprintf(stderr, "%s\n", tariffs.error().detail.c_str());
        return 2;
    }
    const auto quote =
        tariffs::order_from_json(read_standard_input()).and_then([&](const tariffs::Order& order) {
            return tariffs::quote(*tariffs, order);
        });
    const std::string answer = quote ? tariffs::to_json(*quote) : tariffs::to_json(quote.error());
    std::printf("%s\n", answer.c_str());
    return quote ? 0 : 1;
}

}  // namespace kiosk::programs
