#include "drivers/printer/printer_word.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <cups/cups.h>  // before pwg.h, which cannot stand alone
#include <cups/pwg.h>

namespace drivers {

using kiosk::PrinterTrouble;

namespace {

std::string_view stem(std::string_view reason) {
    for (const std::string_view severity : {"-report", "-warning", "-error"})
        if (reason.ends_with(severity)) return reason.substr(0, reason.size() - severity.size());
    return reason;
}

struct Meaning {
    std::string_view stem;
    PrinterTrouble trouble;
};
// What a person in front of the printer sees first stands first.
constexpr std::array meanings{
    Meaning{"cover-open", PrinterTrouble::cover_open},
    Meaning{"door-open", PrinterTrouble::cover_open},
    Meaning{"interlock-open", PrinterTrouble::cover_open},
    Meaning{"media-jam", PrinterTrouble::media_jam},
    Meaning{"media-empty", PrinterTrouble::media_empty},
    Meaning{"media-needed", PrinterTrouble::media_empty},
    Meaning{"input-tray-missing", PrinterTrouble::media_empty},
    Meaning{"offline", PrinterTrouble::offline},
    Meaning{"shutdown", PrinterTrouble::offline},
    Meaning{"timed-out", PrinterTrouble::offline},
    Meaning{"paused", PrinterTrouble::other},
    Meaning{"output-area-full", PrinterTrouble::other},
    Meaning{"toner-empty", PrinterTrouble::other},
    Meaning{"marker-supply-empty", PrinterTrouble::other},
    Meaning{"marker-waste-full", PrinterTrouble::other},
    Meaning{"spool-area-full", PrinterTrouble::other},
    Meaning{"other", PrinterTrouble::other},
};

bool says(const std::vector<std::string>& values, std::string_view wanted) {
    return std::find(values.begin(), values.end(), wanted) != values.end();
}

const pwg_media_t* media_of(ipp_t* answer) {
    for (const char* attribute : {"media-ready", "media-default"})
        for (const std::string& name : strings_of(answer, attribute))
            if (const pwg_media_t* media = pwgMediaForPWG(name.c_str())) return media;
    return nullptr;
}

bool takes(ipp_t* answer, const char* format) {
    return says(strings_of(answer, "document-format-supported"), format);
}

int raster_dots_per_inch(ipp_t* answer, int otherwise) {
    for (const char* name :
         {"pwg-raster-document-resolution-supported", "printer-resolution-default"}) {
        ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_RESOLUTION);
        if (found == nullptr) continue;
        int across = 0;
        ipp_res_t unit = IPP_RES_PER_INCH;
        ippGetResolution(found, 0, &across, &unit);
        const double per_inch = unit == IPP_RES_PER_CM ? across * 2.54 : across;
        if (per_inch >= 100 && per_inch <= 1200) return static_cast<int>(std::lround(per_inch));
    }
    return otherwise;
}

}  // namespace

std::vector<std::string> strings_of(ipp_t* answer, const char* name) {
    std::vector<std::string> values;
    ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int i = 0; found != nullptr && i < ippGetCount(found); ++i)
        if (const char* value = ippGetString(found, i, nullptr)) values.emplace_back(value);
    return values;
}

int integer_of(ipp_t* answer, const char* name, int otherwise) {
    ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    if (found == nullptr) return otherwise;
    const ipp_tag_t kind = ippGetValueTag(found);
    if (kind == IPP_TAG_BOOLEAN) return ippGetBoolean(found, 0);
    return kind == IPP_TAG_INTEGER || kind == IPP_TAG_ENUM ? ippGetInteger(found, 0) : otherwise;
}

PrinterWord word_of(ipp_t* answer) {
    std::vector<std::string> reasons = strings_of(answer, "printer-state-reasons");
    for (std::string& reason : reasons) reason = stem(reason);
    PrinterWord word;
    word.paper_low = says(reasons, "media-low");
    word.history_missing = says(reasons, "cups-ipp-missing-job-history");
    word.accepting = integer_of(answer, "printer-is-accepting-jobs", 1) != 0;
    const int state = integer_of(answer, "printer-state", IPP_PSTATE_IDLE);
    word.busy = state == IPP_PSTATE_PROCESSING;
    const auto* found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
        return says(reasons, meaning.stem);
    });
    if (found != meanings.end())
        word.trouble = found->trouble;
    else if (state == IPP_PSTATE_STOPPED)
        word.trouble = PrinterTrouble::other;
    return word;
}

kiosk::PaperFormat paper_of(ipp_t* answer) {
    kiosk::PaperFormat paper;
    constexpr double hundredths = 100;
    constexpr double widest_roll_mm = 120;
    if (const pwg_media_t* media = media_of(answer)) {
        paper.width_mm = media->width / hundredths;
        paper.height_mm = media->length / hundredths;
    }
    const std::vector<std::string> kinds = strings_of(answer, "printer-kind");
    if (says(kinds, "roll") || says(kinds, "receipt") || paper.width_mm <= widest_roll_mm)
        paper.height_mm = 0;
    paper.wants_raster = !takes(answer, "application/pdf") && takes(answer, "image/pwg-raster");
    const std::vector<std::string> types = strings_of(answer, "pwg-raster-document-type-supported");
    paper.black_only = says(types, "black_1") && !says(types, "sgray_8");
    paper.dots_per_inch = raster_dots_per_inch(answer, paper.dots_per_inch);
    return paper;
}

}  // namespace drivers
