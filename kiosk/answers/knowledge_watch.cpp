#include "kiosk/answers/knowledge_watch.h"

#include <algorithm>
#include <filesystem>

namespace kiosk::answers {
namespace {

constexpr std::size_t most_files = 100'000;

}  // namespace

std::vector<SeenFile> knowledge_files(const std::string& directory) {
    std::vector<SeenFile> files;
    std::error_code failed;
    using Walk = std::filesystem::recursive_directory_iterator;
    for (Walk at(directory, failed); !failed && at != Walk() && files.size() < most_files;
         at.increment(failed)) {
        std::error_code gone;
        const auto extension = at->path().extension();
        if ((extension != ".json" && extension != ".tsv") || !at->is_regular_file(gone)) continue;
        const auto changed = at->last_write_time(gone).time_since_epoch().count();
        files.push_back({at->path().string(), changed, at->file_size(gone)});
    }
    std::ranges::sort(files);
    return files;
}

bool KnowledgeWatch::must_read(std::vector<SeenFile> now) {
    const bool at_rest = now == last_;
    last_ = std::move(now);
    if (!at_rest || last_ == loaded_) return false;
    loaded_ = last_;
    return true;
}

}  // namespace kiosk::answers
