// kiosk-try check: are settings, services, tariffs, texts and knowledge fit to serve with? One
// object a finding; what is only a warning does not fail the check.
#include "drivers/clock/system_clock.h"
#include "kiosk/answers/check_knowledge.h"
#include "kiosk/forms/texts_needed.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

using answers::Finding;
using answers::finding_of;
using Findings = std::vector<Finding>;

// What the terminal does without a form, and so without a file in config/services.
constexpr const char* card_check = "card-check";

template <class T>
void note(const Result<T>& loaded, Findings& findings) {
    if (!loaded) findings.push_back(finding_of(loaded.error()));
}

void check_needed(const text::Catalogue& texts, const forms::Service& service,
                  const std::string& file, Findings& findings) {
    for (const std::string& language : texts.languages())
        for (const auto& need : forms::texts_needed(service)) {
            const auto has = [&](const std::string& key) { return texts.has(language, key); };
            if (std::none_of(need.keys.begin(), need.keys.end(), has))
                findings.push_back(
                    {file, "", need.of + ": no text " + need.keys.front() + " in " + language});
        }
}

// A text under a service's name that nothing can show is a misspelt key.
void check_unknown(const text::Catalogue& texts, const std::vector<forms::Service>& services,
                   Findings& findings) {
    for (const forms::Service& service : services) {
        const auto possible = forms::texts_possible(service);
        const std::set<std::string> known(possible.begin(), possible.end());
        for (const std::string& language : texts.languages())
            for (const std::string& key : texts.keys(language))
                if (key.starts_with(service.id + ".") && !known.contains(key))
                    findings.push_back({texts.file_of(language, key), "/" + key,
                                        "names nothing of " + service.id});
    }
}

void check_languages(const text::Catalogue& texts, Findings& findings) {
    std::set<std::string> all;
    for (const std::string& language : texts.languages())
        for (std::string& key : texts.keys(language)) all.insert(std::move(key));
    for (const std::string& key : forms::problem_texts()) all.insert(key);
    for (const std::string& key : all) {
        std::optional<std::set<std::string>> expected;
        for (const std::string& language : texts.languages()) {
            const auto found = texts.placeholders(language, key);
            const std::string file = texts.file_of(language, key);
            if (!texts.has(language, key))
                findings.push_back({language, "/" + key, "the text is missing"});
            else if (!found)
                findings.push_back({file, "/" + key, found.error().detail});
            else if (expected.value_or(*found) != *found)
                findings.push_back(
                    {file, "/" + key, "has other placeholders than the other languages"});
            else
                expected = *found;
        }
    }
}

void check_texts(const std::string& home, const std::vector<forms::Service>& services,
                 Findings& findings) {
    const auto texts = text::Catalogue::load(home + "/assets/text");
    note(texts, findings);
    if (!texts) return;
    check_languages(*texts, findings);
    for (const forms::Service& service : services)
        check_needed(*texts, service, home + "/config/services/" + service.id + ".json", findings);
    check_unknown(*texts, services, findings);
}

// The services of a folder with config/services; none when they cannot be read.
std::vector<forms::Service> services_of(const std::string& home, Findings& findings) {
    const std::string directory = home + "/config/services";
    // With every switch on, so that no page escapes.
    auto services = forms::load_services(directory, {forms::pickup_switch});
    note(services, findings);
    if (services && services->empty()) findings.push_back({directory, "", "there is no service"});
    return services ? std::move(*services) : std::vector<forms::Service>{};
}

Findings check_topics(const std::string& directory, const std::vector<forms::Service>& services) {
    std::set<std::string> ids{card_check};
    for (const forms::Service& service : services) ids.insert(service.id);
    return answers::check_knowledge(directory, local_date(drivers::SystemClock().now()), ids);
}

Findings check_home(const std::string& home, const std::string& site_file) {
    Findings findings;
    note(load_settings(home, site_file), findings);
    note(tariffs::load_tariffs(home + "/config/tariffs"), findings);
    const auto services = services_of(home, findings);
    check_texts(home, services, findings);
    const std::string knowledge = home + "/assets/knowledge";
    if (std::filesystem::exists(knowledge))
        std::ranges::move(check_topics(knowledge, services), std::back_inserter(findings));
    return findings;
}

void print(const Finding& finding) {
    nlohmann::json line{
        {"file", finding.file}, {"pointer", finding.pointer}, {"problem", finding.problem}};
    if (finding.line > 0) line["line"] = finding.line;
    if (finding.warning) line["warning"] = true;
    std::printf("%s\n",
                line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

}  // namespace

int try_check(const TryContext& context, TryArguments arguments) {
    const std::string site_file = option(arguments, "--config", "");
    std::vector<std::string> directories;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (std::string_view(arguments[i]) == "--config")
            ++i;
        else
            directories.emplace_back(arguments[i]);
    }
    if (directories.empty()) directories.push_back(context.home);
    bool clean = true;
    for (const std::string& directory : directories) {
        Findings unasked;
        const bool is_knowledge = std::filesystem::is_directory(directory + "/topics");
        const Findings findings = is_knowledge
                                      ? check_topics(directory, services_of(context.home, unasked))
                                      : check_home(directory, site_file);
        for (const Finding& finding : findings) {
            print(finding);
            clean = clean && finding.warning;
        }
    }
    return clean ? 0 : 1;
}

}  // namespace kiosk::programs
