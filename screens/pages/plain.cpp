// The short screens: saving, not saved, ended, out of service.
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"

namespace screens {

using namespace kiosk::visit;

namespace {

// Where else to turn; the counter only where the city has named one.
void add_elsewhere(Sheet& sheet) {
    const auto& office = sheet.house().settings.office;
    sheet.paragraph("kiosk.elsewhere.help_line", {{"help_line", office.help_line}});
    if (office.counter) sheet.paragraph("kiosk.elsewhere.counter", {{"counter", *office.counter}});
    if (office.opening_hours)
        sheet.paragraph("kiosk.elsewhere.hours", {{"hours", *office.opening_hours}});
}

// Why it did not come off, as far as a citizen can do something with it.
std::string why_of(kiosk::ErrorKind kind) {
    switch (kind) {
        case kiosk::ErrorKind::no_space:
            return "closed.no_space";
        case kiosk::ErrorKind::refused:
            return "closed.no_key";
        case kiosk::ErrorKind::timed_out:
            return "kiosk.not_saved.busy";
        case kiosk::ErrorKind::unavailable:
        case kiosk::ErrorKind::corrupt:
            return "kiosk.not_saved.storage";
        default:
            return "kiosk.not_saved.try_again";
    }
}

}  // namespace

Scene page_of(const Saving&, const Visit& visit, const House& house) {
    Sheet sheet("saving", visit, house);
    sheet.heading("kiosk.saving.heading").icon = "lock";
    sheet.status(Tone::information, "kiosk.saving.text");
    return std::move(sheet).done();
}

Scene page_of(const NotSaved& not_saved, const Visit& visit, const House& house) {
    Sheet sheet("not_saved", visit, house);
    sheet.heading("kiosk.not_saved.heading");
    sheet.status(Tone::error, "kiosk.not_saved.text");
    sheet.paragraph(not_saved.reason.empty() ? why_of(not_saved.kind) : not_saved.reason);
    add_elsewhere(sheet);
    sheet.main_action("kiosk.action.try_again", Continued{}).disabled =
        !visit.closed_because.empty();
    return std::move(sheet).done();
}

Scene page_of(const Ended&, const Visit& visit, const House& house) {
    Scene scene;
    scene.id = "ended";
    scene.language = visit.preferences.language;
    scene.right_to_left = house.texts.right_to_left(scene.language);
    Node farewell{"heading", Role::heading, house.texts(scene.language, "kiosk.ended.heading")};
    farewell.icon = "done";
    scene.nodes.push_back(std::move(farewell));
    return scene;
}

Scene page_of(const OutOfService& out, const Visit& visit, const House& house) {
    Sheet sheet("out_of_service", visit, house);
    sheet.heading("kiosk.closed.heading").icon = "clock";
    sheet.status(Tone::warning, out.reason);
    if (out.until) sheet.paragraph("kiosk.closed.until", {{"when", *out.until}});
    sheet.paragraph("kiosk.closed.sent");
    add_elsewhere(sheet);
    return std::move(sheet).done();
}

}  // namespace screens
