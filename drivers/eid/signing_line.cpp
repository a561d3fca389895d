#include "drivers/eid/signing_line.h"

#include "drivers/eid/card_line.h"
#include "drivers/eid/local_socket.h"
#include "kiosk/base/log.h"

#include <array>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drivers {

using namespace std::chrono_literals;

namespace {

constexpr auto to_ask = 1s;  // how long a caller may take to say what it wants

}  // namespace

kiosk::Result<std::unique_ptr<SigningLine>> SigningLine::open(const std::string& socket,
                                                              kiosk::TerminalSigner& signer) {
    const int listener = TRY(listen_on_local(socket));
    const int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return std::unique_ptr<SigningLine>(new SigningLine(listener, bell, signer));
}

SigningLine::SigningLine(int listener, int bell, kiosk::TerminalSigner& signer)
    : listener_(listener), bell_(bell), signer_(signer), thread_([this] { serve(); }) {}

SigningLine::~SigningLine() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto rung = write(bell_, &one, sizeof one);
    thread_.join();
    close(listener_);
    close(bell_);
}

void SigningLine::serve() {
    while (true) {
        std::array<pollfd, 2> waits{{{listener_, POLLIN, 0}, {bell_, POLLIN, 0}}};
        if (poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[1].revents != 0) return;
        const int caller = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (caller >= 0) answer(caller);
    }
}

void SigningLine::answer(int caller) {
    card::CardLine line(caller);
    const auto message = line.receive(to_ask);
    if (!message) return;
    const auto question = card::unpack_answer(*message);
    const auto* wanted = question ? std::get_if<card::SignatureWanted>(&*question) : nullptr;
    if (wanted == nullptr) return;
    card::Signed with;
    const auto signature = signer_.sign(wanted->challenge);
    if (signature) with.signature = kiosk::text_of(*signature);
    kiosk::log::write(
        signature ? kiosk::log::Level::info : kiosk::log::Level::warning, "signature_asked_for",
        {kiosk::log::id("result", signature ? "signed" : name_of(signature.error().kind))});
    static_cast<void>(line.send(pack(card::Request(with))));
}

}  // namespace drivers
