// Every screen in plain words, one node a line, in every language: a change here is one that a town
// clerk could approve.
#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "screens/scene/scene_json.h"
#include "tests/scenarios/town_hall.h"
#include "tests/visit/golden.h"

#include <algorithm>
#include <map>
#include <set>

namespace screens {
namespace {

using kiosk::visit::House;

House house() {
    return with_sample_knowledge(scenes::town_hall().on(scenes::a_day));
}

Scene scene_of(const Sample& sample, std::string_view language) {
    auto visit = sample.visit;
    visit.preferences.language = language;
    return render(visit, house());
}

std::string in_one_line(std::string text) {
    for (const std::string_view mark : {"\u2068", "\u2069"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
            text.erase(at, mark.size());
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n'))
        text.replace(at, 1, " / ");
    return text;
}

void add_part(std::string& line, const std::string& before, const std::string& part,
              const std::string& after = "") {
    if (!part.empty()) line += before + in_one_line(part) + after;
}

// "  button    Weiter  (main action)": what is read first, then what it is.
std::string line_of(const Node& node) {
    std::string line = std::string(name_of(node.role));
    line.resize(10, ' ');
    line += in_one_line(node.label);
    add_part(line, " = [", node.value, "]");
    add_part(line, " | ", node.hint);
    add_part(line, " !! ", node.problem);
    add_part(line, "  (said: ", node.spoken, ")");
    if (node.tone != Tone::none) line += "  <" + std::string(name_of(node.tone)) + ">";
    if (node.emphasis == Emphasis::primary) line += "  (main)";
    if (node.emphasis == Emphasis::danger) line += "  (danger)";
    if (node.selected) line += "  (chosen)";
    if (node.disabled) line += "  (not possible)";
    if (node.typing) line += "  (typing)";
    if (node.personal) line += "  (personal)";
    return line;
}

std::string in_words(const Scene& scene) {
    std::map<Region, std::string> parts;
    for (const auto& node : scene.nodes) parts[node.region] += "  " + line_of(node) + "\n";
    std::string words;
    for (const auto region : {Region::overlay, Region::content, Region::actions})
        if (!parts[region].empty()) words += std::string(name_of(region)) + "\n" + parts[region];
    // The banner is the same everywhere, and the keys are the toolkit's.
    if (!parts[Region::keyboard].empty()) words += "keyboard\n";
    return words;
}

TEST(Screens, ReadAsReviewed) {
    for (const auto& language : scenes::town_hall().texts.languages())
        for (const auto& sample : sample_screens(house()))
            golden::expect_as_reviewed("screens/" + language + "/" + sample.name + ".txt",
                                       in_words(scene_of(sample, language)));
}

TEST(Screens, HaveNoMissingWords) {
    for (const auto& language : scenes::town_hall().texts.languages())
        for (const auto& sample : sample_screens(house()))
            for (const auto& node : scene_of(sample, language).nodes)
                for (const auto* words :
                     {&node.label, &node.spoken, &node.value, &node.hint, &node.problem})
                    EXPECT_EQ(words->find("⟦"), std::string::npos)
                        << sample.name << " " << node.id << " " << *words;
}

TEST(Screens, NameEachNodeOnce) {
    for (const auto& sample : sample_screens(house())) {
        std::set<std::string> ids;
        for (const auto& node : scene_of(sample, "de").nodes)
            EXPECT_TRUE(ids.insert(node.id).second) << sample.name << " " << node.id;
    }
}

TEST(Screens, BearTheSameBannerInTheSameOrder) {
    const std::vector<std::string> banner{"banner.city",     "banner.language", "banner.large",
                                          "banner.contrast", "banner.low",      "banner.help",
                                          "banner.end"};
    for (const auto& sample : sample_screens(house())) {
        if (sample.name == "ended") continue;
        std::vector<std::string> ids;
        for (const auto& node : scene_of(sample, "de").nodes)
            if (node.region == Region::banner) ids.push_back(node.id);
        EXPECT_EQ(ids, banner) << sample.name;
    }
}

TEST(Screens, SayEverythingThatCanBeSeen) {
    for (const auto& sample : sample_screens(house()))
        for (const auto& node : scene_of(sample, "de").nodes)
            EXPECT_FALSE(node.label.empty() && node.spoken.empty())
                << sample.name << " " << node.id;
}

TEST(Screens, FlagWhatIsPersonal) {
    for (const auto& sample : sample_screens(house()))
        for (const auto& node : scene_of(sample, "de").nodes)
            for (const auto* word : {"Erika", "Gabler", "Heidestraße"}) {
                const bool shown = node.label.find(word) != std::string::npos ||
                                   node.value.find(word) != std::string::npos;
                EXPECT_TRUE(!shown || node.personal) << sample.name << " " << node.id;
            }
}

TEST(Screens, OfferExactlyOneMainAction) {
    for (const auto& sample : sample_screens(house())) {
        const auto scene = scene_of(sample, "de");
        const auto mains =
            std::count_if(scene.nodes.begin(), scene.nodes.end(), [](const Node& node) {
                return node.region == Region::actions && node.emphasis == Emphasis::primary;
            });
        EXPECT_LE(mains, 1) << sample.name;
    }
}

// A sentence of more than 15 words is hard to read standing. Those of a law's rule may be longer.
TEST(Texts, OfTheKioskKeepSentencesShort) {
    const auto& texts = scenes::town_hall().texts;
    for (const auto& language : texts.languages())
        for (const auto& key : texts.keys(language)) {
            if (!key.starts_with("kiosk.") && !key.starts_with("closed.") &&
                !key.starts_with("card."))
                continue;
            std::string text;
            for (const char c : texts(language, key,
                                      {{"seconds", std::int64_t{2}},
                                       {"tries", std::int64_t{2}},
                                       {"typed", std::int64_t{2}}}))
                text += c == '\n' ? ' ' : c;
            std::size_t words = 0;
            bool in_word = false;
            for (std::size_t i = 0; i < text.size(); ++i) {
                const bool ends =
                    (text[i] == '.' || text[i] == '?' || text[i] == '!' || text[i] == ':') &&
                    (i + 1 == text.size() || text[i + 1] == ' ');
                if (text[i] == ' ')
                    in_word = false;
                else if (!in_word)
                    ++words, in_word = true;
                if (ends) words = 0, in_word = false;
                ASSERT_LE(words, 15U) << language << " " << key << ": " << text;
            }
        }
}

}  // namespace
}  // namespace screens
