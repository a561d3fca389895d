#include "kiosk/programs/session_rehearsal_simulated.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using screens::Node;

// "12.08.1964" is shown as the digits are typed.
std::string without_punctuation(std::string text) {
    std::erase_if(text, [](char c) { return c == '.' || c == ' '; });
    return text;
}

std::string first_character(const std::string& text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return text.substr(0, length);
}

template <class T>
const T* event_of(const Node& node) {
    return node.event ? std::get_if<T>(&*node.event) : nullptr;
}

}  // namespace

std::optional<std::map<std::string, std::string>> Rehearsal::read(const std::string& file) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object() || !json.contains("service")) return std::nullopt;
    std::map<std::string, std::string> answers;
    for (const auto& [name, value] : json.items())
        if (value.is_string()) answers[name] = value.get<std::string>();
    return answers;
}

Rehearsal::Rehearsal(PixelSize size, std::map<std::string, std::string> answers,
                     std::function<void(std::chrono::milliseconds)> let_pass)
    : size_(size),
      pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)),
      answers_(std::move(answers)),
      let_pass_(std::move(let_pass)),
      bell_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

PixelBuffer Rehearsal::buffer() {
    return {pixels_.data(), size_, size_.width};
}

void Rehearsal::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto rung = write(bell_, &one, sizeof one);
}

std::string Rehearsal::still_to_type(const Node& field) const {
    const auto* touched = event_of<visit::FieldTouched>(field);
    const auto answer = touched == nullptr ? answers_.end() : answers_.find(touched->field);
    const bool by_button = answer != answers_.end() && answer->second == "unknown";
    if (answer == answers_.end() || by_button) return {};
    const std::string whole = without_punctuation(answer->second);
    const std::string typed = without_punctuation(field.value);
    return whole.starts_with(typed) ? whole.substr(typed.size()) : std::string();
}

bool Rehearsal::wanted(const Node& node) const {
    if (const auto* service = event_of<visit::ServiceChosen>(node))
        return service->service == answers_.at("service");
    if (const auto* answered = event_of<visit::Answered>(node)) {
        const auto answer = answers_.find(answered->field);
        return !node.selected && answer != answers_.end() && answer->second == answered->value;
    }
    return !still_to_type(node).empty();
}

// What is to be filled in first; then the main action.
const Node* Rehearsal::wanted() const {
    const auto& layout = toolkit_->layout();
    const Node* last = nullptr;
    for (const Node& node : layout.nodes) {
        if (!layout.operable(node)) continue;
        if (wanted(node)) return &node;
        const bool goes_on = event_of<visit::Continued>(node) != nullptr ||
                             event_of<visit::OrderConfirmed>(node) != nullptr ||
                             event_of<visit::EndConfirmed>(node) != nullptr;
        if (goes_on) last = &node;
    }
    return last;
}

void Rehearsal::say_number() {
    for (const Node& node : toolkit_->layout().nodes) {
        if (node.id != "order_number" || said_) continue;
        std::printf("%s\n", without_punctuation(node.value).c_str());
        std::fflush(stdout);
        said_ = true;
    }
}

// Down now and up at the next call; where it lies on another page of the content, that one first.
std::optional<Input> Rehearsal::tap(const std::string& id) {
    const auto& layout = toolkit_->layout();
    const screens::Box* box = layout.box_of(id);
    if (box == nullptr) {
        const auto page = layout.page_of.find(id);
        const bool behind = page != layout.page_of.end() && page->second > layout.page;
        box = layout.box_of(behind ? screens::pager_down : screens::pager_up);
    }
    if (box == nullptr) return std::nullopt;
    let_pass_(std::chrono::milliseconds(500));
    const int x = box->rect.x + box->rect.width / 2;
    const int y = box->rect.y + box->rect.height / 2;
    lift_ = FingerUp{1, x, y};
    return FingerDown{1, x, y};
}

std::optional<Input> Rehearsal::wait(std::chrono::milliseconds limit) {
    if (const auto up = std::exchange(lift_, std::nullopt)) return *up;
    say_number();
    if (said_ && !answers_.contains("then_leave")) return QuitRequested{};
    if (const Node* next = wanted()) {
        const std::string rest = still_to_type(*next);
        if (next->typing && !rest.empty()) return TextEntered{first_character(rest)};
        if (const auto tapped = tap(next->id)) return tapped;
    }
    pollfd rung{bell_, POLLIN, 0};
    if (poll(&rung, 1, static_cast<int>(limit.count())) != 1) return std::nullopt;
    std::uint64_t rings = 0;
    [[maybe_unused]] const auto heard = ::read(bell_, &rings, sizeof rings);
    return Woken{};
}

}  // namespace kiosk::programs
