#include "kiosk/programs/try_card_terminal.h"

#include "drivers/eid/terminal_files.h"

#ifdef KIOSK_SIMULATED
#include "drivers/card/simulated_file_signer.h"
#endif

namespace kiosk::programs {
namespace {

Result<std::unique_ptr<TerminalSigner>> load_signer(
    [[maybe_unused]] const std::string& terminal,
    [[maybe_unused]] const eid::CardVerifiableCertificate& certificate) {
#ifdef KIOSK_SIMULATED
    const int bits = certificate.hash == eid::Hash::sha512   ? 512
                     : certificate.hash == eid::Hash::sha384 ? 384
                                                             : 256;
    return TRY(drivers::SimulatedFileSigner::open(terminal + "/key.pkcs8", bits));
#else
    return fail(ErrorKind::invalid_configuration, "terminal: no signer for this terminal's key");
#endif
}

}  // namespace

Result<CardTerminal> load_terminal(const std::string& trust, const std::string& terminal) {
    CardTerminal loaded;
    const drivers::TerminalFiles files = drivers::read_terminal_files(trust, terminal);
    loaded.anchors = TRY(eid::TrustAnchors::from_pem(files.anchors));
    std::vector<Bytes> certificates;
    for (const std::string& file : files.certificates)
        certificates.emplace_back(file.begin(), file.end());
    loaded.chain = TRY(eid::make_chain(certificates));
    loaded.signer = TRY(load_signer(terminal, loaded.chain.terminal()));
    return loaded;
}

}  // namespace kiosk::programs
