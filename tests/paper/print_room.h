// A receipt on paper in a scratch folder, and what independent programs read from it.
#pragma once

#include "kiosk/programs/receipt_job.h"
#include "tests/contracts/scratch_folder.h"

#include <string>
#include <vector>

namespace tests {

inline const kiosk::PaperFormat sheet{};
inline const kiosk::PaperFormat roll{.width_mm = 80, .height_mm = 0, .dots_per_inch = 203};

// What a command of the shell prints.
[[nodiscard]] std::string output_of(const std::string& command);

class PrintRoom {
  public:
    PrintRoom();

    kiosk::text::Catalogue texts;
    const screens::Press& press;
    kiosk::Office office;
    screens::Receipt receipt;  // two birth certificates, number of the register unknown

    // Lines of an order, quoted anew.
    void order(std::vector<kiosk::tariffs::OrderLine> lines);
    [[nodiscard]] screens::Scene scene(const std::string& language) const;
    // The file's path.
    [[nodiscard]] std::string pdf(const std::string& language,
                                  const kiosk::PaperFormat& format) const;
    [[nodiscard]] std::string text(const std::string& language,
                                   const kiosk::PaperFormat& format) const;
    [[nodiscard]] kiosk::Bitmap bitmap(const std::string& language,
                                       const kiosk::PaperFormat& format) const;
    [[nodiscard]] std::string path(const std::string& name) const {
        return folder_.path() + "/" + name;
    }

  private:
    ScratchFolder folder_;
};

}  // namespace tests
