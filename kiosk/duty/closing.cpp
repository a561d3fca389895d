#include "kiosk/duty/closing.h"

#include "kiosk/base/log.h"
#include "kiosk/duty/note.h"

namespace kiosk::duty {
namespace {

using nlohmann::json;

std::string note_of(ClosedBy side) {
    return side == ClosedBy::staff ? "closing.staff" : "closing.control_room";
}

Result<Closing> closing_of(const json& value) {
    NoteObject note(value);
    Closing closing;
    closing.reason = note.text("reason");
    closing.since = note.instant("since");
    if (note.has("until")) closing.until = note.instant("until");
    return note.finish(std::move(closing));
}

}  // namespace

Result<std::optional<Closing>> closing(Journal& journal, ClosedBy side, Instant now) {
    const auto text = TRY(journal.note(note_of(side)));
    if (!text || text->empty()) return std::nullopt;
    auto read = parse_note<Closing>(*text, closing_of);
    if (!read) {
        log::write(log::Level::error, "closing_damaged");
        return Closing{};
    }
    if (read->until && *read->until <= now) return std::nullopt;
    return std::move(*read);
}

Result<void> close(Journal& journal, ClosedBy side, const Closing& closing) {
    json said{{"reason", closing.reason}, {"since", to_iso(closing.since)}};
    if (closing.until) said["until"] = to_iso(*closing.until);
    return journal.set_note(note_of(side), said.dump());
}

Result<void> open(Journal& journal, ClosedBy side) {
    return journal.set_note(note_of(side), "");
}

}  // namespace kiosk::duty
