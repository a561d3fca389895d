#include "kiosk/text/catalogue.h"

#include "kiosk/base/json_object.h"
#include "kiosk/base/overloaded.h"
#include "kiosk/text/pattern.h"
#include "kiosk/text/pseudo.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include <unicode/locid.h>

namespace kiosk::text {
namespace {

bool is_pseudo(std::string_view language) {
    return language == longer_language || language == mirrored_language;
}

std::string missing(std::string_view key) {
    return "⟦" + std::string(key) + "⟧";
}

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

// Texts of the area "format" know these names only, and no MessageFormat.
std::string put(std::string text,
                const std::vector<std::pair<std::string_view, std::string>>& values) {
    for (const auto& [name, value] : values)
        for (auto at = text.find(name); at != std::string::npos;
             at = text.find(name, at + value.size()))
            text.replace(at, name.size(), value);
    return text;
}

}  // namespace

struct Catalogue::Inside {
    struct Entry {
        std::string text;
        std::size_t file = 0;
        std::unique_ptr<Pattern> pattern;
        bool broken = false;
    };
    using Texts = std::map<std::string, Entry, std::less<>>;

    std::map<std::string, Texts, std::less<>> languages;
    std::vector<std::string> files;

    [[nodiscard]] Entry* entry(std::string_view language, std::string_view key);
    [[nodiscard]] std::string plain(std::string_view language, std::string_view key);
    [[nodiscard]] std::string month_name(std::string_view language, Date date) {
        return plain(language,
                     "format.month." + std::to_string(static_cast<unsigned>(date.month())));
    }
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string>> parts_of(
        std::string_view language, Date date);
};

Catalogue::Catalogue() : inside_(std::make_unique<Inside>()) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Catalogue::Inside::Entry* Catalogue::Inside::entry(std::string_view language,
                                                   std::string_view key) {
    const auto texts = languages.find(is_pseudo(language) ? "de" : language);
    if (texts == languages.end()) return nullptr;
    const auto found = texts->second.find(key);
    return found == texts->second.end() ? nullptr : &found->second;
}

std::string Catalogue::Inside::plain(std::string_view language, std::string_view key) {
    const Entry* found = entry(language, key);
    return found != nullptr ? found->text : missing(key);
}

std::vector<std::pair<std::string_view, std::string>> Catalogue::Inside::parts_of(
    std::string_view language, Date date) {
    const auto day = static_cast<unsigned>(date.day());
    return {{"<dd>", two_digits(day)},
            {"<d>", std::to_string(day)},
            {"<mm>", two_digits(static_cast<unsigned>(date.month()))},
            {"<month>", month_name(language, date)},
            {"<yyyy>", std::to_string(static_cast<int>(date.year()))}};
}

Result<Catalogue> Catalogue::load(const std::string& directory) {
    Catalogue catalogue;
    Inside& inside = *catalogue.inside_;
    std::error_code absent;
    for (const auto& folder : std::filesystem::directory_iterator(directory, absent)) {
        if (!folder.is_directory()) continue;
        auto& texts = inside.languages[folder.path().filename().string()];
        for (const std::string& file : json_files_in(folder.path().string())) {
            const auto value = TRY(read_json_file(file));
            JsonObject object(value, file);
            for (const auto& [key, text] : value.items()) {
                Inside::Entry entry{
                    .text = {}, .file = inside.files.size(), .pattern = {}, .broken = false};
                object.read(key, entry.text);
                if (!texts.emplace(key, std::move(entry)).second)
                    object.complain(key, "stands in another file too");
            }
            TRY_VOID(object.finish());
            inside.files.push_back(file);
        }
    }
    if (!inside.languages.contains("de"))
        return fail(ErrorKind::invalid_configuration, directory + ": there are no German texts");
    return catalogue;
}

std::string Catalogue::operator()(std::string_view language, std::string_view key,
                                  const std::vector<Argument>& arguments) const {
    Inside::Entry* entry = inside_->entry(language, key);
    if (entry == nullptr || entry->broken) return missing(key);
    std::string text = entry->text;
    // A lone apostrophe is itself; only before a brace it quotes.
    if (text.find_first_of("{'") != std::string::npos) {
        if (!entry->pattern) {
            auto pattern = Pattern::parse(text, is_pseudo(language) ? "de" : language);
            entry->broken = !pattern;
            if (entry->broken) return missing(key);
            entry->pattern = std::make_unique<Pattern>(std::move(*pattern));
        }
        std::vector<Filling> fillings;
        for (const Argument& argument : arguments) {
            Filling filling{argument.name, {}};
            std::visit(
                overloaded{[&](const std::string& word) { filling.value = word; },
                           [&](std::int64_t number) { filling.value = number; },
                           [&](Money amount) { filling.value = money(language, amount.cents); },
                           [&](Date day) { filling.value = date(language, day); },
                           [&](Instant instant) { filling.value = date_time(language, instant); }},
                argument.value);
            fillings.push_back(std::move(filling));
        }
        auto filled = entry->pattern->fill(fillings);
        if (!filled) return missing(key);
        text = std::move(*filled);
    }
    if (language == longer_language) return lengthened(text);
    if (language == mirrored_language) return mirrored(text);
    return text;
}

bool Catalogue::has(std::string_view language, std::string_view key) const {
    return inside_->entry(language, key) != nullptr;
}

std::string Catalogue::first_of(std::string_view language, const std::vector<std::string>& keys,
                                const std::vector<Argument>& arguments) const {
    for (const std::string& key : keys)
        if (has(language, key)) return (*this)(language, key, arguments);
    return missing(keys.empty() ? "" : keys.back());
}

std::string Catalogue::money(std::string_view language, Cents cents) const {
    const bool negative = cents < 0;
    // Through unsigned, since the smallest Cents has no positive counterpart.
    const std::uint64_t amount =
        negative ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    std::string euros = std::to_string(amount / 100);
    const std::string thousands = inside_->plain(language, "format.thousands");
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(euros.size()) - 3; at > 0; at -= 3)
        euros.insert(static_cast<std::size_t>(at), thousands);
    const std::string number = euros + inside_->plain(language, "format.decimal") +
                               two_digits(static_cast<std::int64_t>(amount % 100));
    return (negative ? "−" : "") +
           put(inside_->plain(language, "format.money"), {{"<amount>", number}});
}

std::string Catalogue::date(std::string_view language, Date date) const {
    return put(inside_->plain(language, "format.date"), inside_->parts_of(language, date));
}

std::string Catalogue::date(std::string_view language, const PartialDate& partial) const {
    if (partial.day) return date(language, partial.earliest());
    if (!partial.month) return std::to_string(partial.year);
    return put(inside_->plain(language, "format.month_only"),
               inside_->parts_of(language, partial.earliest()));
}

std::string Catalogue::date_time(std::string_view language, Instant instant) const {
    using namespace std::chrono;
    const Instant local = local_time(instant);
    const hh_mm_ss time{floor<minutes>(local - floor<days>(local))};
    auto parts = inside_->parts_of(language, local_date(instant));
    parts.emplace_back("<hh>", two_digits(time.hours().count()));
    parts.emplace_back("<min>", two_digits(time.minutes().count()));
    return put(inside_->plain(language, "format.date_time"), parts);
}

std::vector<std::string> Catalogue::languages() const {
    std::vector<std::string> names{"de"};
    for (const auto& [name, texts] : inside_->languages)
        if (name != "de") names.push_back(name);
    return names;
}

bool Catalogue::right_to_left(std::string_view language) const {
    if (is_pseudo(language)) return language == mirrored_language;
    return icu::Locale(std::string(language).c_str()).isRightToLeft() != 0;
}

std::vector<std::string> Catalogue::keys(std::string_view language) const {
    std::vector<std::string> keys;
    const auto texts = inside_->languages.find(language);
    if (texts == inside_->languages.end()) return keys;
    for (const auto& [key, entry] : texts->second) keys.push_back(key);
    return keys;
}

Result<std::set<std::string>> Catalogue::placeholders(std::string_view language,
                                                      std::string_view key) const {
    const Inside::Entry* entry = inside_->entry(language, key);
    if (entry == nullptr) return fail(ErrorKind::invalid_configuration, "there is no such text");
    return TRY(Pattern::parse(entry->text, language)).placeholders();
}

std::string Catalogue::file_of(std::string_view language, std::string_view key) const {
    const Inside::Entry* entry = inside_->entry(language, key);
    return entry == nullptr ? std::string() : inside_->files[entry->file];
}

}  // namespace kiosk::text
