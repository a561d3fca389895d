// What a terminal needs to read a card, from the folders that kiosk-try card is given.
#pragma once

#include "kiosk/eid/session.h"

#include <memory>
#include <string>

namespace kiosk::programs {

struct CardTerminal {
    eid::CertificateChain chain;
    eid::TrustAnchors anchors;
    std::unique_ptr<TerminalSigner> signer;
};

// `trust`: csca/*.pem; `terminal`: chain/*.cvcert in the order of their names, and key.pkcs8 where
// file keys are compiled in. invalid_configuration otherwise.
[[nodiscard]] Result<CardTerminal> load_terminal(const std::string& trust,
                                                 const std::string& terminal);

}  // namespace kiosk::programs
