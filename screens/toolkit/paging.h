// Content on as many pages as it needs, with the two buttons that turn them.
#pragma once

#include "screens/toolkit/composition.h"

#include <vector>

namespace screens {

// Parts each list of nodes into pages of its area and places the page that is shown. The areas turn
// their pages together; the pager stands below the last one, or beside it within reach of a
// wheelchair. `current`: what is paged now; otherwise it lies beneath an overlay.
void place_pages(Composition& composition, const std::vector<Indices>& lists,
                 const std::vector<kiosk::PixelRect>& areas, bool current);

}  // namespace screens
