#include "kiosk/control/outbox.h"

#include "kiosk/base/log.h"
#include "kiosk/jose/json.h"

#include <algorithm>
#include <chrono>

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

const std::string collection = "outbox";
constexpr std::size_t at_once = 50;
constexpr std::size_t most_waiting = 1000;  // more are dropped: nobody reads them any more
constexpr std::size_t largest_mail = 1U << 20U;
constexpr auto too_old = 24h;

// Sorts by time; two of one instant differ in their last part.
std::string id_of(Instant now, std::size_t count) {
    const auto ms = std::to_string(now.time_since_epoch().count());
    const std::string turn = std::to_string(1000 + count % 1000).substr(1);
    return std::string(15 - std::min<std::size_t>(15, ms.size()), '0') + ms + '-' + turn;
}

struct Waiting {
    Document document;
    Mail mail;
    Instant written{};
};

Waiting waiting_of(Document document) {
    Waiting waiting;
    const auto said = jose::parse_object(document.text, largest_mail);
    if (said) {
        waiting.mail = {.id = document.key,
                        .to = said->value("to", ""),
                        .subject = said->value("subject", ""),
                        .text = said->value("text", "")};
        waiting.written = Instant(std::chrono::milliseconds(said->value("written", 0LL)));
    }
    waiting.document = std::move(document);
    return waiting;
}

Result<void> forget(Records& records, const Document& document) {
    return records.change([&](ControlStore& store) -> Result<Acts> {
        TRY_VOID(store.remove(document));
        return Acts{};
    });
}

}  // namespace

Result<void> put_in_outbox(ControlStore& store, Mail mail, Instant now) {
    const auto waiting = TRY(store.documents(collection, "", most_waiting));
    if (waiting.size() == most_waiting) TRY_VOID(store.remove(waiting.front()));
    std::size_t turn = 0;
    while (TRY(store.document(collection, id_of(now, turn)))) ++turn;
    return store.put({.collection = collection,
                      .key = id_of(now, turn),
                      .text = json{{"to", mail.to},
                                   {"subject", mail.subject},
                                   {"text", mail.text},
                                   {"written", now.time_since_epoch().count()}}
                                  .dump()});
}

Result<std::int64_t> mails_waiting(Records& records) {
    return std::ssize(TRY(records.read(
        [](ControlStore& store) { return store.documents(collection, "", most_waiting); })));
}

Result<Posted> empty_outbox(Records& records, Mailer& mailer) {
    Posted posted;
    auto documents = TRY(
        records.read([](ControlStore& store) { return store.documents(collection, "", at_once); }));
    for (Document& document : documents) {
        const Waiting waiting = waiting_of(std::move(document));
        const auto sent = mailer.send(waiting.mail);
        const bool later = !sent && sent.error().kind != ErrorKind::refused &&
                           records.now() - waiting.written < too_old;
        if (!sent)
            log::write(log::Level::warning, "mail_not_sent",
                       {log::id("kind", name_of(sent.error().kind))});
        if (later) {
            posted.left = documents.size() - posted.sent - posted.given_up;
            break;
        }
        ++(sent ? posted.sent : posted.given_up);
        TRY_VOID(forget(records, waiting.document));
    }
    return posted;
}

}  // namespace kiosk::control
