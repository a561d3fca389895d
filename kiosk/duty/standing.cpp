#include "kiosk/duty/standing.h"

#include "kiosk/base/log.h"
#include "kiosk/duty/note.h"

namespace kiosk::duty {
namespace {

using nlohmann::json;

constexpr auto standing_note = "standing";

Result<Standing> standing_of(const json& value) {
    NoteObject note(value);
    Standing standing;
    standing.at = note.instant("at");
    standing.in_use = note.flag("in_use");
    standing.closed_because = note.word("closed_because");
    standing.card_reader = note.word("card_reader");
    return note.finish(std::move(standing));
}

}  // namespace

Result<void> write(Journal& journal, const Standing& standing) {
    return journal.set_note(standing_note, json{{"at", to_iso(standing.at)},
                                                {"in_use", standing.in_use},
                                                {"closed_because", standing.closed_because},
                                                {"card_reader", standing.card_reader}}
                                               .dump());
}

Result<std::optional<Standing>> standing(Journal& journal) {
    const auto text = TRY(journal.note(standing_note));
    if (!text) return std::nullopt;
    auto read = parse_note<Standing>(*text, standing_of);
    if (read) return std::move(*read);
    log::write(log::Level::error, "standing_damaged");
    return std::nullopt;
}

}  // namespace kiosk::duty
