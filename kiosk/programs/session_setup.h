// Everything that a session reads before a citizen comes: settings, services, tariffs, texts.
// What cannot be read closes the terminal instead of ending it, so that the screen can say so.
#pragma once

#include "kiosk/forms/service.h"
#include "kiosk/health/observe.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"
#include "kiosk/visit/visit.h"

#include <string>
#include <vector>

namespace kiosk::programs {

struct Setup {
    Settings settings;
    std::vector<forms::Service> services;
    std::vector<tariffs::Tariff> tariffs;
    text::Catalogue texts;
    std::vector<std::string> problems;  // file, pointer and reason, for staff
    Instant built{};

    [[nodiscard]] visit::House house(Date today) const;
    [[nodiscard]] health::Loaded loaded() const;
};

// Fails only without texts: there would be no words to say anything with.
[[nodiscard]] Result<Setup> load_setup(const std::string& home, const std::string& site_file);

}  // namespace kiosk::programs
