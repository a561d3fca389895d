// The knowledge that a terminal answers from: what staff have written, or, where that is not fit,
// the last that was. Sessions are processes, so the last is kept on disk.
#pragma once

#include "kiosk/answers/answerer.h"
#include "kiosk/answers/finding.h"
#include "kiosk/answers/knowledge_watch.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::answers {

class KnowledgeShelf {
  public:
    // `kept`: a folder of the terminal's own, made when it is needed.
    KnowledgeShelf(std::string directory, std::string kept)
        : directory_(std::move(directory)), kept_(std::move(kept)) {}

    // Reads what has changed since. Fails only where nothing fit was ever there. The log says
    // knowledge_refused with file and line when the last fit knowledge takes the place of this one.
    [[nodiscard]] Result<std::shared_ptr<const Answerer>> open();
    // Why the knowledge as it is written is not used; none: it is.
    [[nodiscard]] const std::optional<Finding>& refused() const { return refused_; }

  private:
    void keep(const std::vector<SeenFile>& files) const;
    [[nodiscard]] Result<std::shared_ptr<const Answerer>> open_kept() const;

    std::string directory_;
    std::string kept_;
    std::vector<SeenFile> read_;
    std::shared_ptr<const Answerer> answerer_;
    std::optional<Finding> refused_;
};

}  // namespace kiosk::answers
