#include "screens/pages/field.h"

#include "kiosk/forms/field_ids.h"
#include "kiosk/forms/wording.h"
#include "kiosk/visit/typing.h"

#include <algorithm>

namespace screens {

using namespace kiosk;
using forms::FieldKind;

namespace {

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        parts.emplace_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

bool contains(const std::vector<std::string>& parts, const std::string& part) {
    return std::find(parts.begin(), parts.end(), part) != parts.end();
}

// The list after one tick more or less, in the order of the options.
std::string toggled(const forms::Field& field, std::string_view list, const std::string& option) {
    const auto ticked = parts_of(list);
    std::string after;
    for (const auto& each : field.options)
        if (contains(ticked, each.id) != (each.id == option))
            after += (after.empty() ? "" : ",") + each.id;
    return after;
}

std::string problem_of(const Sheet& sheet, const FieldView& view) {
    for (const auto& problem : view.problems)
        if (problem.field == view.field.id && problem.blocks) return problem_words(sheet, problem);
    return {};
}

Node option_node(const FieldView& view, Role role, const std::string& option, std::string label) {
    Node node{"field." + view.field.id + "." + option, role, std::move(label)};
    node.personal = view.field.personal;
    node.selected = view.value == option;
    node.event = visit::Answered{view.field.id, option};
    return node;
}

void add_unknown(Sheet& sheet, const FieldView& view) {
    if (!view.field.may_be_unknown) return;
    auto node = option_node(view, visit::is_typed(view.field) ? Role::tick : Role::choice,
                            std::string(forms::unknown), sheet.words("common.unknown"));
    if (node.selected && node.role == Role::tick) node.event = visit::Answered{view.field.id, ""};
    sheet.add(std::move(node));
}

// The question above its options; left out where the page's heading has just asked it.
void add_question(Sheet& sheet, const FieldView& view) {
    Node node{"field." + view.field.id, Role::group, field_label(sheet, view.service, view.field)};
    node.hint = sheet.words_if_any(forms::field_text(view.service, view.field, "hint"));
    node.problem = problem_of(sheet, view);
    if (view.alone && node.problem.empty() && node.hint.empty()) return;
    sheet.add(std::move(node));
}

void add_typed(Sheet& sheet, const FieldView& view) {
    Node node{"field." + view.field.id, Role::field, field_label(sheet, view.service, view.field)};
    node.value = visit::shown(view.field, view.value);
    node.hint = sheet.words_if_any(forms::field_text(view.service, view.field, "hint"));
    node.problem = problem_of(sheet, view);
    node.personal = view.field.personal;
    node.typing = view.typing;
    node.event = visit::FieldTouched{view.field.id};
    sheet.add(std::move(node));
    add_unknown(sheet, view);
}

void add_options(Sheet& sheet, const FieldView& view) {
    add_question(sheet, view);
    std::vector<std::string> options;
    if (view.field.kind == FieldKind::yes_no) options = {"yes", "no"};
    for (const auto& option : view.field.options) options.push_back(option.id);
    for (const auto& option : options) {
        auto node = option_node(view, Role::choice, option,
                                sheet.words(forms::option_text(view.service, view.field, option)));
        if (node.selected && !view.field.required) node.event = visit::Answered{view.field.id, ""};
        if (options.size() > 4) node.columns = 2;
        sheet.add(std::move(node));
    }
    add_unknown(sheet, view);
}

void add_ticks(Sheet& sheet, const FieldView& view) {
    add_question(sheet, view);
    const auto ticked = parts_of(view.value);
    for (const auto& option : view.field.options) {
        auto node =
            option_node(view, Role::tick, option.id,
                        sheet.words(forms::option_text(view.service, view.field, option.id)));
        node.selected = contains(ticked, option.id);
        node.event = visit::Answered{view.field.id, toggled(view.field, view.value, option.id)};
        if (view.field.options.size() > 4) node.columns = 3;
        sheet.add(std::move(node));
    }
}

void add_consent(Sheet& sheet, const FieldView& view) {
    Node node{"field." + view.field.id, Role::tick, field_label(sheet, view.service, view.field)};
    node.personal = view.field.personal;
    node.hint = sheet.words_if_any(forms::field_text(view.service, view.field, "hint"));
    node.problem = problem_of(sheet, view);
    node.selected = view.value == "yes";
    node.event = visit::Answered{view.field.id, node.selected ? "" : "yes"};
    sheet.add(std::move(node));
}

// A small number is one tap, not typing.
void add_number_choices(Sheet& sheet, const FieldView& view) {
    add_question(sheet, view);
    for (int number = view.field.smallest; number <= view.field.largest; ++number) {
        auto node = option_node(view, Role::choice, std::to_string(number), std::to_string(number));
        node.columns = 5;
        sheet.add(std::move(node));
    }
}

}  // namespace

void add_field(Sheet& sheet, const FieldView& view) {
    if (visit::is_typed(view.field)) return add_typed(sheet, view);
    switch (view.field.kind) {
        case FieldKind::several:
            return add_ticks(sheet, view);
        case FieldKind::consent:
            return add_consent(sheet, view);
        case FieldKind::number:
            return add_number_choices(sheet, view);
        default:
            return add_options(sheet, view);
    }
}

std::string field_label(const Sheet& sheet, const forms::Service& service,
                        const forms::Field& field) {
    auto label = sheet.words(forms::field_text(service, field, "label"));
    const bool typed_or_ticked = visit::is_typed(field) || field.kind == FieldKind::several;
    // Nearly everybody has a given name: its hint says who may leave it out.
    if (field.required || field.notice_when_empty || !typed_or_ticked) return label;
    return sheet.words("kiosk.field.optional", {{"label", label}});
}

std::string problem_words(const Sheet& sheet, const forms::Problem& problem) {
    return sheet.words("problem." + problem.code);
}

std::string answer_words(const Sheet& sheet, const forms::Service& service,
                         const forms::Field& field, std::string_view value) {
    if (value == forms::unknown) return sheet.words("common.unknown");
    switch (field.kind) {
        case FieldKind::choice:
        case FieldKind::yes_no:
            return value.empty() ? "" : sheet.words(forms::option_text(service, field, value));
        case FieldKind::consent:
            return value.empty() ? "" : sheet.words("common.yes");
        case FieldKind::several: {
            std::string words;
            for (const auto& part : parts_of(value))
                words += (words.empty() ? "" : ", ") +
                         sheet.words(forms::option_text(service, field, part));
            return words;
        }
        default:
            return visit::shown(field, value);
    }
}

}  // namespace screens
