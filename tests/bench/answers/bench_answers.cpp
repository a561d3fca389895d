// The answers' figures: how good and how fast the engine is, beside others and without its parts.
//   bench_answers compare | ablate | mutated | write-load FOLDER | load FOLDER
#include "tests/bench/answers/verbs.h"

#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char** argv) {
    namespace answers = kiosk::answers;
    const std::string_view verb = argc > 1 ? argv[1] : "";
    try {
        if (verb == "compare" && argc == 2)
            answers::compare();
        else if (verb == "ablate" && argc == 2)
            answers::ablate();
        else if (verb == "mutated" && argc == 2)
            answers::mutated();
        else if (verb == "write-load" && argc == 3)
            answers::write_load(argv[2]);
        else if (verb == "load" && argc == 3)
            answers::load(argv[2]);
        else
            return std::fputs(
                       "bench_answers compare | ablate | mutated | write-load DIR | load DIR\n",
                       stderr),
                   2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_answers: %s\n", error.what());
        return 1;
    }
    return 0;
}
