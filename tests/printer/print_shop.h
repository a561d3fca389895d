// The rig (tests/printer/rig) for C++ tests: a print server and a printer of their own, ended with
// it.
#pragma once

#include "kiosk/base/bytes.h"
#include "tests/contracts/scratch_folder.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/wait.h>

namespace tests {

class PrintShop {
  public:
    explicit PrintShop(const std::string& options = {}) {
        // Filters and backends of a print server run as a user of their own.
        std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755));
        status_ = rig("start", options);
        setenv("CUPS_SERVER", (folder_.path() + "/shop/run/cups.sock").c_str(), 1);
    }
    PrintShop(const PrintShop&) = delete;
    PrintShop& operator=(const PrintShop&) = delete;
    ~PrintShop() {
        rig("stop");
        unsetenv("CUPS_SERVER");
    }

    [[nodiscard]] bool programs_missing() const { return status_ == 77; }
    [[nodiscard]] bool open() const { return status_ == 0; }

    int rig(const std::string& verb, const std::string& argument = {}) {
        const int ended = std::system(command(verb, argument).append(" >/dev/null").c_str());
        return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    }
    // How many entries a list of the rig has.
    [[nodiscard]] int count(const std::string& verb) const {
        std::FILE* pipe = popen(command(verb, {}).c_str(), "r");
        std::array<char, 4096> piece{};
        std::string list;
        while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe))
            list.append(piece.data(), got);
        pclose(pipe);
        int quotes = 0;
        for (const char letter : list) quotes += letter == '"';
        return quotes / 2;
    }

  private:
    [[nodiscard]] std::string command(const std::string& verb, const std::string& argument) const {
        return std::string(HOUSE "/tests/printer/rig ") + verb + " " + folder_.path() + "/shop " +
               argument;
    }
    ScratchFolder folder_;
    int status_ = 0;
};

// One empty A4 page.
inline kiosk::Bytes empty_page() {
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
