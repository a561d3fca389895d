// A table as a spreadsheet saves it (RFC 4180, with the German ";").
#include "kiosk/answers/import_intake.h"
#include "kiosk/answers/plain_text.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace kiosk::answers {
namespace {

enum class Column { id, title, synonyms, keywords, text, fees, url, updated };

// Folded as words.h folds: "Gebühren" is "gebuhren".
constexpr std::array<std::pair<std::string_view, Column>, 23> column_names = {{
    {"id", Column::id},
    {"nr", Column::id},
    {"nummer", Column::id},
    {"title", Column::title},
    {"titel", Column::title},
    {"name", Column::title},
    {"bezeichnung", Column::title},
    {"synonyms", Column::synonyms},
    {"synonyme", Column::synonyms},
    {"keywords", Column::keywords},
    {"schlagworte", Column::keywords},
    {"schlagworter", Column::keywords},
    {"stichworte", Column::keywords},
    {"text", Column::text},
    {"beschreibung", Column::text},
    {"description", Column::text},
    {"fees", Column::fees},
    {"gebuhren", Column::fees},
    {"kosten", Column::fees},
    {"url", Column::url},
    {"link", Column::url},
    {"updated", Column::updated},
    {"stand", Column::updated},
}};

// Yields one row after another; a quoted cell may hold separators and line breaks.
class Rows {
  public:
    explicit Rows(std::string_view text) : rest_(text) {
        const std::string_view header = rest_.substr(0, rest_.find('\n'));
        for (const char c : {',', ';', '\t'})
            if (std::ranges::count(header, c) > std::ranges::count(header, separator_))
                separator_ = c;
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] int line() const { return line_; }  // on which the next row begins

    [[nodiscard]] std::vector<std::string> next() {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            const char c = rest_[i];
            if (c == '\n') ++line_;
            if (quoted && c == '"' && rest_.substr(i + 1).starts_with('"')) {
                cells.back() += '"';
                ++i;
            } else if (c == '"' && (quoted || cells.back().empty())) {
                quoted = !quoted;
            } else if (!quoted && c == '\n') {
                rest_.remove_prefix(i + 1);
                return cells;
            } else if (!quoted && c == separator_) {
                cells.emplace_back();
            } else if (quoted || c != '\r') {
                cells.back() += c;
            }
        }
        rest_ = {};
        unclosed_ = quoted;
        return cells;
    }
    [[nodiscard]] bool unclosed() const { return unclosed_; }

  private:
    std::string_view rest_;
    char separator_ = ',';
    int line_ = 1;
    bool unclosed_ = false;
};

std::map<Column, std::size_t> columns_of(const std::vector<std::string>& header) {
    std::map<Column, std::size_t> columns;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string name = folded(plain_text(header[i]));
        const auto* const known =
            std::ranges::find(column_names, name, &decltype(column_names)::value_type::first);
        if (known != column_names.end()) columns.emplace(known->second, i);
    }
    return columns;
}

}  // namespace

Result<Imported> import_csv(std::string_view bytes, const Origin& origin) {
    if (bytes.size() > largest_export)
        return fail(ErrorKind::invalid_input, origin.file + ": is larger than 100 MB");
    const std::string text = as_utf8(bytes);
    Rows rows(text);
    const auto columns = columns_of(rows.next());
    if (!columns.contains(Column::id) || !columns.contains(Column::title))
        return fail(ErrorKind::invalid_input,
                    origin.file + ": the first line must name the columns, id and title with them");
    Intake intake(origin);
    while (!rows.at_end() && !intake.full()) {
        const int line = rows.line();
        const std::vector<std::string> cells = rows.next();
        if (cells.size() == 1 && cells[0].empty()) continue;
        const auto cell = [&](Column column) {
            const auto at = columns.find(column);
            return at == columns.end() || at->second >= cells.size() ? std::string()
                                                                     : cells[at->second];
        };
        Topic topic;
        topic.id = plain_text(cell(Column::id));
        topic.title["de"] = plain_text(cell(Column::title));
        topic.synonyms = listed_words(cell(Column::synonyms));
        topic.keywords = listed_words(cell(Column::keywords));
        for (const std::string& paragraph : plain_lines(cell(Column::text)))
            add_body(topic, paragraph);
        add_fee(topic, plain_text(cell(Column::fees)));
        topic.source.url = plain_text(cell(Column::url));
        intake.take(std::move(topic), cell(Column::updated), "", line);
    }
    if (rows.unclosed()) intake.note("", "a quotation mark is not closed before the end");
    return intake.finish();
}

}  // namespace kiosk::answers
