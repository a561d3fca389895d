// One pure function per step: what the citizen sees there.
#pragma once

#include "kiosk/visit/visit.h"
#include "screens/scene/node.h"

namespace screens {

[[nodiscard]] Scene page_of(const kiosk::visit::Welcome&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Introduction&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Filling&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Reviewing&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::AddingItem&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Saving&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::NotSaved&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Ordered&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Ended&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::OutOfService&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);

[[nodiscard]] Scene page_of(const kiosk::visit::AllowingReading&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::LayingCard&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::CardChecked&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::LastTry&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::EnteringDigits&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::CardWorking&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::CardRead&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::PinReady&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::CardFailed&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);

[[nodiscard]] Scene page_of(const kiosk::visit::Asking&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);
[[nodiscard]] Scene page_of(const kiosk::visit::Replying&, const kiosk::visit::Visit&,
                            const kiosk::visit::House&);

// What lies over the step, if anything does.
void add_overlay(Scene& scene, const kiosk::visit::Visit& visit, const kiosk::visit::House& house);

}  // namespace screens
