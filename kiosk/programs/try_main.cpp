// kiosk-try: one part of the kiosk alone, for the technician on the telephone, tests and benchmarks.
#include <array>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string_view>

#include "kiosk/base/log.h"
#include "kiosk/programs/home.h"
#include "kiosk/programs/try_verb.h"

namespace kiosk::programs {

std::string option(TryArguments arguments, std::string_view name, std::string otherwise) {
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (arguments[i] == name) return arguments[i + 1];
    return otherwise;
}

bool has_option(TryArguments arguments, std::string_view name) {
    for (const std::string_view argument : arguments)
        if (argument == name) return true;
    return false;
}

std::string read_standard_input() {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

namespace {

struct Verb {
    std::string_view name;
    int (*run)(const TryContext&, TryArguments);
    std::string_view usage;
};

constexpr std::array<Verb, 0> verbs{};

int usage() {
    std::fputs("usage: kiosk-try [--home DIR] VERB …\n", stderr);
    for (const Verb& verb : verbs) std::fprintf(stderr, "  %s\n", std::string(verb.usage).c_str());
    return 2;
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char** argv) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kiosk-try");
    TryArguments arguments(argv + 1, argv + argc);
    const TryContext context{.home = option(arguments, "--home", default_home())};
    if (arguments.size() >= 2 && arguments[0] == std::string_view("--home")) arguments = arguments.subspan(2);
    if (arguments.empty()) return usage();
    for (const Verb& verb : verbs) {
        if (verb.name != arguments[0]) continue;
        const TryArguments rest = arguments.subspan(1);
        if (!has_option(rest, "--help")) return verb.run(context, rest);
        std::printf("%s\n", std::string(verb.usage).c_str());
        return 0;
    }
    const bool wants_help = has_option(arguments, "--help");
    const int status = usage();
    return wants_help ? 0 : status;
}
