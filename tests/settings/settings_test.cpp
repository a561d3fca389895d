#include "kiosk/settings/settings.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace kiosk {
namespace {

// A site's own file, gone after the test.
class SiteFile {
  public:
    explicit SiteFile(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("site-" + std::to_string(std::hash<const void*>{}(this)) + ".json")) {
        std::ofstream(path_) << text;
    }
    ~SiteFile() { std::filesystem::remove(path_); }
    [[nodiscard]] Result<Settings> load() const { return load_settings(HOUSE, path_.string()); }
    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string problem() const {
        const auto settings = load();
        return settings ? "accepted" : settings.error().detail.substr(path_.string().size());
    }

  private:
    std::filesystem::path path_;
};

TEST(Settings, OfTheCityLoadByThemselves) {
    const auto settings = load_settings(HOUSE, "");
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->office.city, "Stadt Leipzig");
    EXPECT_EQ(settings->office.ars, "147130000000");
    EXPECT_FALSE(settings->pickup_offered);
}

TEST(Settings, OfTheSiteLieOverThoseOfTheCity) {
    const SiteFile site(
        R"({"kiosk_number": 42, "panel": {"width_mm": 700}, "office": {"counter": "Zimmer 12"},
                            "portal": {"destinations": {"default": "0b7d4f6e-6d0f-4f5e-9d38-0a1b2c3d4e5f"}}})");
    const auto settings = site.load();
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->kiosk_number, 42);
    EXPECT_EQ(settings->panel.width_mm, 700);
    EXPECT_EQ(settings->panel.height_mm, 336.2) << "what the site does not name stays";
    EXPECT_EQ(settings->office.city, "Stadt Leipzig");
    EXPECT_EQ(settings->office.counter, "Zimmer 12");
}

TEST(Settings, TakeNoDispatchTimeWithoutSourceAndDate) {
    EXPECT_EQ(SiteFile(R"({"office": {"dispatch": {"working_days": 14}}})").problem(),
              ": /office/dispatch/source: is missing");
    EXPECT_EQ(SiteFile(R"({"office": {"dispatch": {"working_days": 0, "source": "Stadt Leipzig",
                                                   "as_of": "2025-09-08"}}})")
                  .problem(),
              ": /office/dispatch/working_days: must be from 1 to 365");
}

TEST(Settings, SayHowCardsAreRead) {
    const auto settings = SiteFile(R"({"eid": {"way": "direct", "reader": "REINER SCT",
        "trust_directory": "/srv/trust", "attended": true}})")
                              .load();
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->eid.way, EidWay::direct);
    EXPECT_EQ(settings->eid.reader, "REINER SCT");
    EXPECT_EQ(settings->eid.trust_directory, "/srv/trust");
    EXPECT_TRUE(settings->eid.attended);
    EXPECT_EQ(load_settings(HOUSE, "")->eid.way, EidWay::none);
}

TEST(Settings, TakeTheAusweisAppAsAWay) {
    const auto settings = SiteFile(R"({"eid": {"way": "ausweisapp", "reader": "REINER SCT",
        "tc_token_url": "https://eid.example/token"}})")
                              .load();
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->eid.way, EidWay::ausweisapp);
    EXPECT_EQ(settings->eid.tc_token_url, "https://eid.example/token");
}

TEST(Settings, RefuseAnUnknownWayAndASignerWithoutAClientCertificate) {
    EXPECT_EQ(SiteFile(R"({"eid": {"way": "magic"}})").problem(),
              ": /eid/way: must be none, direct or ausweisapp");
    EXPECT_EQ(SiteFile(R"({"eid": {"tc_token_url": "http://eid.example/token"}})").problem(),
              ": /eid/tc_token_url: must begin with https://");
    EXPECT_EQ(SiteFile(R"({"eid": {"signer_url": "https://signer.example/sign"}})").problem(),
              ": /eid/signer_url: needs signer_certificate_file and signer_key_file");
    EXPECT_EQ(SiteFile(R"({"eid": {"signer_url": "http://signer.example/sign"}})").problem(),
              ": /eid/signer_url: must begin with https://");
}

TEST(Settings, TakeRelativePathsFromTheFolderOfTheirFile) {
    const auto settings =
        SiteFile(R"({"recovery_key_file": "keys/city.jwk", "state_directory": "/srv/kiosk"})")
            .load();
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->recovery_key_file,
              (std::filesystem::temp_directory_path() / "keys/city.jwk").string());
    EXPECT_EQ(settings->state_directory, "/srv/kiosk");
}

TEST(Settings, RefuseAnUnknownMemberWithFileAndPointer) {
    EXPECT_EQ(SiteFile(R"({"pickup": true})").problem(), ": /pickup: is not a known member");
    EXPECT_EQ(SiteFile(R"({"portal": {"secret": "x"}})").problem(),
              ": /portal/secret: is not a known member");
}

TEST(Settings, RefuseWhatCannotBe) {
    EXPECT_EQ(SiteFile(R"({"kiosk_number": 0})").problem(),
              ": /kiosk_number: must be from 1 to 999");
    EXPECT_EQ(SiteFile(R"({"kiosk_number": "1"})").problem(),
              ": /kiosk_number: must be a whole number");
    EXPECT_EQ(SiteFile(R"({"portal": {"version": 3}})").problem(),
              ": /portal/version: must be from 1 to 2");
    EXPECT_EQ(SiteFile(R"({"portal": {"token_url": "http://portal.example/token"}})").problem(),
              ": /portal/token_url: must begin with https://");
    EXPECT_EQ(SiteFile(R"({"portal": {"destinations": {"default": "x"}}})").problem(),
              ": /portal/destinations/default: must be a UUID");
    EXPECT_EQ(SiteFile(R"({"office": {"ars": "14713000000000"}})").problem(),
              ": /office/ars: must be 12 digits");
    EXPECT_EQ(SiteFile(R"({"panel": []})").problem(), ": /panel: must be an object");
    EXPECT_EQ(SiteFile(R"({"kiosk_number": 1, "kiosk_number": 2})").problem(),
              ": member named twice: kiosk_number");
    EXPECT_EQ(SiteFile("{\n\"kiosk_number\": 1,\n").problem(), ": line 3: not well-formed JSON");
    EXPECT_EQ(SiteFile(R"({"portal": {"token_url": "http://127.0.0.1:8801/token"}})").problem(),
              "accepted");
}

constexpr auto a_control_room =
    R"("url": "https://leitstelle.example.org", "terminal": "leipzig-042",
    "city": "leipzig", "job_key_file": "agent/jobs.pub.pem")";

TEST(Settings, SayWhoLooksAfterTheTerminal) {
    const auto settings =
        SiteFile(std::string(R"({"fleet": {"brokers": ["bell:8883"], )") + a_control_room + "}}")
            .load();
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->fleet.terminal, "leipzig-042");
    EXPECT_EQ(settings->fleet.brokers, std::vector<std::string>{"bell:8883"});
    EXPECT_TRUE(load_settings(HOUSE, "")->fleet.url.empty()) << "nobody, unless the site says so";
    EXPECT_EQ(SiteFile(R"({"fleet": {"url": "https://x.example"}})").problem(),
              ": /fleet/terminal: is missing");
    EXPECT_EQ(SiteFile(R"({"fleet": {"url": "http://x.example"}})").problem(),
              ": /fleet/url: must begin with https://");
    EXPECT_EQ(SiteFile(R"({"fleet": {"url": "https://x.example/"}})").problem(),
              ": /fleet/url: must not end with a slash");
}

TEST(Settings, TakeWhatJoiningHasLeftOverWhatTheSiteSays) {
    const SiteFile joined(std::string("{") + a_control_room + "}");
    const auto with = [](const std::string& path) {
        return R"({"fleet": {"brokers": ["bell:8883"]}, "fleet_file": ")" + path + "\"}";
    };
    const auto settings = SiteFile(with(joined.path())).load();
    ASSERT_TRUE(settings) << settings.error().detail;
    EXPECT_EQ(settings->fleet.terminal, "leipzig-042");
    EXPECT_EQ(settings->fleet.brokers, std::vector<std::string>{"bell:8883"});
    EXPECT_TRUE(SiteFile(with("/nowhere/fleet.json")).load()) << "it has not joined yet";
    const SiteFile damaged("{");
    EXPECT_FALSE(SiteFile(with(damaged.path())).load());
}

TEST(Settings, RefuseASiteFileThatIsNotThere) {
    EXPECT_NE(load_settings(HOUSE, "/nowhere/site.json")
                  .error()
                  .detail.find("/nowhere/site.json: cannot be read"),
              std::string::npos);
}

}  // namespace
}  // namespace kiosk
