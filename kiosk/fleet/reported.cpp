#include "kiosk/fleet/reported.h"

#include "kiosk/base/json_object.h"
#include "kiosk/fleet/terminal_name.h"
#include "kiosk/fleet/word.h"
#include "kiosk/jose/json.h"

#include <algorithm>

namespace kiosk::fleet {
namespace {

using nlohmann::json;

constexpr std::size_t largest_report = 16U << 10U;
constexpr std::size_t most_parts = 32;
constexpr std::size_t most_results = 100;

// An object of a terminal that may be newer than this program: what is not known is passed over.
class Section {
  public:
    Section(const json& value, const std::string& pointer) : object_(value, "report", pointer) {
        if (!value.is_object()) object_.complain("", "must be an object");
        if (value.is_object())
            for (const auto& [name, unread] : value.items())
                static_cast<void>(object_.member(name));
    }

    void word(const char* name, std::string& into) {
        object_.require(name, into);
        if (!is_word(into)) object_.complain(name, "is no word");
    }
    void outcome(const char* name, std::string& into) {
        object_.require(name, into);
        if (!is_outcome(into)) object_.complain(name, "is no outcome");
    }
    void name(const char* name, std::string& into) {
        object_.require(name, into);
        if (!is_terminal_name(into)) object_.complain(name, "is no name");
    }
    void hash(const char* name, std::string& into) {
        object_.require(name, into);
        if (!is_hash(into)) object_.complain(name, "is no hash");
    }
    void count(const char* name, std::int64_t& into) {
        object_.require(name, into);
        if (into < 0 || into > std::int64_t{1} << 53U) object_.complain(name, "is out of range");
    }
    void flag(const char* name, bool& into) { object_.require(name, into); }
    void instant(const char* name, Instant& into) { object_.require(name, into); }
    void instant(const char* name, std::optional<Instant>& into) { object_.read(name, into); }
    // Reads a member that is an object by `read`.
    template <class Value>
    void section(const char* name, Value& into, Result<Value> (*read)(const json&)) {
        const json* value = object_.member(name);
        if (value == nullptr) return object_.complain(name, "is missing");
        auto section = read(*value);
        if (!section) return object_.adopt(section.error());
        into = std::move(*section);
    }
    template <class Value>
    void list(const char* name, std::vector<Value>& into, std::size_t most,
              Result<Value> (*read)(const json&)) {
        const json* values = object_.member(name);
        if (values == nullptr || !values->is_array() || values->size() > most)
            return object_.complain(name, "is no list of at most " + std::to_string(most));
        for (const json& value : *values) {
            auto item = read(value);
            if (!item) return object_.adopt(item.error());
            into.push_back(std::move(*item));
        }
    }
    template <class Value>
    Result<Value> finish(Value value) {
        if (auto read = object_.finish(); !read)
            return fail(ErrorKind::invalid_input, read.error().detail);
        return value;
    }

  private:
    JsonObject object_;
};

// What of a value may be kept, whoever wrote it; null: nothing.
json kept(const json& value) {
    if (value.is_number() || value.is_boolean()) return value;
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        return is_word(text) || parse_instant(text) ? value : json();
    }
    json all = value.is_array() ? json::array() : json::object();
    for (const auto& [name, member] : value.items()) {
        json part = kept(member);
        if (part.is_null() || (value.is_object() && !is_word(name))) continue;
        if (value.is_array())
            all.push_back(std::move(part));
        else
            all[name] = std::move(part);
    }
    return value.is_structured() ? all : json();
}

Result<Service> service_of(const json& value) {
    Section section(value, "/service");
    Service service;
    section.word("state", service.state);
    section.word("cause", service.cause);
    section.instant("since", service.since);
    section.instant("until", service.until);
    section.flag("in_use", service.in_use);
    return section.finish(std::move(service));
}

Result<Part> part_of(const json& value) {
    Section section(value, "/parts");
    Part part;
    section.word("part", part.part);
    section.word("state", part.state);
    section.instant("since", part.since);
    return section.finish(std::move(part));
}

Result<Waiting> waiting_of(const json& value) {
    Section section(value, "/journal");
    Waiting waiting;
    section.count("waiting", waiting.orders);
    section.count("oldest_waiting_s", waiting.oldest_s);
    section.count("needs_staff", waiting.needs_staff);
    return section.finish(waiting);
}

Result<EndedJob> result_of(const json& value) {
    Section section(value, "/jobs/results");
    EndedJob job;
    section.count("number", job.number);
    section.word("verb", job.verb);
    section.outcome("outcome", job.outcome);
    section.word("detail", job.detail);
    section.instant("at", job.at);
    return section.finish(std::move(job));
}

Result<ChainHead> head_of(const json& value) {
    Section section(value, "/jobs/head");
    ChainHead head;
    section.count("number", head.number);
    section.hash("hash", head.hash);
    return section.finish(std::move(head));
}

struct Jobs {
    std::vector<EndedJob> results;
    ChainHead head;
    std::int64_t refused = 0;
};

Result<Jobs> jobs_of(const json& value) {
    Section section(value, "/jobs");
    Jobs jobs;
    section.list("results", jobs.results, most_results, result_of);
    section.section("head", jobs.head, head_of);
    section.count("refused", jobs.refused);
    return section.finish(std::move(jobs));
}

}  // namespace

std::string_view Reported::state_of(std::string_view part) const {
    for (const Part& each : parts)
        if (each.part == part) return each.state;
    return {};
}

std::string to_json(const Reported& reported) {
    const Service& service = reported.service;
    json said{{"schema", 1},
              {"terminal", reported.terminal},
              {"city", reported.city},
              {"at", to_iso(reported.at)},
              {"software", reported.software}};
    said["service"] = {{"state", service.state},
                       {"cause", service.cause},
                       {"since", to_iso(service.since)},
                       {"in_use", service.in_use}};
    if (service.until) said["service"]["until"] = to_iso(*service.until);
    said["parts"] = json::array();
    for (const Part& part : reported.parts)
        said["parts"].push_back(
            {{"part", part.part}, {"state", part.state}, {"since", to_iso(part.since)}});
    said["journal"] = {{"waiting", reported.waiting.orders},
                       {"oldest_waiting_s", reported.waiting.oldest_s},
                       {"needs_staff", reported.waiting.needs_staff}};
    json results = json::array();
    for (const EndedJob& job : reported.results)
        results.push_back({{"number", job.number},
                           {"verb", job.verb},
                           {"outcome", job.outcome},
                           {"detail", job.detail},
                           {"at", to_iso(job.at)}});
    said["jobs"] = {{"results", std::move(results)},
                    {"head", {{"number", reported.head.number}, {"hash", reported.head.hash}}},
                    {"refused", reported.refused_jobs}};
    return said.dump();
}

Result<std::string> without_free_text(std::string_view text) {
    return kept(TRY(jose::parse_object(text, largest_report))).dump();
}

Result<Reported> parse_reported(std::string_view text) {
    const json value = TRY(jose::parse_object(text, largest_report));
    Section section(value, "");
    Reported reported;
    std::int64_t schema = 0;
    section.count("schema", schema);
    if (schema != 1) return fail(ErrorKind::invalid_input, "report /schema: is not 1");
    section.name("terminal", reported.terminal);
    section.name("city", reported.city);
    section.instant("at", reported.at);
    section.word("software", reported.software);
    section.section("service", reported.service, service_of);
    section.list("parts", reported.parts, most_parts, part_of);
    section.section("journal", reported.waiting, waiting_of);
    Jobs jobs;
    section.section("jobs", jobs, jobs_of);
    reported.results = std::move(jobs.results);
    reported.head = std::move(jobs.head);
    reported.refused_jobs = jobs.refused;
    return section.finish(std::move(reported));
}

}  // namespace kiosk::fleet
