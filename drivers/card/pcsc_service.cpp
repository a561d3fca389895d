#include "drivers/card/pcsc_service.h"

#include <algorithm>
#include <array>

#include <winscard.h>

namespace drivers {
namespace {

constexpr const char* plug_and_play = "\\\\?PnP?\\Notification";

kiosk::ReaderState state_of(DWORD flags) {
    if ((flags & (SCARD_STATE_UNAVAILABLE | SCARD_STATE_UNKNOWN | SCARD_STATE_IGNORE)) != 0)
        return kiosk::ReaderState::no_reader;
    if ((flags & SCARD_STATE_PRESENT) == 0) return kiosk::ReaderState::no_card;
    if ((flags & SCARD_STATE_MUTE) != 0) return kiosk::ReaderState::mute_card;
    return kiosk::ReaderState::card;
}

// Names one after another, each ended by a zero byte, and the list by one more.
std::optional<std::vector<std::string>> reader_names(SCARDCONTEXT context) {
    DWORD size = SCARD_AUTOALLOCATE;
    char* list = nullptr;
    std::vector<std::string> names;
    const LONG outcome = SCardListReaders(context, nullptr, reinterpret_cast<char*>(&list), &size);
    if (outcome == SCARD_E_NO_READERS_AVAILABLE) return names;
    if (outcome != SCARD_S_SUCCESS) return std::nullopt;
    for (const char* name = list; *name != '\0'; name += names.back().size() + 1)
        names.emplace_back(name);
    SCardFreeMemory(context, list);
    return names;
}

ReaderSight look_at(SCARDCONTEXT context, const std::string& name) {
    SCARD_READERSTATE reader{};
    reader.szReader = name.c_str();
    reader.dwCurrentState = SCARD_STATE_UNAWARE;
    if (SCardGetStatusChange(context, 0, &reader, 1) != SCARD_S_SUCCESS) return {};
    return {.name = name,
            .state = state_of(reader.dwEventState),
            .raw = reader.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED)};
}

}  // namespace

std::shared_ptr<PcscContext> PcscContext::establish() {
    SCARDCONTEXT handle = 0;
    if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle) != SCARD_S_SUCCESS)
        return nullptr;
    return std::shared_ptr<PcscContext>(new PcscContext(handle));
}

PcscContext::~PcscContext() {
    SCardReleaseContext(handle_);
}

std::optional<ReaderSight> look_at_readers(const PcscContext& context, const std::string& prefix) {
    const auto names = reader_names(context.handle());
    if (!names) return std::nullopt;
    ReaderSight first;
    for (const std::string& name : *names) {
        if (!name.starts_with(prefix)) continue;
        ReaderSight sight = look_at(context.handle(), name);
        if (sight.state == kiosk::ReaderState::card || sight.state == kiosk::ReaderState::mute_card)
            return sight;
        if (first.state == kiosk::ReaderState::no_reader) first = std::move(sight);
    }
    return first;
}

void await_event(const PcscContext& context, const ReaderSight& sight,
                 std::chrono::milliseconds limit) {
    std::array<SCARD_READERSTATE, 2> readers{};
    readers[0].szReader = plug_and_play;
    readers[1].szReader = sight.name.c_str();
    readers[1].dwCurrentState = sight.raw;
    const DWORD count = sight.name.empty() ? 1 : 2;
    SCardGetStatusChange(context.handle(), static_cast<DWORD>(limit.count()), readers.data(),
                         count);
}

}  // namespace drivers
