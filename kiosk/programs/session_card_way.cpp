#include "kiosk/programs/session_card_way.h"

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

}  // namespace

CardWay open_card_way(const Settings& settings) {
    if (settings.eid.way != EidWay::direct) return {};
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

}  // namespace kiosk::programs
