// kiosk-try check: are settings, services, tariffs and texts fit to serve with? One object a
// finding.
#include "kiosk/forms/texts_needed.h"
#include "kiosk/programs/try_verb.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include <nlohmann/json.hpp>

namespace kiosk::programs {
namespace {

struct Finding {
    std::string file, pointer, problem;
};
using Findings = std::vector<Finding>;

// Details of loaders read "file: pointer: reason".
Finding finding_of(const Error& error) {
    const auto file_end = error.detail.find(": ");
    if (file_end == std::string::npos) return {"", "", error.detail};
    const std::string rest = error.detail.substr(file_end + 2);
    const auto pointer_end = rest.find(": ");
    const bool has_pointer = rest.starts_with('/') && pointer_end != std::string::npos;
    return {error.detail.substr(0, file_end), has_pointer ? rest.substr(0, pointer_end) : "",
            has_pointer ? rest.substr(pointer_end + 2) : rest};
}

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

Findings check_home(const std::string& home, const std::string& site_file) {
    Findings findings;
    note(load_settings(home, site_file), findings);
    note(tariffs::load_tariffs(home + "/config/tariffs"), findings);
    const std::string directory = home + "/config/services";
    // With every switch on, so that no page escapes.
    const auto services = forms::load_services(directory, {forms::pickup_switch});
    note(services, findings);
    if (services && services->empty()) findings.push_back({directory, "", "there is no service"});
    const auto texts = text::Catalogue::load(home + "/assets/text");
    note(texts, findings);
    if (!texts) return findings;
    check_languages(*texts, findings);
    if (!services) return findings;
    for (const forms::Service& service : *services)
        check_needed(*texts, service, directory + "/" + service.id + ".json", findings);
    check_unknown(*texts, *services, findings);
    return findings;
}

}  // namespace

int try_check(const TryContext& context, TryArguments arguments) {
    const std::string site_file = option(arguments, "--config", "");
    std::vector<std::string> homes;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (std::string_view(arguments[i]) == "--config")
            ++i;
        else
            homes.emplace_back(arguments[i]);
    }
    if (homes.empty()) homes.push_back(context.home);
    bool clean = true;
    for (const std::string& home : homes)
        for (const Finding& finding : check_home(home, site_file)) {
            const nlohmann::json line{
                {"file", finding.file}, {"pointer", finding.pointer}, {"problem", finding.problem}};
            std::printf(
                "%s\n",
                line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
            clean = false;
        }
    return clean ? 0 : 1;
}

}  // namespace kiosk::programs
