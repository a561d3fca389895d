#include "kiosk/programs/try_card_terminal.h"

#ifdef KIOSK_SIMULATED
#include "drivers/card/simulated_file_signer.h"
#endif

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kiosk::programs {
namespace {

constexpr std::uintmax_t longest_file = 65536;

// The contents of the files with this ending, in the order of their names.
std::vector<std::string> files_in(const std::string& folder, std::string_view ending) {
    std::vector<std::filesystem::path> paths;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ending && entry.file_size(none) <= longest_file)
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> contents;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>());
    }
    return contents;
}

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
    loaded.anchors = TRY(eid::TrustAnchors::from_pem(files_in(trust + "/csca", ".pem")));
    std::vector<Bytes> certificates;
    for (const std::string& file : files_in(terminal + "/chain", ".cvcert"))
        certificates.emplace_back(file.begin(), file.end());
    loaded.chain = TRY(eid::make_chain(certificates));
    loaded.signer = TRY(load_signer(terminal, loaded.chain.terminal()));
    return loaded;
}

}  // namespace kiosk::programs
