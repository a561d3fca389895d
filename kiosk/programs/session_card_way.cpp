#include "kiosk/programs/session_card_way.h"

#include "drivers/ausweisapp/session.h"
#include "drivers/eid/card_process_session.h"
#include "drivers/eid/remote_signer.h"
#include "kiosk/programs/beside.h"
#ifdef KIOSK_SIMULATED
#include "drivers/card/simulated_file_signer.h"
#endif

namespace kiosk::programs {
namespace {

// In production the key lies with a remote signer, and the agent is the way to it.
std::unique_ptr<TerminalSigner> signer_of(const Settings& settings) {
    if (!settings.eid.signer_url.empty())
        return std::make_unique<drivers::RemoteSigner>(settings.state_directory + "/signer.sock");
#ifdef KIOSK_SIMULATED
    auto file =
        drivers::SimulatedFileSigner::open(settings.eid.terminal_directory + "/key.pkcs8", 256);
    if (file) return std::move(*file);
#endif
    return nullptr;
}

CardWay by_our_own_protocol(const Settings& settings) {
    auto session = std::make_unique<drivers::CardProcessSession>(
        drivers::CardProcessOptions{
            .program = beside_this_program("kiosk-card"),
            .reader = settings.eid.reader,
            .files = drivers::read_terminal_files(settings.eid.trust_directory,
                                                  settings.eid.terminal_directory)},
        signer_of(settings));
    const auto* process = session.get();
    return {.session = std::move(session),
            .may_read = [process] { return process->may_read(); },
            .attended = settings.eid.attended};
}

// What it reads goes to the eID server, and nothing brings it back here: nobody is offered that.
CardWay by_the_ausweisapp(const Settings& settings) {
    return {.session = std::make_unique<drivers::AusweisAppSession>(drivers::AusweisAppOptions{
                .reader = settings.eid.reader, .tc_token_url = settings.eid.tc_token_url}),
            .may_read = [] { return false; },
            .attended = false};
}

}  // namespace

CardWay open_card_way(const Settings& settings) {
    switch (settings.eid.way) {
        case EidWay::direct:
            return by_our_own_protocol(settings);
        case EidWay::ausweisapp:
            return by_the_ausweisapp(settings);
        case EidWay::none:
            break;
    }
    return {};
}

}  // namespace kiosk::programs
