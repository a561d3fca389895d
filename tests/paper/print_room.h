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

[[nodiscard]] bool black(const kiosk::Bitmap& bitmap, int x, int y);
// What a reader of QR codes finds on a picture.
[[nodiscard]] std::string read_code(const std::string& picture);
// How many dots wide the corner of a QR code is, which has seven modules; 0: there is none.
[[nodiscard]] int width_of_finder_pattern(const kiosk::Bitmap& bitmap);

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

// The dots as a file that other programs read.
[[nodiscard]] std::string picture_of(const PrintRoom& room, const kiosk::Bitmap& bitmap);

}  // namespace tests
