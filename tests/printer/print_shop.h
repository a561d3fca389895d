// The rig (tests/printer/rig) for C++ tests: a print server and a printer of their own, ended with
// it, also when the test is killed.
#pragma once

#include "kiosk/base/bytes.h"
#include "tests/contracts/scratch_folder.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tests {

class PrintShop {
  public:
    // `options` of `rig start`. Clients find the server by CUPS_SERVER.
    explicit PrintShop(const std::string& options = {});
    PrintShop(const PrintShop&) = delete;
    PrintShop& operator=(const PrintShop&) = delete;
    ~PrintShop();

    // Whether the rig did what the verb says.
    bool rig(const std::string& verb, const std::string& argument = {});
    [[nodiscard]] bool open() const { return open_; }

    // Documents that came out whole.
    [[nodiscard]] std::vector<std::filesystem::path> printed() const;
    // Whatever still holds anything of a job: documents, control files, what filters left over.
    [[nodiscard]] std::vector<std::filesystem::path> spooled() const;
    [[nodiscard]] std::filesystem::path path(const std::string& name) const;
    // Waits until it is so, for at most 20 s.
    bool comes_to_be(const std::function<bool()>& it) const;

  private:
    [[nodiscard]] std::vector<std::filesystem::path> files_in(const std::string& name) const;

    ScratchFolder folder_;
    bool open_ = false;
};

// One empty A4 page.
[[nodiscard]] kiosk::Bytes empty_page();

}  // namespace tests
