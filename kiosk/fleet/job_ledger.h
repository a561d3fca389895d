// A terminal's memory of its jobs: each is done once or not at all, whatever ends in between. A
// value: whoever changes it makes it durable before acting upon it.
#pragma once

#include "kiosk/fleet/job.h"
#include "kiosk/fleet/job_chain.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::fleet {

// Whose jobs are believed here, and for whom they must be.
struct Addressee {
    std::string city;
    std::string terminal;
    jose::VerifyingKey key;
};

class JobLedger {
  public:
    JobLedger() = default;
    // corrupt: not as to_json writes it, or it contradicts itself.
    [[nodiscard]] static Result<JobLedger> parse(std::string_view text);
    [[nodiscard]] std::string to_json() const;

    // After the memory was lost. What the control room holds open then may have been done: it is
    // told that it was interrupted, and nothing of it is done again. The heads will differ, which
    // staff see.
    [[nodiscard]] static JobLedger after_loss();

    // What the control room has answered. Jobs that are new are kept in the order of their numbers;
    // results up to `acknowledged` are forgotten. A forged job, or one for somebody else, is only
    // counted; one that is not understood is refused by its number.
    void take(const std::vector<std::string>& signed_jobs, std::int64_t acknowledged,
              const Addressee& addressee, Instant now);

    // The lowest number that waits, one that has begun before all others; null: none, or so many
    // results wait to be acknowledged that no report would hold one more.
    [[nodiscard]] const Job* next() const;
    [[nodiscard]] bool has_begun() const { return begun_; }
    // Whether a job waits that must not wait for an idle terminal: those before it must not either.
    [[nodiscard]] bool is_pressing() const;

    void begin() { begun_ = true; }  // next() is being done; durable before it is
    void end(std::string outcome, std::string detail,
             Instant at);  // next() will not be done any more
    // next() ends as "expired", if that is so and it has not begun.
    [[nodiscard]] bool drop_expired(Instant now);

    [[nodiscard]] const ChainHead& head() const { return head_; }
    [[nodiscard]] const std::vector<EndedJob>& results() const { return results_; }
    [[nodiscard]] std::int64_t refused() const { return refused_; }
    friend bool operator==(const JobLedger&, const JobLedger&) = default;

  private:
    [[nodiscard]] bool is_sound() const;
    void add(Job job);
    void append(EndedJob job);

    ChainHead head_{};
    std::vector<EndedJob> results_{};  // not acknowledged, lowest number first
    std::vector<Job> waiting_{};       // lowest number first
    bool begun_ = false;               // the first of them
    std::int64_t refused_ = 0;
    bool lost_ = false;
};

}  // namespace kiosk::fleet
