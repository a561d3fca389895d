#include "tests/delivery/town.h"

#include "kiosk/jose/digest.h"
#include "kiosk/jose/jwe.h"
#include "kiosk/orders/office_key.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <type_traits>

#include <unistd.h>

namespace town {

using Json = nlohmann::json;

namespace {

constexpr const char* service = "urn:de:fim:leika:leistung:99059001012000";

std::string text_of_file(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

Json hashed(const std::string& content) {
    return {{"type", "sha512"}, {"content", kiosk::jose::sha512_hex(content)}};
}

template <class T>
T must(kiosk::Result<T> result, const char* what) {
    if (!result) throw std::runtime_error(std::string(what) + ": " + result.error().detail);
    return std::move(*result);
}

}  // namespace

// Ends the process before or after a write.
class Town::CutJournal : public kiosk::Journal {
  public:
    CutJournal(kiosk::Journal& journal, Town& town) : journal_(journal), town_(town) {}
    kiosk::Result<void> commit(const kiosk::SealedOrder& o) override { return journal_.commit(o); }
    kiosk::Result<std::int64_t> next_counter(std::int64_t n) override {
        return journal_.next_counter(n);
    }
    kiosk::Result<std::vector<kiosk::OrderHeader>> list() override { return journal_.list(); }
    kiosk::Result<kiosk::SealedOrder> load(const std::string& id) override {
        return journal_.load(id);
    }
    kiosk::Result<std::vector<kiosk::OrderHeader>> due(kiosk::Instant now,
                                                       std::size_t most) override {
        return journal_.due(now, most);
    }
    kiosk::Result<std::vector<kiosk::RecordedEvent>> events(const std::string& id) override {
        return journal_.events(id);
    }
    kiosk::Result<std::optional<std::string>> note(const std::string& name) override {
        return journal_.note(name);
    }
    bool has_space() override { return journal_.has_space(); }
    kiosk::Result<void> update(const kiosk::OrderHeader& header) override {
        return around([&] { return journal_.update(header); });
    }
    kiosk::Result<void> erase_content(const std::string& id) override {
        return around([&] { return journal_.erase_content(id); });
    }
    kiosk::Result<void> forget(const std::string& id) override {
        return around([&] { return journal_.forget(id); });
    }
    kiosk::Result<bool> add_event(const std::string& id, const std::string& jti,
                                  const std::string& token) override {
        return around([&] { return journal_.add_event(id, jti, token); });
    }
    kiosk::Result<void> set_note(const std::string& name, const std::string& text) override {
        return around([&] { return journal_.set_note(name, text); });
    }

  private:
    template <class Write>
    std::invoke_result_t<Write> around(Write write) {
        town_.step();
        auto result = write();
        town_.step();
        return result;
    }
    kiosk::Journal& journal_;
    Town& town_;
};

Town::Town(Options options)
    : clock(std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h),
      options_(options),
      directory_((std::filesystem::temp_directory_path() /
                  ("delivery-" + std::to_string(getpid()) + "-" + stand_in::new_uuid()))
                     .string()) {
    portal = std::make_unique<stand_in::StandIn>(
        stand_in::StandInOptions{.base_url = "https://portal.test",
                                 .directory = directory_,
                                 .now = [this] { return clock.now(); },
                                 .auto_accept = options.auto_accept,
                                 .services = {service},
                                 .key_directory = TEST_KEYS,
                                 .calls_a_token = options.calls_a_token});
    http = std::make_unique<drivers::SimulatedHttp>([this](const kiosk::HttpRequest& request) {
        step();
        auto answer = portal->exchange(request);
        step();
        return answer;
    });
    settings = portal->portal(options.version);
    settings.test_environment = options.test_environment;
    restart_agent();
}

Town::~Town() {
    std::filesystem::remove_all(directory_);
}

void Town::step() {
    if (steps_++ == cut_at_) throw PowerCut{};
}

void Town::restart_agent() {
    agent_.reset();
    cut_journal_ = std::make_unique<CutJournal>(journal, *this);
    seen_journal_ = through ? through(*cut_journal_) : nullptr;
    kiosk::Journal& seen = seen_journal_ ? *seen_journal_ : *cut_journal_;
    agent_ = std::make_unique<kiosk::delivery::Delivery>(
        kiosk::delivery::Desk{.journal = seen,
                              .http = *http,
                              .clock = clock,
                              .random = random,
                              .portal = settings,
                              .client_secret = text_of_file(settings.client_secret_file),
                              .couriers = 1});
}

kiosk::delivery::Round Town::deliver() {
    const std::atomic<bool> stop{false};
    return agent_->round(stop);
}

void Town::deliver_until_settled(const std::string& id) {
    for (int round = 0; round < 30 && !kiosk::is_settled(header(id).state); ++round) {
        deliver();
        wait(20min);
    }
}

void Town::wait(std::chrono::seconds time) {
    clock.let_pass(time);
    portal->delivery().let_deadlines_pass();
}

std::string Town::order(int attachments) {
    const std::string note = kiosk::orders::note_name(settings.destinations.at("default"));
    if (!must(journal.note(note), "note")) deliver();
    const auto key =
        must(kiosk::orders::office_key_from_note(must(journal.note(note), "note").value()), "key");
    const auto jwk = must(kiosk::jose::parse_jwk(key.jwk), "jwk");
    const auto encrypt = [&](const std::string& type, const std::string& content) {
        return must(kiosk::jose::encrypt_compact(jwk, type, content), "encrypt");
    };
    const std::string number = "L26042" + std::to_string(100'000 + ++orders_);
    const std::string data = Json{{"orderNumber", number}, {"copies", 2}}.dump();

    kiosk::SealedOrder order;
    Json described = Json::array();
    for (int i = 0; i < attachments; ++i) {
        const std::string content = "%PDF-1.7 proof " + std::to_string(i);
        order.parts.push_back({stand_in::new_uuid(), encrypt("application/pdf", content)});
        described.push_back({{"attachmentId", order.parts.back().id},
                             {"purpose", "attachment"},
                             {"mimeType", "application/pdf"},
                             {"hash", hashed(content)}});
    }
    const Json metadata{{"contentStructure",
                         {{"attachments", described},
                          {"data",
                           {{"hash", hashed(data)},
                            {"submissionSchema",
                             {{"schemaUri", "https://schema.example/certificate/1.0.0.json"},
                              {"mimeType", "application/json"}}}}}}},
                        {"additionalReferenceInfo",
                         {{"senderReference", number},
                          {"applicationDate", kiosk::to_iso(clock.now()).substr(0, 10)}}}};
    order.parts.push_back({"metadata", encrypt("application/json", metadata.dump())});
    order.parts.push_back({"data", encrypt("application/json", data)});
    order.parts.push_back({"recovery", "not.for.the.office.ever"});
    order.order_number = number;
    order.order_id = stand_in::new_uuid();
    order.service = "birth-certificate";
    order.destination_id = key.destination_id;
    order.leika_key = "99059001012000";
    order.encryption_kid = key.kid;
    order.created = clock.now();
    if (!journal.commit(order)) throw std::runtime_error("commit");
    return order.order_id;
}

kiosk::OrderHeader Town::header(const std::string& id) {
    for (const auto& header : must(journal.list(), "list"))
        if (header.order_id == id) return header;
    throw std::runtime_error("no such order");
}

bool Town::knows(const std::string& id) {
    const auto all = must(journal.list(), "list");
    return std::any_of(all.begin(), all.end(),
                       [&](const kiosk::OrderHeader& header) { return header.order_id == id; });
}

std::string Town::state(const std::string& id) {
    return std::string(name_of(header(id).state));
}

bool Town::has_content(const std::string& id) {
    return !must(journal.load(id), "load").parts.empty();
}

void Town::fault(const std::string& name, const std::string& on, int count, int amount) {
    if (!portal->faults().set({.name = name, .count = count, .on = on, .amount = amount}))
        throw std::runtime_error("no such fault: " + name);
}

std::size_t Town::asked(const std::string& start, const std::string& end) {
    const auto all = http->asked();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const std::string& request) {
            return request.starts_with(start) &&
                   request.substr(0, request.find('?')).ends_with(end);
        }));
}

}  // namespace town
