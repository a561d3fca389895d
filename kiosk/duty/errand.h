// What the control room wants of the terminal and only the session can do: the agent writes down
// one errand at a time, the session how it went.
#pragma once

#include "kiosk/fleet/job.h"
#include "kiosk/ports/journal.h"

#include <optional>
#include <string>

namespace kiosk::duty {

// restart, test_print or test_reader, by the number of its job; from `expires` on nobody begins it.
struct Errand {
    std::int64_t number = 0;
    fleet::Verb verb = fleet::Verb::restart;
    Instant expires{};
    friend bool operator==(const Errand&, const Errand&) = default;
};

inline constexpr auto begun = "begun";

struct ErrandDone {
    std::int64_t number = 0;
    std::string outcome = {};  // begun, done, failed
    std::string detail = {};   // a code, or empty
    friend bool operator==(const ErrandDone&, const ErrandDone&) = default;
};

[[nodiscard]] Result<void> send_on(Journal& journal, const Errand& errand);
[[nodiscard]] Result<void> report(Journal& journal, const ErrandDone& done);

// Makes it this session's, durable on return and before it is done: where that session ends in the
// midst, no other one does it again. False: somebody has begun it, or it is too late.
[[nodiscard]] Result<bool> begin(Journal& journal, const Errand& errand, Instant now);

// The errand that nobody has reported on. Absent also where a note cannot be read, which is logged.
[[nodiscard]] Result<std::optional<Errand>> errand(Journal& journal);
// How the errand of this number went; absent until a session has begun it.
[[nodiscard]] Result<std::optional<ErrandDone>> outcome_of(Journal& journal, std::int64_t number);

}  // namespace kiosk::duty
