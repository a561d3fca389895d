#include "kiosk/fleet/job_chain.h"

#include "kiosk/jose/digest.h"

#include <algorithm>
#include <array>

namespace kiosk::fleet {

bool is_outcome(std::string_view word) {
    static constexpr std::array<std::string_view, 5> outcomes{"done", "expired", "refused",
                                                              "failed", "interrupted"};
    return std::find(outcomes.begin(), outcomes.end(), word) != outcomes.end();
}

bool is_hash(std::string_view text) {
    return text.size() == 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

ChainHead after(const ChainHead& head, const EndedJob& job) {
    const std::string covered = head.hash + '\n' + std::to_string(job.number) + '\n' + job.verb +
                                '\n' + job.outcome + '\n' + job.detail + '\n' + to_iso(job.at);
    return {.number = job.number, .hash = jose::sha256_hex(covered)};
}

}  // namespace kiosk::fleet
