#include "kiosk/eid/session.h"

#include "kiosk/eid/chip_authentication.h"
#include "kiosk/eid/data_groups.h"
#include "kiosk/eid/keypad_pace.h"
#include "kiosk/eid/object_id.h"
#include "kiosk/eid/tlv.h"

#include <algorithm>

namespace kiosk::eid {
namespace {

constexpr std::uint8_t card_access_file = 0x1C;
constexpr std::uint8_t card_security_file = 0x1D;
constexpr std::uint8_t new_pin_follows = 0x02;  // RESET RETRY COUNTER, P1
constexpr std::uint8_t tries_only = 0x03;
constexpr std::array<std::uint8_t, 9> eid_application{0xE8, 0x07, 0x04, 0x00, 0x7F,
                                                      0x00, 0x07, 0x03, 0x02};

// What to ask of the card: what the citizen let stand and the certificates allow.
Rights wanted_rights(const ReadRequest& request, const CertificateChain& chain) {
    Rights wanted;
    for (const Field field : request.fields) wanted.add(Rights::read_data_group(number_of(field)));
    if (request.born_before) wanted.add(Rights::verify_age);
    if (request.secrets.can && !request.secrets.pin) wanted.add(Rights::can_allowed);
    return wanted & chain.rights();
}

Outcome<void> was_reset(StatusWord status) {
    if (status == sw::ok) return {};
    if (status == sw::conditions || status == sw::not_allowed)
        return trouble(TroubleKind::pin_blocked, "RESET RETRY COUNTER: " + hex_of(status));
    return faulty("RESET RETRY COUNTER: " + hex_of(status));
}

}  // namespace

Outcome<PinState> Session::look() {
    const SecurityInfos card_access = TRY(read_card_access());
    const Pace pace = TRY(Pace::choose(card_access));
    return pace.announce(dialogue_, PasswordKind::pin, nullptr);
}

Outcome<Reading> Session::read(const ReadRequest& request, const Terminal& terminal,
                               const EidProgress& progress) {
    const Date today = local_date(clock_.now());
    TRY_VOID(terminal.certificates.check(today));
    const Rights rights = wanted_rights(request, terminal.certificates);

    // Which card is it, and what does it claim to be able to do?
    const SecurityInfos card_access = TRY(read_card_access());
    const Pace pace = TRY(Pace::choose(card_access));
    const ChipAuthenticationChoice chip = TRY(choose_chip_authentication(card_access));

    // The citizen: PIN or CAN.
    progress(on_keypad(request.secrets) ? EidStage::asking_on_the_keypad : EidStage::checking_pin);
    const PaceResult channel = TRY(open(pace, request.secrets, rights));

    // The terminal: certificates and signature.
    progress(EidStage::proving_terminal);
    const EphemeralKey ephemeral = chip.curve.generate(random_, nullptr);
    TRY_VOID(authenticate_terminal(dialogue_, terminal.certificates, terminal.signer, channel,
                                   ephemeral.encoded,
                                   {.today = today, .born_before = request.born_before}));

    // The document: signed by a state, and not another than it claimed to be in clear.
    progress(EidStage::proving_card);
    const SecurityInfos signed_infos = TRY(read_card_security(card_access, terminal.anchors));

    // The chip: holds the signed key, so is no copy.
    TRY_VOID(authenticate_chip(dialogue_, chip, ephemeral, TRY(chip.key(signed_infos))));

    // Only now the data.
    progress(EidStage::reading_data);
    Reading reading;
    TRY_VOID(select_application());
    TRY_VOID(check_document_validity());
    if (request.born_before && rights.has(Rights::verify_age))
        reading.old_enough = TRY(verify(oid::age_verification));
    for (const Field field : request.fields) {
        if (rights.has(Rights::read_data_group(number_of(field))))
            TRY_VOID(read_field(field, reading));
        else
            reading.not_granted.push_back(field);
    }
    return reading;
}

Outcome<void> Session::change_pin(const Secrets& secrets, const SecretText& new_pin,
                                  const EidProgress& progress) {
    if (on_keypad(secrets)) return change_pin_on_keypad(secrets, progress);
    if (!is_digits(new_pin, pin_digits)) return trouble(TroubleKind::transport_pin, "new PIN");
    const Pace pace = TRY(Pace::choose(TRY(read_card_access())));
    progress(EidStage::checking_pin);
    TRY(open_with_pin(dialogue_, pace, secrets, nullptr, random_));
    progress(EidStage::setting_pin);
    return reset_retry_counter(new_pin_follows, &new_pin);
}

// One stage for the whole: old and new PIN are typed one after the other.
Outcome<void> Session::change_pin_on_keypad(const Secrets& secrets, const EidProgress& progress) {
    const Pace pace = TRY(Pace::choose(TRY(read_card_access())));
    progress(EidStage::asking_on_the_keypad);
    TRY(open_with_pin(dialogue_, pace, secrets, nullptr, random_));
    return was_reset(TRY(new_pin_on_keypad(dialogue_)));
}

Outcome<void> Session::unblock(const SecretText& puk, const EidProgress& progress) {
    const Pace pace = TRY(Pace::choose(TRY(read_card_access())));
    const PinState state = TRY(pace.announce(dialogue_, PasswordKind::pin, nullptr));
    if (state.kind == PinState::Kind::deactivated) return trouble(TroubleKind::pin_deactivated, {});
    const bool typed_there = puk.empty() && has_keypad();
    progress(typed_there ? EidStage::asking_on_the_keypad : EidStage::checking_pin);
    TRY(open_with(dialogue_, pace, PasswordKind::puk, puk, nullptr, random_));
    if (state.tries_left == all_tries) return {};  // a PUK's uses are not wasted
    return reset_retry_counter(tries_only, nullptr);
}

Outcome<SecurityInfos> Session::read_card_access() {
    const Response file = TRY(dialogue_.read_file(card_access_file));
    if (!file.ok() || file.data.empty()) return trouble(TroubleKind::foreign_card, {});
    SecurityInfos infos = TRY(parse_security_infos(file.data));
    if (!infos.has_eid()) return trouble(TroubleKind::foreign_card, {});
    return infos;
}

bool Session::on_keypad(const Secrets& secrets) const {
    return !secrets.pin && !secrets.can && dialogue_.has_keypad();
}

// Six digits are asked for before the card is: a transport PIN would burn a try.
Outcome<PaceResult> Session::open(const Pace& pace, const Secrets& secrets, const Rights& rights) {
    if (on_keypad(secrets)) return open_with_pin(dialogue_, pace, secrets, &rights, random_);
    if (!secrets.pin) {
        if (!secrets.can || !rights.has(Rights::can_allowed))
            return trouble(TroubleKind::terminal_refused, "not entitled to read by CAN alone");
        return open_with(dialogue_, pace, PasswordKind::can, *secrets.can, &rights, random_);
    }
    if (!is_digits(*secrets.pin, pin_digits)) return trouble(TroubleKind::transport_pin, {});
    return open_with_pin(dialogue_, pace, secrets, &rights, random_);
}

Outcome<SecurityInfos> Session::read_card_security(const SecurityInfos& card_access,
                                                   const TrustAnchors& anchors) {
    const Response file = TRY(dialogue_.read_file(card_security_file));
    if (!file.ok())
        return trouble(TroubleKind::not_authentic, "EF.CardSecurity: " + hex_of(file.status));
    SecurityInfos infos = TRY(authenticate_card_security(file.data, anchors, clock_.now()));
    TRY_VOID(check_downgrade(card_access, infos));
    return infos;
}

Outcome<void> Session::select_application() {
    const Response selected = TRY(dialogue_.exchange({.cla = 0,
                                                      .ins = 0xA4,
                                                      .p1 = 0x04,
                                                      .p2 = 0x0C,
                                                      .data = joined({eid_application}),
                                                      .answer_size = 0}));
    if (!selected.ok()) return faulty("eID application: " + hex_of(selected.status));
    return {};
}

// VERIFY with auxiliary data: the card compares, and tells the outcome only.
Outcome<bool> Session::verify(ByteView comparison) {
    const Response answer = TRY(dialogue_.exchange({.cla = 0x80,
                                                    .ins = 0x20,
                                                    .p1 = 0x80,
                                                    .p2 = 0x00,
                                                    .data = tlv(0x06, comparison),
                                                    .answer_size = 0}));
    if (answer.ok()) return true;
    if (answer.status == 0x6300) return false;
    return faulty("VERIFY: " + hex_of(answer.status));
}

Outcome<void> Session::check_document_validity() {
    if (TRY(verify(oid::validity_verification))) return {};
    return trouble(TroubleKind::not_authentic, "the document is no longer valid");
}

Outcome<void> Session::read_field(Field field, Reading& into) {
    const Response file = TRY(dialogue_.read_file(static_cast<std::uint8_t>(field)));
    if (file.status == sw::not_allowed) {
        into.not_granted.push_back(field);
    } else if (file.status == sw::not_found || (file.ok() && file.data.empty())) {
        into.absent.push_back(field);
    } else if (!file.ok()) {
        return faulty("data group " + std::to_string(number_of(field)) + ": " +
                      hex_of(file.status));
    } else {
        into.fields.insert_or_assign(field, TRY(decode(field, file.data)));
    }
    return {};
}

Outcome<void> Session::reset_retry_counter(std::uint8_t what, const SecretText* new_pin) {
    const Response done = TRY(dialogue_.exchange(
        {.cla = 0,
         .ins = 0x2C,
         .p1 = what,
         .p2 = static_cast<std::uint8_t>(PasswordKind::pin),
         .data = new_pin == nullptr ? SecretBytes() : joined({view_of(new_pin->reveal())}),
         .answer_size = 0}));
    return was_reset(done.status);
}

}  // namespace kiosk::eid
