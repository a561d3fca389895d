// A broken twin of the session process: says that an order is saved, and saves it a moment later.
#include "drivers/journal/sqlite_journal.h"
#include "kiosk/delivery/guarded_journal.h"

#include <chrono>
#include <thread>

namespace drivers {

class CarelessJournal : public kiosk::delivery::GuardedJournal {
  public:
    explicit CarelessJournal(std::unique_ptr<SqliteJournal> journal)
        : GuardedJournal(*journal), journal_(std::move(journal)) {}

    static kiosk::Result<std::unique_ptr<kiosk::Journal>> open(const std::string& directory) {
        return std::make_unique<CarelessJournal>(TRY(SqliteJournal::open(directory)));
    }

    kiosk::Result<void> commit(const kiosk::SealedOrder& order) override {
        late_ = std::jthread([this, order] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            static_cast<void>(GuardedJournal::commit(order));
        });
        return {};
    }

  private:
    std::unique_ptr<SqliteJournal> journal_;
    std::jthread late_;  // last: it uses the above
};

}  // namespace drivers

// The session's own main, with the careless one in the journal's place.
#define SqliteJournal CarelessJournal
#include "kiosk/programs/session_main.cpp"  // NOLINT(bugprone-suspicious-include)
