#include "screens/pages/samples.h"

#include "kiosk/visit/price.h"
#include "kiosk/visit/route.h"

#include <algorithm>
#include <map>
#include <set>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

using Written = std::map<std::string, std::string>;

forms::Answers answers(const Written& written) {
    forms::Answers answers;
    for (const auto& [field, value] : written) answers.set(field, value);
    return answers;
}

const Written own_birth{{"role", "self"},
                        {"office", "leipzig"},
                        {"event_date", "1964-08-12"},
                        {"event_place", "Leipzig"},
                        {"register_number", "G 334/1964"},
                        {"child_given_names", "Erika"},
                        {"child_family_name", "Gabler"},
                        {"parent1_given_names", "Maria"},
                        {"parent1_family_name", "Gabler"},
                        {"variant", "certificate"},
                        {"omissions", "religion"},
                        {"eu_wanted", "yes"},
                        {"eu_forms", "en,fr"},
                        {"eu_copies", "1"},
                        {"copies", "2"},
                        {"purpose", "abroad"}};

const Written marriage_for_another{{"role", "authorised"},
                                   {"principal_given_names", "Max"},
                                   {"principal_family_name", "Mustermann"},
                                   {"principal_role", "self"},
                                   {"office", "unknown"},
                                   {"event_date", "1987"},
                                   {"register_number", "unknown"},
                                   {"person1_given_names", "Erika"},
                                   {"person1_family_name", "Gabler"},
                                   {"person2_given_names", "Max"},
                                   {"person2_family_name", "Mustermann"},
                                   {"variant", "register_printout"},
                                   {"copies", "1"},
                                   {"purpose", "pension"},
                                   {"free_proof", "yes"},
                                   {"free_copies", "1"}};

const Written death_of_another{{"role", "sibling"},
                               {"interest_reason", "claim"},
                               {"office", "leipzig"},
                               {"event_date", "2020-03-01"},
                               {"deceased_given_names", "Max"},
                               {"deceased_family_name", "Mustermann"},
                               {"variant", "certificate"}};

const Written applicant{{"applicant_given_names", "Erika"},
                        {"applicant_family_name", "Mustermann"},
                        {"applicant_birth_name", "Gabler"},
                        {"applicant_birth_date", "1964-08-12"},
                        {"delivery", "cod"},
                        {"residence", "germany"},
                        {"street", "Heidestraße"},
                        {"house_number", "17"},
                        {"postcode", "51147"},
                        {"town", "Köln"},
                        {"declared_privacy", "yes"},
                        {"declared_correct", "yes"},
                        {"declared_fees", "yes"}};

forms::Draft order_of_two() {
    auto draft = sample_draft();
    draft.items.push_back({"marriage-certificate", answers(marriage_for_another)});
    return draft;
}

class Collection {
  public:
    explicit Collection(const House& house) : house_(house) {}

    void add(std::string name, Step step, std::optional<Overlay> overlay = {}) {
        Visit visit;
        visit.step = std::move(step);
        visit.overlay = overlay;
        samples.push_back({std::move(name), std::move(visit)});
    }
    void add_pages(const forms::Draft& draft);
    void add_filling_states();
    void add_ends();
    void add_overlays();

    std::vector<Sample> samples;

  private:
    [[nodiscard]] std::optional<Filling> page(const forms::Draft& draft, std::string_view id) const;
    [[nodiscard]] Ordered ordered(ReceiptState receipt, PrinterTrouble trouble = {}) const;

    const House& house_;
    std::set<std::string> shown_;
};

void Collection::add_pages(const forms::Draft& draft) {
    for (const auto& stop : forms::route(house_.services, draft, house_.today))
        if (shown_.insert(stop.page->id).second)
            add("filling." + stop.page->id, enter(draft, stop, Course::whole_form));
}

std::optional<Filling> Collection::page(const forms::Draft& draft, std::string_view id) const {
    for (const auto& stop : forms::route(house_.services, draft, house_.today))
        if (stop.page->id == id) return enter(draft, stop, Course::whole_form);
    return std::nullopt;
}

void Collection::add_filling_states() {
    auto blank = sample_draft();
    for (const auto* field :
         {"applicant_given_names", "applicant_family_name", "applicant_birth_name"})
        blank.shared.set(field, "");
    if (auto filling = page(blank, "applicant")) {
        add("keyboard.capitals", *filling);
        filling->keyboard_page = 2;
        add("keyboard.accents", *filling);
        filling->keyboard_page = 6;
        add("keyboard.signs", *filling);
        filling->problems = {{"applicant_family_name", "missing"}};
        filling->field.clear();
        add("problems", *filling);
    }
    if (auto filling = page(sample_draft(), "applicant")) {
        filling->course = Course::one_page;
        add("changing", *filling);
    }
    auto near_archive = page(sample_draft(), "event");
    if (near_archive) {
        near_archive->problems = {{"event_date", "archive_near", false}};
        add("notice", *near_archive);
    }
}

Ordered Collection::ordered(ReceiptState receipt, PrinterTrouble trouble) const {
    Ordered ordered;
    ordered.acknowledgement = {"L2604200001735",
                               "00000000-0000-7000-8000-000000000000",
                               "https://portal.example/s/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                               {}};
    ordered.draft = sample_draft();
    if (auto quote = price_of(ordered.draft, house_)) ordered.quote = *quote;
    ordered.receipt = receipt;
    ordered.trouble = trouble;
    return ordered;
}

void Collection::add_ends() {
    add("saving", Saving{1, sample_draft(), {}});
    add("not_saved", NotSaved{sample_draft(), ErrorKind::internal});
    add("not_saved.storage", NotSaved{sample_draft(), ErrorKind::unavailable});
    add("not_saved.busy", NotSaved{sample_draft(), ErrorKind::timed_out});
    add("not_saved.no_space", NotSaved{sample_draft(), ErrorKind::no_space, "closed.no_space"});
    samples.back().visit.closed_because = "closed.no_space";
    add("ordered.printing", ordered(ReceiptState::printing));
    add("ordered.printed", ordered(ReceiptState::printed));
    add("ordered.no_paper", ordered(ReceiptState::needs_help, PrinterTrouble::media_empty));
    add("ordered.jam", ordered(ReceiptState::needs_help, PrinterTrouble::media_jam));
    add("ordered.in_question", ordered(ReceiptState::in_question));
    add("ordered.on_screen_only", ordered(ReceiptState::on_screen_only, PrinterTrouble::offline));
    samples.back().visit.printer.trouble = PrinterTrouble::offline;
    add("ordered.card_left", ordered(ReceiptState::printed));
    samples.back().visit.left_card = LeftCard{1, true};
    for (const auto* reason : {"by_staff", "by_control_room", "failing", "configuration", "journal",
                               "no_space", "clock", "no_tariff", "no_services", "no_key"})
        add(std::string("out_of_service.") + reason, OutOfService{std::string("closed.") + reason});
    add("out_of_service.until",
        OutOfService{"closed.by_control_room", parse_instant("2026-12-01T17:00:00Z")});
    add("ended", Ended{});
}

void Collection::add_overlays() {
    add("help", Reviewing{sample_draft()}, HelpOpen{});
    if (auto filling = page(sample_draft(), "number")) add("help.page", *filling, HelpOpen{});
    add("languages", Welcome{}, LanguagesOpen{});
    add("end", Reviewing{sample_draft()}, EndInQuestion{});
    add("end.printing", ordered(ReceiptState::printing), EndInQuestion{});
    add("still_there", Reviewing{sample_draft()}, StillThere{});
    add("closing_soon", Reviewing{sample_draft()}, ClosingSoon{});
    add("still_there.ordered", ordered(ReceiptState::printed), StillThere{});
}

}  // namespace

forms::Draft sample_draft() {
    return {{{"birth-certificate", answers(own_birth)}}, answers(applicant)};
}

std::vector<Sample> sample_screens(const House& house) {
    Collection collection(house);
    collection.add("welcome", Welcome{});
    collection.add("welcome.kept", Welcome{sample_draft()});
    collection.add("introduction", Introduction{"birth-certificate"});
    collection.add("introduction.no_printer", Introduction{"birth-certificate"});
    collection.samples.back().visit.printer.trouble = PrinterTrouble::media_empty;
    collection.add_pages(sample_draft());
    auto abroad = order_of_two();
    abroad.shared.set("residence", "abroad");
    collection.add_pages(abroad);
    collection.add_pages({{{"death-certificate", answers(death_of_another)}}, {}});
    collection.add_filling_states();
    collection.add("reviewing", Reviewing{sample_draft()});
    collection.add("reviewing.two", Reviewing{order_of_two()});
    collection.add("reviewing.incomplete", Reviewing{{{{"birth-certificate", {}}}, {}}});
    collection.add("adding_item", AddingItem{sample_draft()});
    collection.add_ends();
    collection.add_overlays();
    add_card_screens(collection.samples, house);
    add_asking_screens(collection.samples);
    return std::move(collection.samples);
}

}  // namespace screens
