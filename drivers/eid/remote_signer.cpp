#include "drivers/eid/remote_signer.h"

#include "drivers/eid/card_line.h"
#include "drivers/eid/local_socket.h"

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;

kiosk::Result<kiosk::Bytes> RemoteSigner::sign(const kiosk::TerminalChallenge& challenge) {
    card::CardLine line(TRY(connect_to_local(socket_)));
    TRY_VOID(line.send(pack(card::Answer(card::SignatureWanted{challenge}))));
    const auto message = TRY(line.receive(limit_));
    const card::Request answer = TRY(card::unpack_request(message));
    const auto* with = std::get_if<card::Signed>(&answer);
    if (with == nullptr || !with->signature) return fail(ErrorKind::unavailable, "no signature");
    const auto bytes = kiosk::view_of(*with->signature);
    return kiosk::Bytes(bytes.begin(), bytes.end());
}

}  // namespace drivers
