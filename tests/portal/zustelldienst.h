// The delivery service of the Submission API, versions 1 and 2: submissions as a state machine,
// bytes kept as they came, an event log of signed tokens, and the deadlines of one, three and
// fourteen days by a clock that can be turned.
#pragma once

#include "kiosk/ports/http.h"
#include "tests/portal/event_token.h"
#include "tests/portal/faults.h"
#include "tests/portal/registry_office.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace stand_in {

struct Reply {
    int status = 200;
    std::string body;
    std::map<std::string, std::string> headers{{"Content-Type", "application/json"}};
    bool dropped = false;    // the connection ends without an answer
    bool truncated = false;  // it ends in the middle of the body
    int delay_ms = 0;
};
[[nodiscard]] Reply json_reply(int status, const nlohmann::json& body);
// RFC 9457, with members that nobody knows.
[[nodiscard]] Reply problem_reply(int status, const std::string& name);

struct Submission {
    std::string id, case_id, destination, state = "incomplete";
    std::set<std::string> announced;
    Delivered delivered;
    kiosk::Instant created{}, submitted{};
    bool notified = false;
    bool elsewhere = false;  // another office has it now
};

class Zustelldienst {
  public:
    using Now = std::function<kiosk::Instant()>;

    Zustelldienst(std::string issuer, Now now, Faults& faults, Signer own, Signer office_signer,
                  RegistryOffice& office);

    bool auto_accept = true;

    [[nodiscard]] Reply announce(const kiosk::HttpRequest& request, bool first_version,
                                 const std::string& destination,
                                 const std::set<std::string>& services);
    [[nodiscard]] Reply attach(const std::string& id, const std::string& attachment,
                               const std::string& body);
    [[nodiscard]] Reply submit(const std::string& id, const std::string& body);
    // Of a submission, or of a case with all its submissions.
    [[nodiscard]] Reply submission_log(const std::string& id, std::size_t offset,
                                       std::size_t limit);
    [[nodiscard]] Reply case_log(const std::string& id, std::size_t offset, std::size_t limit);

    // Lets the office decide on what it has not decided yet; `reject`: with this problem.
    int decide_open(const std::string& reject);
    void let_deadlines_pass();
    // To another office of the same portal, which decides from then on; or within the office.
    void forward_all(bool elsewhere = false);
    Signer other_office;
    void accept_what_was_rejected();  // an office that contradicts itself
    [[nodiscard]] nlohmann::json state() const;

  private:
    [[nodiscard]] Submission* find(const std::string& id);
    [[nodiscard]] Reply log(std::vector<EventToken>& tokens, std::size_t offset, std::size_t limit);
    void record(const Submission& submission, const std::string& event, const Signer& signer,
                const nlohmann::json& content);
    void decide(Submission& submission, const std::string& reject);
    [[nodiscard]] nlohmann::json tags(const Submission& submission) const;

    std::string issuer_;
    Now now_;
    Faults& faults_;
    Signer own_, office_signer_;
    RegistryOffice& office_;
    std::map<std::string, Submission> submissions_;
    std::map<std::string, std::vector<EventToken>> logs_;  // by case
    std::string last_jti_;
};

}  // namespace stand_in
