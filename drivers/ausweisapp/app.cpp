#include "drivers/ausweisapp/app.h"

#include "drivers/ausweisapp/port_owner.h"

#include <thread>

namespace drivers::ausweisapp {

using kiosk::CardLook;
using kiosk::CardPresence;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;
using kiosk::eid::PinState;
using namespace std::chrono_literals;

namespace {

// Measured with version 1.26.2: its port answers after 0.1 s, its readers are known 0.5 s later.
constexpr auto between_looks = 10ms;
constexpr auto readers_known_within = 1200ms;
// The app of the session before dies with it; its port is free a moment later.
constexpr auto predecessor_gone_within = 1s;
constexpr int most_in_between = 200;  // messages that nobody asked for

// SDK, "Simulator": a reader of the app's own, for tests with a card that is a file.
constexpr const char* simulator = "Simulator";

Result<void> wait_for_the_port(std::uint16_t port) {
    const auto until = Steady::now() + predecessor_gone_within;
    while (owner_of(port, 0) != PortOwner::nobody) {
        if (Steady::now() >= until)
            return fail(ErrorKind::refused, "ausweisapp: its port is taken");
        std::this_thread::sleep_for(between_looks);
    }
    return {};
}

Result<void> wait_until_it_listens(const Process& process, std::uint16_t port,
                                   Steady::time_point until) {
    while (true) {
        switch (owner_of(port, process.id())) {
            case PortOwner::that_process:
                return {};
            case PortOwner::another:
                return fail(ErrorKind::refused, "ausweisapp: its port is another's");
            case PortOwner::nobody:
                break;
        }
        if (!process.alive()) return fail(ErrorKind::unavailable, "ausweisapp: ended at once");
        if (Steady::now() >= until) return fail(ErrorKind::timed_out, "ausweisapp: not listening");
        std::this_thread::sleep_for(between_looks);
    }
}

// It may listen before it is ready: 503.
Result<std::unique_ptr<Line>> open_line(const Process& process, std::uint16_t port,
                                        Steady::time_point until) {
    while (true) {
        auto line = Line::open(port, until);
        const bool again = !line && line.error().kind == ErrorKind::unavailable &&
                           process.alive() && Steady::now() + between_looks < until;
        if (!again) return line;
        std::this_thread::sleep_for(between_looks);
    }
}

PinState pin_state_of(const Reader& reader) {
    if (reader.deactivated) return {PinState::Kind::deactivated, {}};
    const int tries = reader.inoperative ? 0 : reader.tries.value_or(kiosk::eid::all_tries);
    if (tries == 0) return {PinState::Kind::blocked, 0};
    return {tries == 1 ? PinState::Kind::suspended : PinState::Kind::ready, tries};
}

}  // namespace

Result<std::unique_ptr<App>> App::start(const std::string& program, std::uint16_t port,
                                        Steady::time_point until) {
    TRY_VOID(wait_for_the_port(port));
    auto process = TRY(Process::start(program, port));
    TRY_VOID(wait_until_it_listens(*process, port, until));
    auto line = TRY(open_line(*process, port, until));
    std::unique_ptr<App> app(new App(std::move(process), std::move(line)));
    TRY_VOID(app->agree_on_a_level(until));
    TRY_VOID(app->wait_for_a_reader(std::min(until, Steady::now() + readers_known_within)));
    return app;
}

Result<void> App::say(const kiosk::SecretText& text, Steady::time_point until) {
    return line_->send(text, until);
}

Result<std::optional<Message>> App::hear(Steady::time_point until) {
    const auto text = TRY(line_->receive(until));
    if (!text) return std::nullopt;
    Message message = TRY(parse_message(*text));
    if (message.name == "READER_LIST") {
        readers_.clear();
        for (const Reader& reader : message.readers) note(reader);
    }
    if (message.reader) note(*message.reader);
    return message;
}

void App::note(const Reader& reader) {
    if (reader.name == simulator) return;
    if (reader.attached && (readers_.size() < most_in_between || readers_.contains(reader.name)))
        readers_[reader.name] = reader;
    else
        readers_.erase(reader.name);
}

Result<Message> App::hear_of(std::string_view name, Steady::time_point until) {
    for (int heard = 0; heard < most_in_between;) {
        auto message = TRY(hear(until));
        if (message && message->name == name) return std::move(*message);
        if (Steady::now() >= until) return fail(ErrorKind::timed_out, "ausweisapp: no answer");
        if (message) ++heard;
    }
    return fail(ErrorKind::invalid_input, "ausweisapp: floods");
}

Result<void> App::agree_on_a_level(Steady::time_point until) {
    TRY_VOID(say(command("GET_API_LEVEL"), until));
    const Message levels = TRY(hear_of("API_LEVEL", until));
    const auto level = common_level(levels);
    if (!level) return fail(ErrorKind::refused, "ausweisapp: no level of its API is known here");
    if (levels.level == level) return {};
    TRY_VOID(say(set_api_level(*level), until));
    const Message set = TRY(hear_of("API_LEVEL", until));
    if (set.level != level) return fail(ErrorKind::refused, "ausweisapp: does not set its level");
    return {};
}

// Readers are reported unasked when they are found; a terminal without one comes up all the same.
Result<void> App::wait_for_a_reader(Steady::time_point until) {
    for (int heard = 0; heard < most_in_between && readers_.empty(); ++heard) {
        TRY_VOID(hear(until));
        if (Steady::now() >= until) break;
    }
    return {};
}

Result<void> App::ask_for_readers(Steady::time_point until) {
    TRY_VOID(say(command("GET_READER_LIST"), until));
    TRY_VOID(hear_of("READER_LIST", until));
    return {};
}

const Reader* App::reader(const std::string& prefix) const {
    const Reader* found = nullptr;
    for (const auto& [name, reader] : readers_)
        if (name.starts_with(prefix) && (found == nullptr || (found->card == Reader::Card::none &&
                                                              reader.card != Reader::Card::none)))
            found = &reader;
    return found;
}

CardLook look_through(const Reader* reader) {
    CardLook look;
    if (reader == nullptr) return look;
    look.keypad = reader->keypad;
    switch (reader->card) {
        case Reader::Card::none:
            look.presence = CardPresence::no_card;
            break;
        case Reader::Card::unknown:
            look.presence = CardPresence::foreign_card;
            break;
        case Reader::Card::eid:
            look.presence = CardPresence::eid;
            look.pin = pin_state_of(*reader);
            break;
    }
    return look;
}

}  // namespace drivers::ausweisapp
