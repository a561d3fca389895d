// A service file that is wrong is refused with file, pointer and reason.
#include "kiosk/forms/texts_needed.h"
#include "kiosk/text/catalogue.h"
#include "tests/forms/shipped.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace kiosk::forms {
namespace {

class ServiceFolder {
  public:
    ServiceFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("services-" + std::to_string(std::hash<const void*>{}(this)))) {
        std::filesystem::create_directories(path_ / "shared");
    }
    ~ServiceFolder() { std::filesystem::remove_all(path_); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
    }
    [[nodiscard]] Result<std::vector<Service>> load(const Switches& on = {}) const {
        return load_services(path_.string(), on);
    }
    // What is said after the folder's own name.
    [[nodiscard]] std::string problem() const {
        const auto services = load();
        return services ? "accepted" : services.error().detail.substr(path_.string().size());
    }

  private:
    std::filesystem::path path_;
};

std::string service(const std::string& pages, const std::string& members = "",
                    const std::string& id = "dog") {
    return R"({"id": ")" + id +
           R"(", "version": 1, "valid_from": "2020-01-01", "schema_uri": "urn:x", "icon": "x", )" +
           members + R"("pages": [)" + pages + "]}";
}

std::string problem_of(const std::string& text) {
    const ServiceFolder folder;
    folder.write("dog.json", text);
    return folder.problem();
}

constexpr const char* one_page = R"({"id": "name", "fields": [{"id": "name", "kind": "name"}]})";

TEST(LoadingServices, ReadsWhatAnEidCardMayFill) {
    const auto page = [](const std::string& field) {
        return service(R"({"id": "it", "fields": [{"id": "it", )" + field + "}]}");
    };
    EXPECT_EQ(problem_of(page(R"("kind": "name", "eid": "family_name")")), "accepted");
    EXPECT_EQ(problem_of(page(R"("kind": "partial_date", "eid": "birth_date")")), "accepted");
    EXPECT_NE(problem_of(page(R"("kind": "name", "eid": "shoe_size")")).find("/eid"),
              std::string::npos);
    EXPECT_NE(problem_of(page(R"("kind": "name", "eid": "birth_date")")).find("/eid"),
              std::string::npos);
    EXPECT_NE(
        problem_of(page(R"("kind": "choice", "options": ["here"], "eid": "address.residence")"))
            .find("/eid"),
        std::string::npos);
}

TEST(LoadingServices, ReadsWhatIsShipped) {
    ASSERT_EQ(shipped().size(), 4U);
    EXPECT_EQ(shipped()[0].leika_key, "99027002012000");
    EXPECT_TRUE(shipped()[0].leika_key_verified);
    EXPECT_FALSE(offered(shipped(), "marriage-certificate", today)->leika_key)
        << "no key is better than a guessed one";
    EXPECT_FALSE(offered(shipped(), "death-certificate", today)->leika_key_verified);
}

TEST(LoadingServices, NamesFilePointerAndReason) {
    EXPECT_EQ(problem_of(service(one_page)), "accepted");
    EXPECT_EQ(problem_of("{"), "/dog.json: line 1: not well-formed JSON");
    EXPECT_EQ(problem_of(service("")), "/dog.json: /pages: must not be empty");
    EXPECT_EQ(problem_of(service(one_page, R"("colour": 1, )")),
              "/dog.json: /colour: is not a known member");
    EXPECT_EQ(problem_of(service(one_page, R"("leika_key": "9902700201200", )")),
              "/dog.json: /leika_key: must be 14 digits that start with 99");
    EXPECT_EQ(problem_of(service(one_page, R"("valid_to": "2026-02-30", )")),
              "/dog.json: /valid_to: must be a day that exists, as 2026-12-31");
    EXPECT_EQ(
        problem_of(service(R"({"id": "name", "fields": [{"id": "name", "kind": "colour"}]})")),
        "/dog.json: /pages/0/fields/0/kind: is not one of the known words");
    EXPECT_EQ(
        problem_of(service(R"({"id": "name", "fields": [{"id": "name", "kind": "choice"}]})")),
        "/dog.json: /pages/0/fields/0/options: must not be empty");
    EXPECT_EQ(problem_of(service(R"({"use": "applicant"})")),
              "/dog.json: /pages/0/use: names no file in shared/");
    EXPECT_EQ(problem_of(service(std::string(one_page) + "," + one_page)),
              "/dog.json: /pages: page name stands there twice");
    EXPECT_EQ(problem_of(service(one_page, R"("register": "birth", )")),
              "/dog.json: /pages: a certificate needs the field role");
}

TEST(LoadingServices, LetsConditionsLookBackwardsOnly) {
    EXPECT_EQ(
        problem_of(service(
            R"({"id": "a", "when": {"field": "late", "is": ["yes"]}, "fields": [{"id": "a", "kind": "text"}]},
                                    {"id": "b", "fields": [{"id": "late", "kind": "yes_no"}]})")),
        "/dog.json: /pages: page a: its condition names a field that was not asked before");
}

TEST(LoadingServices, TakesSharedPagesAndSwitches) {
    const ServiceFolder folder;
    folder.write(
        "shared/extra.json",
        R"({"id": "extra", "switch": "pickup", "fields": [{"id": "extra", "kind": "text"}]})");
    folder.write("dog.json",
                 service(std::string(one_page) +
                         R"(, {"use": "extra", "when": {"field": "name", "is": ["Rex"]}})"));
    EXPECT_EQ(folder.load()->front().pages.size(), 1U);
    const auto with_pickup = folder.load({pickup_switch}).value();
    ASSERT_EQ(with_pickup.front().pages.size(), 2U);
    EXPECT_EQ(with_pickup.front().pages[1].when->field, "name");
}

TEST(LoadingServices, KnowsWhenAServiceEndsAndWhatFollows) {
    const ServiceFolder folder;
    folder.write("cat.json",
                 service(one_page, R"("valid_to": "2026-11-24", "successor": "dog", )", "cat"));
    folder.write("dog.json", service(one_page));
    const auto services = folder.load().value();
    EXPECT_NE(offered(services, "cat", 2026y / 11 / 24), nullptr) << "its last day";
    EXPECT_EQ(offered(services, "cat", 2026y / 11 / 25), nullptr);
    EXPECT_EQ(offered(services, "cat", 2019y / 12 / 31), nullptr);
    EXPECT_EQ(offered(services, 2026y / 11 / 25).size(), 1U);
    EXPECT_EQ(services[0].successor, "dog");
}

TEST(LoadingServices, RefusesASuccessorThatIsNoneAndVersionsThatOverlap) {
    const ServiceFolder lost;
    lost.write("dog.json", service(one_page, R"("valid_to": "2026-11-24", "successor": "cat", )"));
    EXPECT_EQ(lost.problem(), ": dog: /successor: names no service");
    const ServiceFolder twice;
    twice.write("dog.json", service(one_page));
    twice.write("dog2.json", service(one_page));
    EXPECT_EQ(twice.problem(), "/dog2.json: /valid_from: overlaps another version of dog");
}

TEST(ShippedServices, HaveEveryTextInEveryLanguage) {
    const auto texts = text::Catalogue::load(HOUSE "/assets/text").value();
    for (const std::string& language : texts.languages()) {
        for (const Service& one : shipped_with_pickup())
            for (const TextNeed& need : texts_needed(one)) {
                const std::string shown = texts.first_of(language, need.keys);
                EXPECT_FALSE(shown.starts_with("⟦"))
                    << language << " " << one.id << " " << need.of << " " << shown;
            }
        for (const std::string& key : problem_texts())
            EXPECT_TRUE(texts.has(language, key)) << language << " " << key;
    }
}

}  // namespace
}  // namespace kiosk::forms
