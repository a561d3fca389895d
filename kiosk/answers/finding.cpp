#include "kiosk/answers/finding.h"

#include <charconv>

namespace kiosk::answers {
namespace {

// The number that `digits` is from end to end; 0 otherwise.
int number_of(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

// Cuts the part before ": " off the front of `text`; nothing is cut where none stands.
std::string cut_part(std::string& text) {
    const auto end = text.find(": ");
    if (end == std::string::npos) return {};
    std::string part = text.substr(0, end);
    text.erase(0, end + 2);
    return part;
}

}  // namespace

Finding finding_of(const Error& error) {
    Finding finding;
    finding.problem = error.detail;
    finding.file = cut_part(finding.problem);
    if (const auto colon = finding.file.rfind(':'); colon != std::string::npos) {
        finding.line = number_of(std::string_view(finding.file).substr(colon + 1));
        if (finding.line > 0) finding.file.resize(colon);
    }
    std::string rest = finding.problem;
    const std::string part = cut_part(rest);
    if (part.starts_with('/')) {
        finding.pointer = part == "/" ? "" : part;
        finding.problem = rest;
    } else if (part.starts_with("line ") && number_of(part.substr(5)) > 0) {
        finding.line = number_of(part.substr(5));
        finding.problem = rest;
    }
    return finding;
}

}  // namespace kiosk::answers
