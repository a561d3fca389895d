// Lets staff in by code, and locks out who guesses. The count stands in the journal, because every
// session is a new process: a citizen who taps "end" must not get five new tries.
#pragma once

#include "kiosk/base/secret.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"

#include <chrono>
#include <string>

namespace kiosk::staff {

struct Admission {
    bool right = false;
    std::chrono::seconds locked_for{0};  // no code is looked at before
};

inline constexpr int free_tries = 5;

// After `failures` wrong codes in a row: nothing for the first four, then 1 minute, doubled each
// time up to a day.
[[nodiscard]] std::chrono::seconds lock_after(int failures);

// A try is counted durably before the code is looked at, so that pulling the plug gives none back.
// Always refused when `hash` is empty or the journal cannot be written.
[[nodiscard]] Admission admit(const SecretText& code, const std::string& hash, Journal& journal,
                              const Clock& clock);

}  // namespace kiosk::staff
