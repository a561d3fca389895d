#include "kiosk/programs/agent_join.h"

#include "kiosk/fleet/terminal_name.h"
#include "kiosk/jose/eddsa.h"
#include "kiosk/jose/json.h"
#include "kiosk/pki/request.h"
#include "kiosk/programs/files.h"

#include <fstream>
#include <iterator>

#include <sys/stat.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using nlohmann::json;

constexpr std::size_t largest_answer = 64U << 10U;

std::string text_in(const json& object, const char* name) {
    const auto member = object.find(name);
    return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

struct Papers {
    std::string city, certificate, job_key;
};

Result<Papers> papers_of(const HttpAnswer& answer) {
    const auto said = jose::parse_object(answer.body, largest_answer);
    if (!said) return fail(ErrorKind::invalid_input, "this is not the control room");
    if (answer.status != 200) return fail(ErrorKind::refused, text_in(*said, "problem"));
    Papers papers{text_in(*said, "city"), text_in(*said, "certificate"), text_in(*said, "job_key")};
    if (!fleet::is_terminal_name(papers.city) || !jose::VerifyingKey::from_pem(papers.job_key) ||
        !papers.certificate.starts_with("-----BEGIN CERTIFICATE-----"))
        return fail(ErrorKind::invalid_input, "the control room's answer is not to be understood");
    return papers;
}

// The agent's group may read them, and nobody may write them but root.
Result<void> put_for_agent(const std::string& folder, const std::string& name,
                           const std::string& text) {
    TRY_VOID(put_file(folder, name, text, 0640));
    struct stat found {};
    const bool given =
        ::stat(folder.c_str(), &found) == 0 &&
        ::chown((folder + '/' + name).c_str(), static_cast<uid_t>(-1), found.st_gid) == 0;
    if (!given) return fail(ErrorKind::unavailable, name + ": cannot be given to the agent");
    return {};
}

}  // namespace

Result<void> join(const JoinWish& wish, Http& http) {
    if (!fleet::is_terminal_name(wish.terminal))
        return fail(ErrorKind::invalid_input, "--terminal: no name like leipzig-042");
    const auto request = TRY(pki::make_request(wish.terminal));
    HttpRequest asked;
    asked.method = "POST";
    asked.url = wish.url + "/v1/join";
    asked.headers = {{"Content-Type", "application/json"}};
    asked.body =
        json{{"terminal", wish.terminal}, {"code", wish.code}, {"request", request.request_pem}}
            .dump();
    asked.largest_answer = largest_answer;
    const auto answer = TRY(http.exchange(asked));
    const Papers papers = TRY(papers_of(answer));

    const std::string folder = wish.folder + "/agent";
    json fleet{{"url", wish.url},
               {"terminal", wish.terminal},
               {"city", papers.city},
               {"certificate_file", "agent/terminal.pem"},
               {"key_file", "agent/terminal.key"},
               {"job_key_file", "agent/jobs.pub.pem"}};
    TRY_VOID(put_for_agent(folder, "terminal.key", request.key_pem));
    TRY_VOID(put_for_agent(folder, "terminal.pem", papers.certificate));
    TRY_VOID(put_for_agent(folder, "jobs.pub.pem", papers.job_key));
    if (!wish.authority_file.empty()) {
        std::ifstream file(wish.authority_file);
        const std::string authority{std::istreambuf_iterator<char>(file), {}};
        TRY_VOID(put_for_agent(folder, "server-ca.pem", authority));
        fleet["authority_file"] = "agent/server-ca.pem";
    }
    return put_file(wish.folder, "fleet.json", fleet.dump(2) + '\n', 0644);
}

}  // namespace kiosk::programs
