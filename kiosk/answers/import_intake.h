// The gate through which every imported topic passes: an id that is fit for a file name and stands
// only once, a title, bounded lengths, and for each fact a source and a date.
#pragma once

#include "kiosk/answers/import_knowledge.h"

#include <set>
#include <string>
#include <string_view>

namespace kiosk::answers {

class Intake {
  public:
    explicit Intake(Origin origin) : origin_(std::move(origin)) {}

    // A topic's facts need their text and link only. `day` as the export writes it.
    void take(Topic topic, std::string_view day, const std::string& pointer, int line = 0);
    void note(const std::string& pointer, std::string problem, int line = 0);
    // True once there is no room for more; said in a finding.
    [[nodiscard]] bool full();
    [[nodiscard]] Imported finish() { return std::move(imported_); }

  private:
    void give_source(Topic& topic, const std::string& pointer, int line);

    Origin origin_;
    Imported imported_;
    std::set<std::string, std::less<>> ids_;
};

// Adds a fee, or a fact of another aspect; nothing when the text is empty.
void add_fee(Topic& topic, std::string text);
void add_fact(Topic& topic, Aspect aspect, std::string text, std::string url = {});
// Adds a paragraph to what is searched only.
void add_body(Topic& topic, std::string_view text);

}  // namespace kiosk::answers
