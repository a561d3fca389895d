#include "kiosk/duty/pressing.h"

namespace kiosk::duty {
namespace {

constexpr auto pressing_note = "pressing";

}  // namespace

Result<void> press(Journal& journal, bool is_pressing) {
    return journal.set_note(pressing_note, is_pressing ? "yes" : "no");
}

Result<bool> is_pressing(Journal& journal) {
    return TRY(journal.note(pressing_note)) == "yes";
}

}  // namespace kiosk::duty
