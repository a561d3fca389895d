// Answers a question from the knowledge, and from nothing else: the same question, time and
// knowledge give the same answer, byte for byte.
#pragma once

#include "kiosk/answers/compose.h"
#include "kiosk/answers/course_search.h"
#include "kiosk/answers/frames.h"
#include "kiosk/answers/holidays.h"
#include "kiosk/answers/index.h"
#include "kiosk/answers/mask.h"
#include "kiosk/answers/opening_hours.h"
#include "kiosk/answers/reply.h"
#include "kiosk/answers/rules.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

class Answerer {
  public:
    [[nodiscard]] static Result<Answerer> load(const std::string& directory,
                                               const Parts& parts = {});

    // `language`: "" or "auto" to find out. `now` decides what has expired, what is old and which
    // office is open.
    [[nodiscard]] Reply ask(std::string_view question, LocalTime now,
                            std::string_view language = "") const;
    // The answer about one topic, for a citizen who chose it; nullopt when there is none (any
    // more).
    [[nodiscard]] std::optional<Told> tell(std::string_view topic, Aspect aspect, LocalTime now,
                                           std::string_view language) const;
    // As tell(), as the reply to a question about that topic; refers where nothing can be told.
    [[nodiscard]] Reply about(std::string_view topic, Aspect aspect, LocalTime now,
                              std::string_view language) const;
    // Topics that a question may be about whose last word is still being typed; at most `most`.
    [[nodiscard]] std::vector<Candidate> suggest(std::string_view begun, std::string_view language,
                                                 std::size_t most) const;
    // "Behördennummer 115: Jetzt geöffnet, bis 18 Uhr."; empty where it is not in the knowledge.
    [[nodiscard]] std::string hotline(LocalTime now, std::string_view language) const;
    [[nodiscard]] const Knowledge& knowledge() const { return *knowledge_; }
    [[nodiscard]] const Frames& frames() const { return *frames_; }

  private:
    Answerer() = default;
    // False where it is no question about courses, or one about none in particular.
    [[nodiscard]] bool answer_courses(Reply& reply, std::string_view question, const Masked& masked,
                                      Date today) const;
    void decide(Reply& reply, const Query& query, const std::vector<Evidence>& found,
                LocalTime now) const;
    [[nodiscard]] Composer composer(LocalTime now, std::string_view language) const;
    [[nodiscard]] Candidate candidate(const Evidence& found, std::string_view language) const;

    std::unique_ptr<const Knowledge> knowledge_;
    std::unique_ptr<const Index> index_;
    std::unique_ptr<const CourseSearch> courses_;  // null where no courses are asked for
    const Office* school_ = nullptr;               // of the knowledge; whom to ask about courses
    Rules rules_;
    std::unique_ptr<const Frames> frames_;
    Holidays holidays_;
};

}  // namespace kiosk::answers
