#include "tests/bench/answers/german_tokenizer.h"

#include <memory>

#include <libstemmer.h>

namespace kiosk::answers {
namespace {

// unicode61 cuts and folds the words; what it gives is stemmed on its way on.
struct German {
    fts5_tokenizer beneath{};
    Fts5Tokenizer* words = nullptr;
    sb_stemmer* stemmer = nullptr;

    German() = default;
    German(const German&) = delete;
    German& operator=(const German&) = delete;
    ~German() {
        if (words != nullptr) beneath.xDelete(words);
        if (stemmer != nullptr) sb_stemmer_delete(stemmer);
    }
};

using Take = int (*)(void* context, int flags, const char* token, int size, int start, int end);

struct Onward {
    German* german;
    void* context;
    Take take;
};

fts5_api* api_of(sqlite3* database) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK)
        return nullptr;
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

int create(void* context, const char** /*arguments*/, int /*count*/, Fts5Tokenizer** into) {
    auto* api = static_cast<fts5_api*>(context);
    auto german = std::make_unique<German>();
    void* beneath_context = nullptr;
    int done = api->xFindTokenizer(api, "unicode61", &beneath_context, &german->beneath);
    if (done != SQLITE_OK) return done;
    const char* options[] = {"remove_diacritics", "2"};
    done = german->beneath.xCreate(beneath_context, options, 2, &german->words);
    if (done != SQLITE_OK) return done;
    german->stemmer = sb_stemmer_new("german", "UTF_8");
    if (german->stemmer == nullptr) return SQLITE_ERROR;
    *into = reinterpret_cast<Fts5Tokenizer*>(german.release());
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer* tokenizer) {
    delete reinterpret_cast<German*>(tokenizer);
}

int take_stem(void* context, int flags, const char* token, int size, int start, int end) {
    const auto* onward = static_cast<Onward*>(context);
    sb_stemmer* stemmer = onward->german->stemmer;
    const sb_symbol* stem =
        sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(token), size);
    if (stem == nullptr) return SQLITE_NOMEM;
    return onward->take(onward->context, flags, reinterpret_cast<const char*>(stem),
                        sb_stemmer_length(stemmer), start, end);
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size,
             Take take) {
    auto* german = reinterpret_cast<German*>(tokenizer);
    Onward onward{german, context, take};
    return german->beneath.xTokenize(german->words, &onward, flags, text, size, take_stem);
}

}  // namespace

bool add_german_tokenizer(sqlite3* database) {
    fts5_api* api = api_of(database);
    if (api == nullptr) return false;
    fts5_tokenizer made{create, destroy, tokenize};
    return api->xCreateTokenizer(api, "german", api, &made, nullptr) == SQLITE_OK;
}

}  // namespace kiosk::answers
