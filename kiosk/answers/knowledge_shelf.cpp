#include "kiosk/answers/knowledge_shelf.h"

#include "kiosk/base/log.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>

namespace kiosk::answers {
namespace {

namespace fs = std::filesystem;

// Of a folder that is not complete yet.
constexpr std::string_view coming_name = "coming-";

// FNV-1a: tells one state of the files from another, and is no protection against anybody.
std::string fingerprint(const std::vector<SeenFile>& files) {
    std::uint64_t hash = 14695981039346656037U;
    const auto mix = [&hash](std::string_view bytes) {
        for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    };
    for (const SeenFile& file : files)
        mix(file.path + ' ' + std::to_string(file.changed) + ' ' + std::to_string(file.size) +
            '\n');
    std::array<char, 17> hex{};
    std::snprintf(hex.data(), hex.size(), "%016llx", static_cast<unsigned long long>(hash));
    return hex.data();
}

void log_refusal(const Finding& finding) {
    log::write(log::Level::warning, "knowledge_refused",
               {log::id("file", fs::path(finding.file).filename().string()),
                log::id("pointer", finding.pointer), log::count("line", finding.line)});
}

}  // namespace

Result<std::shared_ptr<const Answerer>> KnowledgeShelf::open() {
    std::vector<SeenFile> files = knowledge_files(directory_);
    if (answerer_ && files == read_) return answerer_;
    auto written = Answerer::load(directory_);
    if (written) {
        answerer_ = std::make_shared<const Answerer>(std::move(*written));
        refused_.reset();
        keep(files);
    } else {
        refused_ = finding_of(written.error());
        log_refusal(*refused_);
        if (!answerer_) answerer_ = TRY(open_kept());
    }
    read_ = std::move(files);
    return answerer_;
}

// Under its fingerprint, whole or not at all: two sessions may keep the same at once, each in a
// folder that it alone has made.
void KnowledgeShelf::keep(const std::vector<SeenFile>& files) const {
    const fs::path place = fs::path(kept_) / fingerprint(files);
    std::error_code failed;
    if (fs::exists(place, failed)) return;
    fs::create_directories(kept_, failed);
    fs::path coming;
    for (int number = 0; number < 10 && coming.empty(); ++number)
        if (const fs::path free =
                fs::path(kept_) / (std::string(coming_name) + std::to_string(number));
            fs::create_directory(free, failed))
            coming = free;
    if (!coming.empty()) fs::copy(directory_, coming, fs::copy_options::recursive, failed);
    if (coming.empty() || failed) {
        log::write(log::Level::warning, "knowledge_not_kept");
        return;
    }
    fs::rename(coming, place, failed);
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(kept_, failed))
        if (entry.path() != place) old.push_back(entry.path());
    for (const fs::path& path : old) fs::remove_all(path, failed);
}

Result<std::shared_ptr<const Answerer>> KnowledgeShelf::open_kept() const {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(kept_, failed)) {
        if (entry.path().filename().string().starts_with(coming_name)) continue;
        if (auto kept = Answerer::load(entry.path().string()))
            return std::make_shared<const Answerer>(std::move(*kept));
    }
    return fail(ErrorKind::invalid_configuration, refused_->file + ": " + refused_->problem);
}

}  // namespace kiosk::answers
