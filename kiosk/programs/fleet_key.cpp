#include "kiosk/programs/fleet_key.h"

#include "kiosk/pki/request.h"
#include "kiosk/programs/files.h"

#include <chrono>
#include <fstream>
#include <iterator>

#include <unistd.h>

namespace kiosk::programs {
namespace {

// No terminal is called so (config/fleet/mosquitto.acl).
const std::string room_name = "control_room";

bool is_there(const std::string& directory, const std::string& name) {
    return ::access((directory + '/' + name).c_str(), F_OK) == 0;
}

}  // namespace

Result<jose::SigningKey> signing_key(const std::string& directory, bool is_first) {
    if (!is_there(directory, "signing.pem")) {
        if (!is_first) return fail(ErrorKind::invalid_configuration, "signing.pem: is missing");
        const auto made = TRY(jose::SigningKey::generate());
        const std::string pem = TRY(made.to_pem());
        TRY_VOID(put_file(directory, "signing.pem", pem, 0600));
    }
    auto key = jose::SigningKey::from_pem(TRY(read_private(directory, "signing.pem")));
    if (!key) return fail(ErrorKind::invalid_configuration, "signing.pem: no Ed25519 key");
    const auto shown_key = TRY(key->verifying_key());
    const std::string shown = TRY(shown_key.to_pem());
    TRY_VOID(put_file(directory, "signing.pub.pem", shown, 0644));
    return key;
}

Result<pki::Authority> authority(const std::string& directory, bool has_issued, Instant now) {
    if (!is_there(directory, "authority.key")) {
        if (has_issued) return fail(ErrorKind::invalid_configuration, "authority.key: is missing");
        const auto made = TRY(pki::Authority::generate("Terminals", now));
        const std::string certificate = TRY(made.certificate_pem()), key = TRY(made.key_pem());
        TRY_VOID(put_file(directory, "authority.pem", certificate, 0644));
        TRY_VOID(put_file(directory, "authority.key", key, 0600));
    }
    std::ifstream file(directory + "/authority.pem");
    const std::string certificate{std::istreambuf_iterator<char>(file),
                                  std::istreambuf_iterator<char>()};
    auto read =
        pki::Authority::from_pem(certificate, TRY(read_private(directory, "authority.key")));
    if (!read)
        return fail(ErrorKind::invalid_configuration, "authority.pem: does not fit authority.key");
    return read;
}

Result<void> make_bell_certificate(const std::string& directory, const pki::Authority& authority,
                                   Instant now) {
    constexpr std::chrono::days life{730};
    const auto request = TRY(pki::make_request(room_name));
    const auto issued = TRY(authority.issue(request.request_pem, room_name, now, life));
    TRY_VOID(put_file(directory, "bell.key", request.key_pem, 0600));
    return put_file(directory, "bell.pem", issued.pem, 0644);
}

}  // namespace kiosk::programs
