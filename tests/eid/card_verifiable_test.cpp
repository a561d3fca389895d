#include "kiosk/eid/card_verifiable.h"

#include "tests/eid/certificate_parts.h"

#include <functional>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using kiosk::Date;
using namespace std::chrono_literals;
using Parts = CertificateParts;

TEST(CardVerifiableCertificate, TellsWhoForWhomAndUntilWhen) {
    Parts parts;
    parts.effective = date_digits("261124");
    parts.expires = date_digits("270131");
    const auto certificate = parse_certificate(parts.make());
    ASSERT_TRUE(certificate) << certificate.error().detail;
    EXPECT_EQ(certificate->authority, "ZZATCVCA00001");
    EXPECT_EQ(certificate->holder, "ZZATDVXX00001");
    EXPECT_EQ(certificate->hash, Hash::sha256);
    EXPECT_EQ(certificate->effective, Date(2026y, std::chrono::November, 24d));
    EXPECT_EQ(certificate->expires, Date(2027y, std::chrono::January, 31d));
    EXPECT_TRUE(certificate->rights.has(Rights::verify_age));
    EXPECT_TRUE(certificate->rights.has(Rights::read_data_group(1)));
    EXPECT_TRUE(certificate->rights.has(Rights::read_data_group(10)));
    EXPECT_FALSE(certificate->rights.has(Rights::read_data_group(17)));
}

TEST(CardVerifiableCertificate, RefusesWhatIsMalformed) {
    const auto wrong = [](const std::function<void(Parts&)>& change) {
        Parts parts;
        parts.effective = date_digits("261124");
        parts.expires = date_digits("270131");
        change(parts);
        return !parse_certificate(parts.make());
    };
    EXPECT_FALSE(wrong([](Parts&) {}));
    EXPECT_TRUE(wrong([](Parts& p) { p.profile = "01"; }));
    EXPECT_TRUE(wrong([](Parts& p) { p.expires = date_digits("271301"); }));
    EXPECT_TRUE(wrong([](Parts& p) { p.expires = "323730313031"; }));
    EXPECT_TRUE(wrong([](Parts& p) { p.authority = "\xFF\xFFTCVCA00001"; }));
    EXPECT_TRUE(wrong([](Parts& p) { p.holder = "SHORT"; }));
    EXPECT_TRUE(wrong([](Parts& p) { p.rights = "00000F"; }));
    EXPECT_TRUE(wrong([](Parts& p) { p.role = "04007F000703010201"; }));  // inspection system
    EXPECT_TRUE(wrong([](Parts& p) { p.algorithm = "04007F00070202020201"; }));  // SHA-1
    EXPECT_TRUE(wrong([](Parts& p) { p.algorithm = "04007F00070202020103"; }));  // RSA
    EXPECT_TRUE(wrong([](Parts& p) { p.signature = ""; }));
    EXPECT_FALSE(parse_certificate({}));
    Bytes trailing =
        Parts{.effective = date_digits("261124"), .expires = date_digits("270131")}.make();
    trailing.push_back(0);
    EXPECT_FALSE(parse_certificate(trailing));
}

CertificateChain chain(Parts second = {}) {
    Parts first{.effective = date_digits("260101"), .expires = date_digits("261231")};
    second.effective = date_digits("261101");
    second.expires = date_digits("261130");
    return *make_chain({first.make(), second.make()});
}

TEST(CertificateChain, IsRefusedBeforeTheCitizenTypesAPin) {
    Parts terminal{.authority = "ZZATDVXX00001", .holder = "ZZATKIOS00001"};
    EXPECT_TRUE(chain(terminal).check(Date(2026y, std::chrono::November, 1d)));
    EXPECT_TRUE(chain(terminal).check(Date(2026y, std::chrono::November, 30d)));
    for (const Date day :
         {Date(2026y, std::chrono::October, 31d), Date(2026y, std::chrono::December, 1d)})
        EXPECT_EQ(chain(terminal).check(day).error().kind, TroubleKind::terminal_refused);
    terminal.authority = "ZZATDVXX00009";
    EXPECT_EQ(chain(terminal).check(Date(2026y, std::chrono::November, 2d)).error().kind,
              TroubleKind::terminal_refused);
}

TEST(CertificateChain, AllowsOnlyWhatEveryCertificateAllows) {
    Parts terminal{.authority = "ZZATDVXX00001", .holder = "ZZATKIOS00001", .rights = "0100060010"};
    const Rights rights = chain(terminal).rights();
    EXPECT_TRUE(rights.has(Rights::read_data_group(10)));
    EXPECT_FALSE(rights.has(Rights::verify_age));
    EXPECT_FALSE(rights.has(Rights::can_allowed));
    EXPECT_FALSE(rights.has(Rights::read_data_group(17)));
}

TEST(Rights, AreWrittenAsATerminalsTemplate) {
    Rights rights;
    rights.add(Rights::read_data_group(4));
    rights.add(Rights::read_data_group(17));
    rights.add(Rights::verify_age);
    EXPECT_EQ(kiosk::to_hex(rights.encode()), "7f4c12060904007f00070301020253050001000801");
}

}  // namespace
}  // namespace tests
