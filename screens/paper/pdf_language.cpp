#include "screens/paper/pdf_language.h"

#include <cctype>
#include <cstdio>
#include <string_view>

namespace screens::paper {

using kiosk::ErrorKind;
using kiosk::Result;

namespace {

tl::unexpected<kiosk::Error> foreign() {
    return kiosk::fail(ErrorKind::internal, "pdf: not as Cairo writes it");
}

// What stands between the last `opening` and the next `closing` after it.
Result<std::string> between(const std::string& text, std::string_view opening,
                            std::string_view closing) {
    const std::size_t start = text.rfind(opening);
    if (start == std::string::npos) return foreign();
    const std::size_t end = text.find(closing, start + opening.size());
    if (end == std::string::npos) return foreign();
    return text.substr(start + opening.size(), end - start - opening.size());
}

bool harmless(const std::string& language) {
    for (const unsigned char letter : language)
        if (std::isalnum(letter) == 0 && letter != '-') return false;
    return !language.empty();
}

}  // namespace

Result<std::string> with_language(std::string pdf, const std::string& language) {
    if (!harmless(language)) return kiosk::fail(ErrorKind::invalid_input, "pdf: language");
    const std::string trailer = TRY(between(pdf, "trailer\n<<", ">>"));
    const std::string previous = TRY(between(pdf, "startxref\n", "\n"));
    const std::size_t root = trailer.find("/Root ");
    if (root == std::string::npos) return foreign();
    const std::string number = trailer.substr(root + 6, trailer.find(' ', root + 6) - root - 6);
    const std::string object = number + " 0 obj\n";
    const std::string catalogue = TRY(between(pdf, "\n" + object + "<<", "endobj"));
    const std::size_t close = catalogue.rfind(">>");
    if (catalogue.find("/Catalog") == std::string::npos || close == std::string::npos)
        return foreign();

    const std::size_t offset = pdf.size();
    pdf += object + "<<" + catalogue.substr(0, close) + "   /Lang (" + language +
           ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n";
    const std::size_t table = pdf.size();
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", offset);
    pdf += "xref\n" + number + " 1\n" + entry + "trailer\n<<" + trailer + "   /Prev " + previous +
           "\n>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    return pdf;
}

}  // namespace screens::paper
