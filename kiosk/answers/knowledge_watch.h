// Tells when the files of the knowledge were edited, so that a running terminal takes new content
// over without a restart. A file that is just being saved is waited for.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace kiosk::answers {

struct SeenFile {
    std::string path;
    std::int64_t changed = 0;  // as the file system counts
    std::uint64_t size = 0;
    friend auto operator<=>(const SeenFile&, const SeenFile&) = default;
};

// The files of a knowledge directory, in the order of their paths.
[[nodiscard]] std::vector<SeenFile> knowledge_files(const std::string& directory);

class KnowledgeWatch {
  public:
    // `loaded`: the files as they were when the knowledge was last read.
    explicit KnowledgeWatch(std::vector<SeenFile> loaded)
        : loaded_(std::move(loaded)), last_(loaded_) {}

    // True once for each change, at the first look that finds the files as the look before did.
    [[nodiscard]] bool must_read(std::vector<SeenFile> now);

  private:
    std::vector<SeenFile> loaded_;
    std::vector<SeenFile> last_;
};

}  // namespace kiosk::answers
