#include "drivers/control_store/simulated_control_store.h"

#include <algorithm>

namespace drivers {

using kiosk::AuditEntry;
using kiosk::Document;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::IssuedJob;
using kiosk::KnownTerminal;
using kiosk::Result;

namespace {

template <class Map>
auto found_in(const Map& map, const typename Map::key_type& key)
    -> std::optional<typename Map::mapped_type> {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

tl::unexpected<kiosk::Error> refused() {
    return fail(ErrorKind::refused, "control store: against its rules");
}

}  // namespace

Result<void> SimulatedControlStore::answers() const {
    if (broken_) return fail(ErrorKind::unavailable, "control store: simulated failure");
    return {};
}

Result<void> SimulatedControlStore::transaction(const std::function<Result<void>()>& body) {
    TRY_VOID(answers());
    const Kept before = kept_;
    auto outcome = body();
    if (outcome) outcome = answers();
    if (!outcome) kept_ = before;
    return outcome;
}

Result<std::optional<KnownTerminal>> SimulatedControlStore::terminal(const std::string& id) {
    TRY_VOID(answers());
    return found_in(kept_.terminals, id);
}

Result<std::vector<KnownTerminal>> SimulatedControlStore::terminals() {
    TRY_VOID(answers());
    std::vector<KnownTerminal> all;
    for (const auto& [id, terminal] : kept_.terminals) all.push_back(terminal);
    return all;
}

Result<void> SimulatedControlStore::add_terminal(const KnownTerminal& terminal) {
    TRY_VOID(answers());
    if (!kept_.terminals.emplace(terminal.id, terminal).second) return refused();
    return {};
}

Result<void> SimulatedControlStore::update_terminal(const KnownTerminal& terminal) {
    TRY_VOID(answers());
    const auto found = kept_.terminals.find(terminal.id);
    if (found == kept_.terminals.end()) return refused();
    const std::string city = found->second.city;
    found->second = terminal;
    found->second.city = city;
    return {};
}

Result<void> SimulatedControlStore::add_job(const IssuedJob& job) {
    TRY_VOID(answers());
    if (!kept_.terminals.contains(job.terminal)) return refused();
    if (!kept_.jobs.emplace(std::pair(job.terminal, job.number), job).second) return refused();
    return {};
}

Result<void> SimulatedControlStore::end_job(const IssuedJob& job) {
    TRY_VOID(answers());
    const auto found = kept_.jobs.find({job.terminal, job.number});
    if (found == kept_.jobs.end()) return refused();
    found->second.outcome = job.outcome;
    found->second.detail = job.detail;
    found->second.ended = job.ended;
    return {};
}

Result<std::optional<IssuedJob>> SimulatedControlStore::job(const std::string& terminal,
                                                            std::int64_t number) {
    TRY_VOID(answers());
    return found_in(kept_.jobs, {terminal, number});
}

Result<std::vector<IssuedJob>> SimulatedControlStore::open_jobs(const std::string& terminal,
                                                                std::size_t most) {
    TRY_VOID(answers());
    std::vector<IssuedJob> open;
    for (const auto& [place, job] : kept_.jobs)
        if (place.first == terminal && job.outcome.empty() && open.size() < most)
            open.push_back(job);
    return open;
}

Result<std::vector<IssuedJob>> SimulatedControlStore::jobs(const std::string& terminal,
                                                           std::size_t most) {
    TRY_VOID(answers());
    std::vector<IssuedJob> all;
    for (const auto& [place, job] : kept_.jobs)
        if (place.first == terminal) all.push_back(job);
    std::reverse(all.begin(), all.end());
    all.resize(std::min(all.size(), most));
    return all;
}

Result<void> SimulatedControlStore::add_audit(const AuditEntry& entry) {
    TRY_VOID(answers());
    if (!kept_.audit.emplace(entry.number, entry).second) return refused();
    return {};
}

Result<std::optional<AuditEntry>> SimulatedControlStore::last_audit() {
    TRY_VOID(answers());
    if (kept_.audit.empty()) return std::nullopt;
    return kept_.audit.rbegin()->second;
}

Result<std::vector<AuditEntry>> SimulatedControlStore::audit_after(std::int64_t number,
                                                                   std::size_t most) {
    TRY_VOID(answers());
    std::vector<AuditEntry> later;
    for (auto next = kept_.audit.upper_bound(number);
         next != kept_.audit.end() && later.size() < most; ++next)
        later.push_back(next->second);
    return later;
}

Result<std::optional<Document>> SimulatedControlStore::document(const std::string& collection,
                                                                const std::string& key) {
    TRY_VOID(answers());
    return found_in(kept_.documents, {collection, key});
}

Result<std::vector<Document>> SimulatedControlStore::documents(const std::string& collection,
                                                               const std::string& after,
                                                               std::size_t most) {
    TRY_VOID(answers());
    std::vector<Document> later;
    for (auto next = kept_.documents.upper_bound({collection, after});
         next != kept_.documents.end() && next->first.first == collection && later.size() < most;
         ++next)
        later.push_back(next->second);
    return later;
}

Result<void> SimulatedControlStore::put(const Document& document) {
    TRY_VOID(answers());
    const std::pair place(document.collection, document.key);
    const auto kept = found_in(kept_.documents, place);
    if ((kept ? kept->version : 0) != document.version) return refused();
    Document& next = kept_.documents[place] = document;
    ++next.version;
    return {};
}

Result<void> SimulatedControlStore::remove(const Document& document) {
    TRY_VOID(answers());
    const auto found = kept_.documents.find({document.collection, document.key});
    if (found == kept_.documents.end() || found->second.version != document.version)
        return refused();
    kept_.documents.erase(found);
    return {};
}

}  // namespace drivers
