#include "kiosk/answers/write_whole.h"

#include <fstream>

namespace kiosk::answers {

Result<void> write_whole(const std::filesystem::path& file, const std::string& text) {
    const std::filesystem::path unfinished = file.string() + ".new";
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    std::error_code failed;
    if (stream) std::filesystem::rename(unfinished, file, failed);
    if (!stream || failed)
        return fail(ErrorKind::unavailable, file.string() + ": cannot be written");
    return {};
}

}  // namespace kiosk::answers
