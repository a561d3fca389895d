#include "kiosk/eid/dialogue.h"

#include "kiosk/eid/tlv.h"

namespace kiosk::eid {
namespace {

constexpr int most_continuations = 16;
constexpr int most_reads = 40;
constexpr std::size_t least_read = 64;  // a card that gives less at a time plays for time
constexpr std::size_t most_file = 16384;
constexpr std::uint8_t more_data = 0x61;
constexpr std::uint8_t other_size = 0x6C;
constexpr std::uint8_t get_response = 0xC0;
constexpr std::uint8_t read_binary = 0xB0;
constexpr std::uint8_t by_short_id = 0x80;

std::uint8_t class_of(StatusWord status) {
    return static_cast<std::uint8_t>(status >> 8U);
}

std::size_t size_in(StatusWord status) {
    const std::size_t size = status & 0xFFU;
    return size == 0 ? short_answer : size;
}

Command read_at(std::uint8_t p1, std::uint8_t p2, std::size_t size) {
    return {.cla = 0, .ins = read_binary, .p1 = p1, .p2 = p2, .data = {}, .answer_size = size};
}

bool gives_data(const Response& response) {
    return response.ok() || response.status == sw::end_of_file;
}

}  // namespace

Trouble trouble_of(ChannelTrouble channel) {
    switch (channel) {
        case ChannelTrouble::removed:
            return {TroubleKind::card_removed, {}, {}};
        case ChannelTrouble::reader_lost:
            return {TroubleKind::reader_lost, {}, {}};
        case ChannelTrouble::timed_out:
            return {TroubleKind::timed_out, "the card does not answer", {}};
        case ChannelTrouble::broken:
            break;
    }
    return {TroubleKind::card_faulty, "no answer from the card", {}};
}

Outcome<Response> Dialogue::transmit(const Command& command) {
    if (++exchanged_ > limits_.exchanges) return faulty("too many exchanges");
    if (clock_.steady() - begun_ > limits_.whole)
        return trouble(TroubleKind::timed_out, "the card is too slow");
    const auto answer = channel_.transmit(encode(command));
    if (!answer) return tl::unexpected(trouble_of(answer.error()));
    return parse_response(*answer);
}

Outcome<Response> Dialogue::transmit_whole(const Command& command) {
    Response whole = TRY(transmit(command));
    if (class_of(whole.status) == other_size) {
        Command again = command;
        again.answer_size = size_in(whole.status);
        whole = TRY(transmit(again));
        if (class_of(whole.status) == other_size) return faulty("6CXX twice");
    }
    for (int i = 0; class_of(whole.status) == more_data; ++i) {
        if (i == most_continuations) return faulty("61XX without end");
        Response part = TRY(transmit({.cla = 0,
                                      .ins = get_response,
                                      .p1 = 0,
                                      .p2 = 0,
                                      .data = {},
                                      .answer_size = size_in(whole.status)}));
        if (part.data.empty()) return faulty("61XX without data");
        append(whole.data, part.data);
        whole.status = part.status;
    }
    return whole;
}

Outcome<Response> Dialogue::exchange(const Command& command) {
    if (broken_) return faulty("secure messaging is over");
    if (!messaging_) return transmit_whole(command);
    const Response sealed = TRY(transmit_whole(messaging_->protect(command)));
    auto response = messaging_->open(sealed);
    broken_ = !response;
    return response;
}

Outcome<Bytes> Dialogue::execute_pace(ByteView request) {
    return wait_for_typing(&CardChannel::execute_pace, request);
}

Outcome<Bytes> Dialogue::modify_pin(ByteView request) {
    return wait_for_typing(&CardChannel::modify_pin, request);
}

Outcome<Bytes> Dialogue::wait_for_typing(OnKeypad what, ByteView request) {
    const auto asked = clock_.steady();
    auto answer = (channel_.*what)(request);
    begun_ += clock_.steady() - asked;
    if (!answer) return tl::unexpected(trouble_of(answer.error()));
    return *std::move(answer);
}

Outcome<Response> Dialogue::read_file(std::uint8_t short_id) {
    Response file = TRY(exchange(
        read_at(static_cast<std::uint8_t>(by_short_id | short_id), 0, file_answer_size())));
    if (!gives_data(file)) {
        file.data.clear();
        return file;
    }
    file.status = sw::ok;
    if (!file.data.empty()) TRY_VOID(read_on(file.data));
    return file;
}

Outcome<void> Dialogue::read_on(SecretBytes& file) {
    for (int reads = 1;; ++reads) {
        const auto announced = TRY(announced_size(file));
        if (announced && *announced <= file.size()) return {};
        if (!announced && file.size() > 8) return faulty("file: not an object");
        if (announced && *announced > most_file) return faulty("file: too long");
        if (reads == most_reads) return faulty("file: without end");
        const Response part =
            TRY(exchange(read_at(static_cast<std::uint8_t>(file.size() >> 8U),
                                 static_cast<std::uint8_t>(file.size()), file_answer_size())));
        if (part.status == sw::past_end || (gives_data(part) && part.data.empty())) return {};
        if (!gives_data(part)) return faulty("file: " + hex_of(part.status));
        append(file, part.data);
        const bool complete = announced && file.size() >= *announced;
        if (part.data.size() < least_read && !complete) return faulty("file: in tiny pieces");
    }
}

}  // namespace kiosk::eid
