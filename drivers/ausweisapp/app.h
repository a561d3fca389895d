// An AusweisApp that runs: process, line and what it last said of its readers. It is ours alone, or
// it is not used: whoever else listens at its port is no AusweisApp to us.
#pragma once

#include "drivers/ausweisapp/line.h"
#include "drivers/ausweisapp/message.h"
#include "drivers/ausweisapp/process.h"
#include "kiosk/ports/eid_session.h"

#include <map>

namespace drivers::ausweisapp {

class App {
  public:
    // Started, and one level of its API agreed on. refused: its port is another's, it has another
    // client, or speaks no level that we know. timed_out, unavailable: it does not come up.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<App>> start(const std::string& program,
                                                                   std::uint16_t port,
                                                                   Steady::time_point until);

    [[nodiscard]] kiosk::Result<void> say(const kiosk::SecretText& text, Steady::time_point until);
    // The next message, noted where it tells of readers; nothing: as with the line.
    [[nodiscard]] kiosk::Result<std::optional<Message>> hear(Steady::time_point until);
    // Asks for the readers again. timed_out where no answer comes.
    [[nodiscard]] kiosk::Result<void> ask_for_readers(Steady::time_point until);
    // The reader whose name begins so, rather one with a card; never the simulator of the app.
    [[nodiscard]] const Reader* reader(const std::string& prefix) const;

    // From any thread.
    void wake() { line_->wake(); }
    [[nodiscard]] pid_t process_id() const { return process_->id(); }

  private:
    App(std::unique_ptr<Process> process, std::unique_ptr<Line> line)
        : process_(std::move(process)), line_(std::move(line)) {}
    [[nodiscard]] kiosk::Result<Message> hear_of(std::string_view name, Steady::time_point until);
    [[nodiscard]] kiosk::Result<void> agree_on_a_level(Steady::time_point until);
    [[nodiscard]] kiosk::Result<void> wait_for_a_reader(Steady::time_point until);
    void note(const Reader& reader);

    std::unique_ptr<Process> process_;
    std::unique_ptr<Line> line_;  // after it: the line is hung up first
    std::map<std::string, Reader> readers_;
};

// What a citizen's card looks like through this reader; nullptr: no reader.
[[nodiscard]] kiosk::CardLook look_through(const Reader* reader);

}  // namespace drivers::ausweisapp
