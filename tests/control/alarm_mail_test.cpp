// The mails that staff read, in their own words.
#include "kiosk/control/alarm_mail.h"

#include "drivers/mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::Mail;
using kiosk::control::Alarm;
using kiosk::control::mail_about;
using kiosk::control::Notice;
using testing::HasSubstr;
using testing::Not;

const kiosk::Instant morning = kiosk::parse_instant("2026-12-01T06:02:00Z").value();

class AlarmMail : public testing::Test {
  protected:
    kiosk::text::Catalogue texts =
        kiosk::text::Catalogue::load(HOUSE "/assets/control/text").value();
    Notice paper_out{Notice::About::raised,
                     {.terminal = "leipzig-042", .code = "paper.paperOut", .since = morning}};
    Notice silent{Notice::About::goes_on,
                  {.terminal = "leipzig-007", .code = "not_heard", .since = morning}};
};

TEST_F(AlarmMail, SaysWhichTerminalWhatAndSinceWhen) {
    const Mail mail = mail_about({paper_out}, texts, "de");
    EXPECT_EQ(mail.subject, "leipzig-042: Papier ist leer");
    EXPECT_EQ(mail.text,
              "Neu:\n- leipzig-042: Papier ist leer, seit 01.12.2026, 07:02 Uhr\n\n"
              "Sie kümmern sich? Dann melden Sie es in der Leitstelle oder mit: kioskctl see-to "
              "TERMINAL. Danach wird niemand mehr dazu angeschrieben.\n");
}

TEST_F(AlarmMail, PutsWhatIsNewFirstAndWhatIsOverLast) {
    Notice over = paper_out;
    over.about = Notice::About::over;
    const Mail mail = mail_about({over, silent, paper_out}, texts, "en");
    EXPECT_EQ(mail.subject, "3 messages from terminals");
    EXPECT_LT(mail.text.find("New:"), mail.text.find("Still open"));
    EXPECT_LT(mail.text.find("Still open"), mail.text.find("Over:"));
}

TEST_F(AlarmMail, AsksNobodyToSeeToWhatIsOver) {
    Notice over = paper_out;
    over.about = Notice::About::over;
    const Mail mail = mail_about({over}, texts, "de");
    EXPECT_EQ(mail.subject, "leipzig-042: erledigt");
    EXPECT_THAT(mail.text, Not(HasSubstr("kioskctl")));
}

TEST_F(AlarmMail, ShowsACodeThatHasNoWordsYet) {
    paper_out.alarm.code = "coins.full";
    EXPECT_EQ(mail_about({paper_out}, texts, "de").subject, "leipzig-042: coins.full");
}

TEST_F(AlarmMail, HasTheSameTextsInBothLanguages) {
    EXPECT_EQ(texts.keys("de"), texts.keys("en"));
}

TEST(MailHead, KeepsUmlautsAndLineBreaksInTheirPlace) {
    const auto headers = drivers::headers_of(
        {.id = "7", .to = "a@example.org", .subject = "Störung\r\nBcc: b@example.org"},
        "kiosk@example.org");
    EXPECT_THAT(headers, testing::Contains("Subject: =?UTF-8?Q?St=C3=B6rung=0D=0ABcc=3A=20b=40"
                                           "example=2Eorg?="));
    EXPECT_THAT(headers, testing::Contains("Message-ID: <7@example.org>"));
    for (const std::string& header : headers)
        EXPECT_EQ(header.find_first_of("\r\n"), std::string::npos);
}

TEST(MailHead, PartsALongSubjectBetweenCharacters) {
    std::string subject;
    for (int i = 0; i < 40; ++i) subject += "ö";
    for (const std::string& header : drivers::headers_of({.subject = subject}, "a@b"))
        if (header.starts_with("Subject: ")) {
            EXPECT_THAT(header, HasSubstr("?= =?UTF-8?Q?=C3=B6"));
            EXPECT_THAT(header, Not(HasSubstr("=C3?=")));
        }
}

TEST(MailHead, KnowsAnAddressFromWhatWouldBreakOut) {
    EXPECT_TRUE(drivers::is_address("kiosk@leipzig.de"));
    for (const char* wrong : {"", "kiosk", "@leipzig.de", "kiosk@", "a@b>c", "a b@c", "a@b@c",
                              "a@b\r\nRCPT TO:<c@d>", "\"a\"@b"})
        EXPECT_FALSE(drivers::is_address(wrong)) << wrong;
}

}  // namespace
}  // namespace tests
