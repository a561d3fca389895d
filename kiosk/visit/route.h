// Where the pages of a visit lie on the route that follows from its answers.
#pragma once

#include "kiosk/forms/form.h"
#include "kiosk/visit/visit.h"

#include <optional>
#include <vector>

namespace kiosk::visit {

// The pages of the draft in reading order, and where this one stands among them.
struct Place {
    std::vector<forms::Stop> route;
    std::size_t at = 0;

    [[nodiscard]] const forms::Stop& stop() const { return route[at]; }
};

// nullopt: the page is not asked (any more).
[[nodiscard]] std::optional<Place> place_of(const Filling& filling, const House& house);

// A page, entered from another: the first field that is typed receives the keyboard.
[[nodiscard]] Filling enter(forms::Draft draft, const forms::Stop& stop, Course course);

// Whether a certificate of this service can be part of the order: all of one order go to one
// office.
[[nodiscard]] bool may_join(const forms::Draft& draft, const std::string& service,
                            const House& house);

// The asked field of this page, or nullptr.
[[nodiscard]] const forms::Field* field_of(const Filling& filling, const forms::Stop& stop,
                                           std::string_view id);

// The answers that this page adds to.
[[nodiscard]] const forms::Answers& answers_of(const forms::Draft& draft, const forms::Stop& stop);
[[nodiscard]] forms::Answers& answers_of(forms::Draft& draft, const forms::Stop& stop);

}  // namespace kiosk::visit
