// The terminal's signer over a real line: TLS on loopback on which both sides show a certificate.
// Whatever stands at the other end, an answer or a trouble comes within the limit.
#include "tests/card_process/signing_service.h"

#include "drivers/eid/https_signer.h"
#include "drivers/http/curl_http.h"
#include "kiosk/eid/terminal_authentication.h"
#include "tests/contracts/scratch_folder.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using drivers::TlsIdentity;
using kiosk::Bytes;
using kiosk::ErrorKind;
using Steady = std::chrono::steady_clock;

constexpr auto limit = 700ms;
constexpr auto soon = limit + 2s;  // two busy processors, sanitizers

const kiosk::TerminalChallenge challenge{.card_id = Bytes(32, 1),
                                         .nonce = Bytes(8, 2),
                                         .ephemeral_key = Bytes(32, 3),
                                         .auxiliary_data = Bytes(20, 4)};

class SigningOverTls : public testing::Test {
  protected:
    void serve(SigningService::Answer answer) {
        serve(authority.issue("service"), std::move(answer));
    }
    void serve(const Party& server, SigningService::Answer answer) {
        service.emplace(server, authority, std::move(answer));
    }
    void sign_as_asked(const httplib::Request& request, httplib::Response& response) const {
        response.set_content(answer_with(key.sign(challenge_in(request.body))), "application/json");
    }
    SigningService::Answer honestly() {
        return [this](const auto& request, auto& response) { sign_as_asked(request, response); };
    }
    static SigningService::Answer saying(const std::string& words) {
        return [words](const auto&, auto& response) { response.set_content(words, "text/plain"); };
    }
    [[nodiscard]] TlsIdentity ours() const {
        return {agent.certificate_file, agent.key_file, authority.file()};
    }
    static kiosk::Result<Bytes> sign_at(const std::string& url, const TlsIdentity& identity) {
        drivers::CurlHttp http(identity);
        const auto begun = Steady::now();
        auto signature = drivers::HttpsSigner(http, url, limit).sign(challenge);
        EXPECT_LT(Steady::now() - begun, soon);
        return signature;
    }
    [[nodiscard]] kiosk::Result<Bytes> sign() const { return sign_at(service->url(), ours()); }
    [[nodiscard]] bool fits(const Bytes& signature) const {
        kiosk::eid::CardVerifiableCertificate terminal;
        terminal.public_point = key.public_point();
        Bytes message = challenge.card_id;
        for (const Bytes* part :
             {&challenge.nonce, &challenge.ephemeral_key, &challenge.auxiliary_data})
            message.insert(message.end(), part->begin(), part->end());
        return kiosk::eid::fits(terminal, message, signature);
    }
    // Nobody was asked for a signature.
    void expect_unheard(const kiosk::Result<Bytes>& signature) const {
        EXPECT_FALSE(signature);
        EXPECT_EQ(service->heard(), 0);
    }

    ScratchFolder folder;
    Authority authority{folder.path(), "city"};
    Authority stranger{folder.path(), "stranger"};
    Party agent = authority.issue("agent");
    TerminalKey key;
    std::optional<SigningService> service;
};

TEST_F(SigningOverTls, GivesTheSignatureOfThisChallenge) {
    serve(honestly());
    const auto signature = sign();
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(fits(*signature));
    EXPECT_EQ(service->heard(), 1);
}

TEST_F(SigningOverTls, GivesNoneWithoutOurCertificate) {
    serve(honestly());
    auto without = ours();
    without.certificate_file.clear();
    without.key_file.clear();
    expect_unheard(sign_at(service->url(), without));
}

TEST_F(SigningOverTls, GivesNoneForACertificateOfAnotherAuthority) {
    serve(honestly());
    const auto other = stranger.issue("agent_of_another");
    expect_unheard(
        sign_at(service->url(), {other.certificate_file, other.key_file, authority.file()}));
}

TEST_F(SigningOverTls, GivesNoneForACertificateThatHasExpired) {
    serve(honestly());
    const auto old = authority.issue("agent_of_yesterday", -1);
    expect_unheard(sign_at(service->url(), {old.certificate_file, old.key_file, authority.file()}));
}

TEST_F(SigningOverTls, SaysNothingToAServiceOfAnotherAuthority) {
    serve(stranger.issue("service"), honestly());
    const auto signature = sign();
    expect_unheard(signature);
    EXPECT_EQ(signature.error().kind, ErrorKind::not_authentic);
}

TEST_F(SigningOverTls, SaysNothingToAServiceWhoseCertificateHasExpired) {
    serve(authority.issue("service_of_yesterday", -1), honestly());
    const auto signature = sign();
    expect_unheard(signature);
    EXPECT_EQ(signature.error().kind, ErrorKind::not_authentic);
}

TEST_F(SigningOverTls, SaysNothingToAServiceOfAnotherName) {
    serve(honestly());
    auto url = service->url();
    url.replace(url.find("127.0.0.1"), 9, "localhost");
    const auto signature = sign_at(url, ours());
    expect_unheard(signature);
    EXPECT_EQ(signature.error().kind, ErrorKind::not_authentic);
}

TEST_F(SigningOverTls, WaitsForASlowServiceNoLongerThanItsLimit) {
    serve([this](const auto& request, auto& response) {
        std::this_thread::sleep_for(2 * limit);
        sign_as_asked(request, response);
    });
    EXPECT_EQ(sign().error().kind, ErrorKind::timed_out);
}

TEST_F(SigningOverTls, TakesNoGarbageForASignature) {
    for (const auto& words : {std::string("nonsense"), std::string("{\"signature\":7}"),
                              std::string(200, '['), std::string("\0\xFF", 2), std::string()}) {
        serve(saying(words));
        EXPECT_EQ(sign().error().kind, ErrorKind::refused) << words;
    }
    serve(saying(std::string(100'000, 'x')));
    EXPECT_EQ(sign().error().kind, ErrorKind::invalid_input);
}

// The signer cannot know; the protocol looks at each signature before it goes to the chip.
TEST_F(SigningOverTls, ASignatureOfAnotherChallengeIsFoundOut) {
    serve([this](const auto& request, auto& response) {
        auto other = challenge_in(request.body);
        other.nonce = Bytes(8, 9);
        response.set_content(answer_with(key.sign(other)), "application/json");
    });
    const auto signature = sign();
    ASSERT_TRUE(signature);
    EXPECT_FALSE(fits(*signature));
}

// Takes connections and says `greeting`, which is no TLS; silent when it is empty.
class Mute {
  public:
    explicit Mute(std::string greeting)
        : greeting_(std::move(greeting)), socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(socket_, reinterpret_cast<sockaddr*>(&here), sizeof here);
        listen(socket_, 1);
        socklen_t size = sizeof here;
        getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &size);
        port_ = ntohs(here.sin_port);
        thread_ = std::thread([this] {
            caller_ = accept(socket_, nullptr, nullptr);
            if (caller_ >= 0)
                static_cast<void>(send(caller_, greeting_.data(), greeting_.size(), MSG_NOSIGNAL));
        });
    }
    ~Mute() {
        shutdown(socket_, SHUT_RDWR);
        thread_.join();
        close(caller_);
        close(socket_);
    }
    Mute(const Mute&) = delete;
    Mute& operator=(const Mute&) = delete;
    [[nodiscard]] std::string url() const {
        return "https://127.0.0.1:" + std::to_string(port_) + "/sign";
    }

  private:
    std::string greeting_;
    int socket_;
    int caller_ = -1;
    int port_ = 0;
    std::thread thread_;  // last: it uses all of the above
};

TEST_F(SigningOverTls, IsNotHeldByAServiceThatSpeaksNoTls) {
    for (const char* greeting : {"", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\n\r\n"}) {
        const Mute mute(greeting);
        EXPECT_EQ(sign_at(mute.url(), ours()).error().kind, ErrorKind::unavailable) << greeting;
    }
}

TEST_F(SigningOverTls, SaysAtOnceThatNobodyListens) {
    serve(honestly());
    const auto url = service->url();
    service.reset();
    EXPECT_EQ(sign_at(url, ours()).error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace tests
