// Staff at the terminal: the hidden gesture, the code, the service menu, and its locking by itself.
// In development builds also the panel that plays the devices.
#pragma once

#include "kiosk/base/secret.h"
#include "kiosk/ports/display.h"
#include "kiosk/programs/session_answer_desk.h"
#include "kiosk/programs/session_card_desk.h"
#include "kiosk/programs/session_letter.h"
#include "kiosk/programs/session_order_desk.h"
#include "kiosk/programs/session_receipt_desk.h"
#include "screens/technician/service_menu.h"
#include "screens/toolkit/toolkit.h"

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace kiosk::programs {

// Five taps on the city's name within five seconds.
class StaffGesture {
  public:
    [[nodiscard]] bool tapped(std::chrono::milliseconds now);

  private:
    std::vector<std::chrono::milliseconds> taps_;
};

// Draws a frame of its own windows; what was pressed is done after the frame.
using ExtraWindow = std::function<std::function<void()>()>;

class Technician {
  public:
    Technician(const Setup& setup, screens::Toolkit& toolkit, OrderDesk& orders,
               ReceiptDesk& receipts, CardDesk& cards, AnswerDesk& answers,
               ExtraWindow simulator = {});

    void watch(const Input& input, const screens::Layout& layout, std::chrono::milliseconds now);
    void hear(const HealthTaken& taken);
    void hear(const PrinterStatus& printer);
    void hear(const KnowledgeRead& read);
    void hear(const OrdersListed& listed);
    void hear(const TestPrinted& printed);
    void hear(const CodeJudged& judged, std::chrono::milliseconds now);
    // Locks after two minutes without a touch.
    void pass_time(std::chrono::milliseconds now);
    // After each frame.
    void carry_out_wish(std::chrono::milliseconds now);

  private:
    enum class View { none, code, menu };

    void open(View view);
    void windows();
    void enter_code();
    void carry_out(const screens::StaffWish& wish);
    [[nodiscard]] std::string word(std::string_view key) const;

    const Setup& setup_;
    screens::Toolkit& toolkit_;
    OrderDesk& orders_;
    ReceiptDesk& receipts_;
    CardDesk& cards_;
    AnswerDesk& answers_;
    ExtraWindow simulator_;
    bool simulator_open_ = false;
    View view_ = View::none;
    StaffGesture gesture_;
    std::chrono::milliseconds last_act_{0};
    std::string code_;  // reserved at its longest, wiped: a staff code, not a citizen's
    HealthTaken health_;
    KnowledgeRead knowledge_;
    screens::CodePad pad_;
    screens::ServiceMenu menu_;
    std::optional<screens::StaffWish> wish_;
    std::function<void()> trick_;
};

}  // namespace kiosk::programs
