#include "kiosk/answers/words.h"
#include "tests/bench/answers/engine.h"
#include "tests/bench/answers/fields.h"
#include "tests/bench/answers/german_tokenizer.h"

#include <stdexcept>

#include <sqlite3.h>
#include <unicode/utf8.h>

namespace kiosk::answers {
namespace {

struct Closing {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closing>;
using Statement = std::unique_ptr<sqlite3_stmt, Closing>;

void demand(bool done, sqlite3* database) {
    if (!done) throw std::runtime_error(sqlite3_errmsg(database));
}

Database in_memory() {
    sqlite3* opened = nullptr;
    const int done = sqlite3_open(":memory:", &opened);
    Database database(opened);
    demand(done == SQLITE_OK, opened);
    return database;
}

Statement prepared(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    demand(sqlite3_prepare_v2(database, sql.c_str(), -1, &made, nullptr) == SQLITE_OK, database);
    return Statement(made);
}

void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

// Any of the words, each quoted: nothing in a question is an operator.
std::string any_of(const std::vector<std::string>& words) {
    std::string query;
    for (const std::string& word : words) query += (query.empty() ? "\"" : " OR \"") + word + "\"";
    return query;
}

std::vector<std::string> words_in(const std::string& question) {
    return words_of(question);
}

std::vector<std::string> trigrams_in(const std::string& question) {
    std::vector<std::string> runs;
    for (const std::string& word : words_of(question)) {
        const auto size = static_cast<std::int32_t>(word.size());
        for (std::int32_t from = 0; from < size;) {
            std::int32_t to = from;
            U8_FWD_N(word.data(), to, size, 3);
            const std::string run =
                word.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
            if (length_of(run) < 3) break;
            runs.push_back(run);
            U8_FWD_1(word.data(), from, size);
        }
    }
    return runs;
}

using Cut = std::vector<std::string> (*)(const std::string& question);

class SqliteEngine : public Engine {
  public:
    SqliteEngine(std::string_view name, const std::string& tokenizer, Cut cut,
                 const std::vector<Topic>& topics)
        : name_(name), cut_(cut), database_(in_memory()) {
        demand(add_german_tokenizer(database_.get()), database_.get());
        std::string columns;
        std::string weights;
        std::string places;
        for (std::size_t i = 0; i < field_names.size(); ++i) {
            columns += ", " + std::string(field_names.at(i));
            weights += ", " + std::to_string(field_weights.at(i));
            places += ", ?" + std::to_string(i + 2);
        }
        run("CREATE VIRTUAL TABLE topics USING fts5(id UNINDEXED" + columns + ", tokenize='" +
            tokenizer + "')");
        fill(topics, "INSERT INTO topics VALUES (?1" + places + ")");
        search_ = prepared(database_.get(),
                           "SELECT id FROM topics WHERE topics MATCH ?1 ORDER BY bm25(topics, 0" +
                               weights + ") LIMIT ?2");
    }

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] std::vector<std::string> find(const std::string& question,
                                                std::size_t most) override {
        std::vector<std::string> ids;
        const std::string query = any_of(cut_(question));
        if (query.empty()) return ids;
        bind(search_.get(), 1, query);
        sqlite3_bind_int64(search_.get(), 2, static_cast<sqlite3_int64>(most));
        while (sqlite3_step(search_.get()) == SQLITE_ROW)
            ids.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(search_.get(), 0)));
        demand(sqlite3_reset(search_.get()) == SQLITE_OK, database_.get());
        return ids;
    }

  private:
    void run(const std::string& sql) {
        demand(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
               database_.get());
    }

    void fill(const std::vector<Topic>& topics, const std::string& sql) {
        const Statement insert = prepared(database_.get(), sql);
        run("BEGIN");
        for (const Topic& topic : topics) {
            bind(insert.get(), 1, topic.id);
            int place = 2;
            for (const std::string& field : fields_of(topic)) bind(insert.get(), place++, field);
            demand(sqlite3_step(insert.get()) == SQLITE_DONE, database_.get());
            sqlite3_reset(insert.get());
        }
        run("COMMIT");
        run("INSERT INTO topics(topics) VALUES ('optimize')");
    }

    std::string_view name_;
    Cut cut_;
    Database database_;
    Statement search_;
};

}  // namespace

std::unique_ptr<Engine> sqlite_stemmed(const std::vector<Topic>& topics) {
    return std::make_unique<SqliteEngine>("SQLite FTS5, stemmed", "german", words_in, topics);
}

std::unique_ptr<Engine> sqlite_trigram(const std::vector<Topic>& topics) {
    return std::make_unique<SqliteEngine>("SQLite FTS5, trigram", "trigram", trigrams_in, topics);
}

}  // namespace kiosk::answers
