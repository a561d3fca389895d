#include "kiosk/duty/errand.h"

#include "kiosk/base/log.h"
#include "kiosk/duty/note.h"

namespace kiosk::duty {
namespace {

using nlohmann::json;

constexpr auto errand_note = "errand";
constexpr auto done_note = "errand.done";

Result<Errand> errand_of(const json& value) {
    NoteObject note(value);
    Errand errand{.number = note.count("number")};
    const auto verb = fleet::verb_named(note.word("verb"));
    if (!verb) return fail(ErrorKind::corrupt, "note: unknown verb");
    errand.verb = *verb;
    errand.expires = note.instant("expires");
    return note.finish(errand);
}

Result<ErrandDone> done_of(const json& value) {
    NoteObject note(value);
    ErrandDone done;
    done.number = note.count("number");
    done.outcome = note.word("outcome");
    done.detail = note.word("detail");
    return note.finish(std::move(done));
}

template <class Value>
Result<std::optional<Value>> read(Journal& journal, const char* name,
                                  Result<Value> (*parse)(const json&)) {
    const auto text = TRY(journal.note(name));
    if (!text) return std::nullopt;
    auto value = parse_note<Value>(*text, parse);
    if (value) return std::move(*value);
    log::write(log::Level::error, "errand_damaged");
    return std::nullopt;
}

}  // namespace

Result<void> send_on(Journal& journal, const Errand& errand) {
    return journal.set_note(errand_note, json{{"number", errand.number},
                                              {"verb", name_of(errand.verb)},
                                              {"expires", to_iso(errand.expires)}}
                                             .dump());
}

Result<void> report(Journal& journal, const ErrandDone& done) {
    return journal.set_note(
        done_note,
        json{{"number", done.number}, {"outcome", done.outcome}, {"detail", done.detail}}.dump());
}

Result<bool> begin(Journal& journal, const Errand& errand, Instant now) {
    if (now >= errand.expires || TRY(outcome_of(journal, errand.number))) return false;
    TRY_VOID(report(journal, {.number = errand.number, .outcome = begun}));
    return true;
}

Result<std::optional<Errand>> errand(Journal& journal) {
    auto sent = TRY(read<Errand>(journal, errand_note, errand_of));
    if (sent && TRY(outcome_of(journal, sent->number))) sent.reset();
    return sent;
}

Result<std::optional<ErrandDone>> outcome_of(Journal& journal, std::int64_t number) {
    auto done = TRY(read<ErrandDone>(journal, done_note, done_of));
    if (!done || done->number != number) return std::nullopt;
    return std::move(*done);
}

}  // namespace kiosk::duty
