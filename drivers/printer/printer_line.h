// The agent's end of the terminal's question to the printer: the terminal has no network, so it
// asks on a Unix socket, and the agent asks the printer behind the queue by IPP. What the terminal
// sends is not looked at: whatever it says, it gets the printer's word, or silence when the printer
// is silent.
#pragma once

#include "kiosk/base/result.h"

#include <memory>
#include <string>
#include <thread>

namespace drivers {

class PrinterLine {
  public:
    // `socket` is replaced; `queue` empty: the server's default. A question is answered within
    // 1.2 s or not at all. invalid_configuration, internal: there is no such folder, or no socket.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<PrinterLine>> open(const std::string& socket,
                                                                          std::string queue);
    PrinterLine(const PrinterLine&) = delete;
    PrinterLine& operator=(const PrinterLine&) = delete;
    ~PrinterLine();

  private:
    PrinterLine(int listener, int bell, std::string queue);
    void serve() const;
    void answer_one() const;

    const int listener_;
    const int bell_;  // rung at the end
    const std::string queue_;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace drivers
