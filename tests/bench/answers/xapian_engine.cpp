#include "tests/bench/answers/engine.h"
#include "tests/bench/answers/fields.h"

#include <xapian.h>

namespace kiosk::answers {
namespace {

class XapianEngine : public Engine {
  public:
    XapianEngine(const std::vector<Topic>& topics, const std::string& folder)
        : database_(folder, Xapian::DB_CREATE_OR_OVERWRITE) {
        Xapian::TermGenerator generator;
        generator.set_stemmer(german_);
        generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
        for (const Topic& topic : topics) {
            Xapian::Document document;
            generator.set_document(document);
            for (const std::string& field : fields_of(topic)) generator.index_text(field);
            document.set_data(topic.id);
            database_.add_document(document);
        }
        database_.commit();
        parser_.set_stemmer(german_);
        parser_.set_stemming_strategy(Xapian::QueryParser::STEM_ALL);
        parser_.set_default_op(Xapian::Query::OP_OR);
    }

    [[nodiscard]] std::string_view name() const override { return "Xapian, German"; }

    [[nodiscard]] std::vector<std::string> find(const std::string& question,
                                                std::size_t most) override {
        Xapian::Enquire enquire(database_);
        enquire.set_query(parser_.parse_query(question, no_operators));
        const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(most));
        std::vector<std::string> ids;
        for (auto each = found.begin(); each != found.end(); ++each)
            ids.push_back(each.get_document().get_data());
        return ids;
    }

  private:
    static constexpr unsigned no_operators = 0;

    Xapian::Stem german_{"german"};
    Xapian::WritableDatabase database_;
    Xapian::QueryParser parser_;
};

}  // namespace

std::unique_ptr<Engine> xapian_german(const std::vector<Topic>& topics, const std::string& folder) {
    return std::make_unique<XapianEngine>(topics, folder);
}

}  // namespace kiosk::answers
