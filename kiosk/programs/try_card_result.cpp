#include "kiosk/programs/try_card_result.h"

#include "kiosk/base/overloaded.h"

namespace kiosk::programs {
namespace {

template <class T>
ResultObject or_null(const std::optional<T>& value) {
    return value ? ResultObject(*value) : ResultObject(nullptr);
}

ResultObject text(const SecretText& value) {
    return std::string(value.reveal());
}

ResultObject place(const eid::Place& value) {
    const auto part = [](const std::optional<SecretText>& of) {
        return of ? text(*of) : ResultObject(nullptr);
    };
    return {{"street", part(value.street)},
            {"city", part(value.city)},
            {"state", part(value.state)},
            {"country", part(value.country)},
            {"postal_code", part(value.postal_code)}};
}

ResultObject value_of(const eid::FieldValue& value) {
    return std::visit(overloaded{[](const SecretText& plain) { return text(plain); },
                                 [](const eid::CardDate& date) {
                                     return ResultObject{{"year", or_null(date.year)},
                                                         {"month", or_null(date.month)},
                                                         {"day", or_null(date.day)}};
                                 },
                                 [](const eid::Place& of) { return place(of); },
                                 [](const eid::FreeText& free) {
                                     return ResultObject{{"free_text", text(free.text)}};
                                 }},
                      value);
}

// The contract gives a place of birth as one text.
ResultObject birth_place(const eid::FieldValue& value) {
    if (const auto* free = std::get_if<eid::FreeText>(&value)) return text(free->text);
    if (const auto* structured = std::get_if<eid::Place>(&value))
        return structured->city ? text(*structured->city) : ResultObject(nullptr);
    return value_of(value);
}

ResultObject names(const std::vector<eid::Field>& fields) {
    ResultObject list = ResultObject::array();
    for (const eid::Field field : fields) list.push_back(eid::name_of(field));
    return list;
}

std::string_view name_of(eid::PinState::Kind kind) {
    switch (kind) {
        case eid::PinState::Kind::ready:
            return "ready";
        case eid::PinState::Kind::suspended:
            return "suspended";
        case eid::PinState::Kind::blocked:
            return "blocked";
        case eid::PinState::Kind::deactivated:
            return "deactivated";
    }
    return "deactivated";
}

bool has_duration(eid::TroubleKind kind) {
    return kind == eid::TroubleKind::card_removed || kind == eid::TroubleKind::reader_lost ||
           kind == eid::TroubleKind::timed_out;
}

}  // namespace

ResultObject to_json(const eid::Trouble& trouble, std::chrono::milliseconds after) {
    ResultObject result{{"result", eid::name_of(trouble.kind)}};
    if (trouble.kind == eid::TroubleKind::wrong_pin)
        result["tries_left"] = or_null(trouble.tries_left);
    if (has_duration(trouble.kind)) result["after_ms"] = after.count();
    if (!trouble.detail.empty()) result["detail"] = trouble.detail;
    return result;
}

ResultObject to_json(const eid::PinState& state) {
    return {
        {"result", "eid"}, {"pin", name_of(state.kind)}, {"tries_left", or_null(state.tries_left)}};
}

ResultObject to_json(const eid::Reading& reading) {
    ResultObject fields = ResultObject::object();
    for (const auto& [field, value] : reading.fields)
        fields[std::string(eid::name_of(field))] =
            field == eid::Field::birth_place ? birth_place(value) : value_of(value);
    ResultObject result{{"result", "ok"},
                        {"fields", std::move(fields)},
                        {"not_granted", names(reading.not_granted)},
                        {"absent", names(reading.absent)}};
    if (reading.old_enough) result["old_enough"] = *reading.old_enough;
    return result;
}

}  // namespace kiosk::programs
