// kiosk-try staff-code: what stands in the settings for the code that opens the service menu. The
// code itself comes on standard input and goes nowhere.
#include "drivers/random/kernel_random.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/staff/code.h"

#include <cstdio>

#include <nlohmann/json.hpp>

namespace kiosk::programs {

int try_staff_code(const TryContext&, TryArguments) {
    std::string typed = read_standard_input();
    while (!typed.empty() && (typed.back() == '\n' || typed.back() == '\r')) {
        typed.back() = '\0';
        typed.pop_back();
    }
    const SecretText code(typed);
    wipe(typed);
    drivers::KernelRandom random;
    const auto hash = staff::hash_code(code, random);
    const nlohmann::json answer = hash ? nlohmann::json{{"staff_code_hash", *hash}}
                                       : nlohmann::json{{"refused", name_of(hash.error().kind)},
                                                        {"detail", hash.error().detail}};
    std::printf("%s\n", answer.dump().c_str());
    return hash ? 0 : 1;
}

}  // namespace kiosk::programs
