#include "kiosk/base/json_object.h"
#include "kiosk/tariffs/tariff.h"

#include <algorithm>
#include <set>

namespace kiosk::tariffs {
namespace {

using nlohmann::json;

// Ten million euros; beyond it a figure is a slip, and sums could not overflow below it.
constexpr Cents highest_cents = 1'000'000'000;

void require_cents(JsonObject& object, const char* name, Cents& into) {
    object.require(name, into);
    if (!object.failed() && (into < 0 || into > highest_cents))
        object.complain(name, "must be from 0 to 1000000000 cents");
}

void read_rate(JsonObject& owner, const char* name, Rate& into) {
    const json* value = owner.member(name);
    if (value == nullptr) return;
    JsonObject object(*value, owner.file(), owner.pointer_to(name));
    require_cents(object, "first_cents", into.first_cents);
    require_cents(object, "further_cents", into.further_cents);
    if (auto done = object.finish(); !done) owner.adopt(done.error());
}

void read_search(JsonObject& owner, Tariff& into) {
    const json* value = owner.member("search");
    if (value == nullptr) return owner.complain("search", "is missing");
    JsonObject object(*value, owner.file(), owner.pointer_to("search"));
    require_cents(object, "unit_cents", into.search_unit_cents);
    object.require("unit_minutes", into.search_unit_minutes);
    if (into.search_unit_minutes < 1 || into.search_unit_minutes > 1440)
        object.complain("unit_minutes", "must be from 1 to 1440");
    if (object.present("cap_cents"))
        require_cents(object, "cap_cents", into.search_cap_cents.emplace());
    if (auto done = object.finish(); !done) owner.adopt(done.error());
}

Result<Tariff> read_tariff(const std::string& file) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Tariff tariff;
    object.require("id", tariff.id);
    object.require("name", tariff.name);
    object.require("source", tariff.source);
    object.require("valid_from", tariff.valid_from);
    object.require("valid_to", tariff.valid_to);
    if (!object.present("certificate")) object.complain("certificate", "is missing");
    read_rate(object, "certificate", tariff.certificate);
    if (object.present("eu_form")) read_rate(object, "eu_form", tariff.eu_form.emplace());
    read_search(object, tariff);
    require_cents(object, "cod_postage_minimum_cents", tariff.cod_postage_minimum_cents);
    if (!object.failed() && tariff.valid_to < tariff.valid_from)
        object.complain("valid_to", "lies before valid_from");
    TRY_VOID(object.finish());
    return tariff;
}

struct Read {
    std::string file;
    Tariff tariff;
};

// R12: validity runs on without a gap and without an overlap.
Result<void> follows(const Read& before, const Read& after) {
    const auto refuse = [&](const char* what) {
        return fail(ErrorKind::invalid_configuration,
                    after.file + ": /valid_from: leaves " + what + " with " + before.file);
    };
    const std::chrono::sys_days end{before.tariff.valid_to};
    const std::chrono::sys_days start{after.tariff.valid_from};
    if (start <= end) return refuse("an overlap");
    if (start != end + std::chrono::days{1}) return refuse("a gap");
    return {};
}

}  // namespace

Result<std::vector<Tariff>> load_tariffs(const std::string& directory) {
    std::vector<Read> all;
    for (const std::string& file : json_files_in(directory)) {
        Tariff tariff = TRY(read_tariff(file));
        all.push_back({file, std::move(tariff)});
    }
    if (all.empty())
        return fail(ErrorKind::invalid_configuration, directory + ": there is no tariff");
    std::sort(all.begin(), all.end(), [](const Read& a, const Read& b) {
        return a.tariff.valid_from < b.tariff.valid_from;
    });
    std::vector<Tariff> tariffs;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) TRY_VOID(follows(all[i - 1], all[i]));
        if (!ids.insert(all[i].tariff.id).second)
            return fail(ErrorKind::invalid_configuration,
                        all[i].file + ": /id: is another tariff's too");
        tariffs.push_back(std::move(all[i].tariff));
    }
    return tariffs;
}

}  // namespace kiosk::tariffs
