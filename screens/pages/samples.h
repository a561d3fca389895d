// Every screen with sample data, for pictures, golden files and technicians. The citizen of the
// samples is Erika Mustermann, the specimen of the German identity card.
#pragma once

#include "kiosk/visit/visit.h"

#include <string>
#include <vector>

namespace screens {

struct Sample {
    std::string name;  // "filling.applicant", "ordered.printed", …
    kiosk::visit::Visit visit;
};

// Needs the services on offer; a page that several services share appears once.
[[nodiscard]] std::vector<Sample> sample_screens(const kiosk::visit::House& house);

// Those about the eID card: samples_card.cpp.
void add_card_screens(std::vector<Sample>& samples, const kiosk::visit::House& house);
[[nodiscard]] kiosk::eid::Reading sample_reading();

// Those about questions: samples_asking.cpp.
void add_asking_screens(std::vector<Sample>& samples);
// The house in which the samples stand: made-up knowledge instead of the real one.
[[nodiscard]] kiosk::visit::House with_sample_knowledge(kiosk::visit::House house);

// A complete order of a birth certificate.
[[nodiscard]] kiosk::forms::Draft sample_draft();

}  // namespace screens
