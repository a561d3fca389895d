// kiosk-try: one part of the kiosk alone, for the technician on the telephone, tests and
// benchmarks.
#include "kiosk/base/log.h"
#include "kiosk/programs/home.h"
#include "kiosk/programs/try_verb.h"

#include <array>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string_view>

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

constexpr auto verbs = std::to_array<Verb>({
    {"quote", try_quote, "quote [--tariffs DIR] < ORDER: what an order costs"},
    {"submit", try_submit,
     "submit [--config SITE] [--state DIR] --service ID < ANSWERS: seals an order and saves it"},
    {"orders", try_orders, "orders [--state DIR]: the journal without content"},
    {"print", try_print,
     "print [--printer NAME | --out FILE.pdf|FILE.pwg [--roll]] [--lang LANGUAGE] [--config SITE] "
     "--receipt sample|FILE.json"},
    {"card", try_card,
     "card status|read|change-pin|unblock [--reader NAME-PREFIX] …: see kiosk-try card --help"},
    {"ask", try_ask,
     "ask [--knowledge DIR] [--lang auto] [--at 2026-11-24T10:00] < JSON lines {\"q\":\"…\"}"},
    {"import-knowledge", try_import_knowledge,
     "import-knowledge --from dldb|titles|xzufi|csv [--source NAME] FILE… --into DIR: a city's "
     "export as a knowledge directory"},
    {"check", try_check,
     "check [--config SITE] [DIR…]: configuration, services, tariffs, texts and knowledge"},
    {"staff-code", try_staff_code,
     "staff-code < CODE: the value of staff_code_hash, for 6 to 12 digits on standard input"},
    {"screen", try_screen,
     "screen --list | --name NAME [--lang de] [--prefs large,contrast,low] [--size 1920x1080] "
     "[--page N] [--out FILE.png]: a screen with sample data"},
});

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
    if (arguments.size() >= 2 && arguments[0] == std::string_view("--home"))
        arguments = arguments.subspan(2);
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
