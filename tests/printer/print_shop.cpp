#include "tests/printer/print_shop.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <thread>

#include <unistd.h>

namespace tests {

namespace fs = std::filesystem;

PrintShop::PrintShop(const std::string& options) {
    // Filters and backends of a print server run as a user of their own.
    fs::permissions(folder_.path(), fs::perms(0755));
    open_ = rig("start", "--while " + std::to_string(getpid()) + " " + options);
    setenv("CUPS_SERVER", path("run/cups.sock").c_str(), 1);
}

PrintShop::~PrintShop() {
    rig("stop");
    unsetenv("CUPS_SERVER");
}

bool PrintShop::rig(const std::string& verb, const std::string& argument) {
    const std::string command =
        HOUSE "/tests/printer/rig " + verb + " " + path("").string() + " " + argument;
    return std::system((command + " >/dev/null").c_str()) == 0;
}

std::vector<fs::path> PrintShop::printed() const {
    return files_in("printed");
}

std::vector<fs::path> PrintShop::spooled() const {
    std::vector<fs::path> files = files_in("spool");
    std::ranges::copy(files_in("tmp"), std::back_inserter(files));
    return files;
}

fs::path PrintShop::path(const std::string& name) const {
    return fs::path(folder_.path()) / "shop" / name;
}

bool PrintShop::comes_to_be(const std::function<bool()>& it) const {
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!it()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

// Files may vanish while they are counted.
std::vector<fs::path> PrintShop::files_in(const std::string& name) const {
    std::vector<fs::path> files;
    std::error_code gone;
    for (fs::recursive_directory_iterator at(path(name), gone), end; !gone && at != end;
         at.increment(gone))
        if (at->is_regular_file(gone)) files.push_back(at->path());
    std::ranges::sort(files);
    return files;
}

kiosk::Bytes empty_page() {
    std::string pdf = "%PDF-1.4\n";
    std::array<std::size_t, 4> at{};
    const std::array objects{
        std::string("<</Type/Catalog/Pages 2 0 R>>"),
        std::string("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        std::string("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>")};
    for (std::size_t i = 0; i < objects.size(); ++i) {
        at[i] = pdf.size();
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t table = pdf.size();
    pdf += "xref\n0 4\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::array<char, 24> line{};
        std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", at[i]);
        pdf += line.data();
    }
    pdf += "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    const kiosk::ByteView view = kiosk::view_of(pdf);
    return {view.begin(), view.end()};
}

}  // namespace tests
