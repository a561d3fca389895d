// The signature's way: terminal, agent, signing service; and every way it can fail.
#include "drivers/eid/https_signer.h"
#include "drivers/eid/remote_signer.h"
#include "drivers/eid/signing_line.h"
#include "tests/contracts/scratch_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace drivers {
namespace {

using namespace std::chrono_literals;
using kiosk::Bytes;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

const kiosk::TerminalChallenge challenge{.card_id = Bytes(32, 1),
                                         .nonce = Bytes(8, 2),
                                         .ephemeral_key = Bytes(32, 3),
                                         .auxiliary_data = {}};

class Service : public kiosk::Http {
  public:
    Result<kiosk::HttpAnswer> exchange(const kiosk::HttpRequest& request) override {
        asked = request;
        return answer;
    }
    Result<kiosk::HttpAnswer> answer = kiosk::HttpAnswer{200, {}, {}};
    kiosk::HttpRequest asked;
};

class SlowSigner : public kiosk::TerminalSigner {
  public:
    Result<Bytes> sign(const kiosk::TerminalChallenge&) override {
        std::this_thread::sleep_for(200ms);
        return Bytes(64, 9);
    }
};

std::string with_signature(std::size_t size) {
    return nlohmann::json{{"signature", kiosk::to_base64url(Bytes(size, 9))}}.dump();
}

class Signing : public testing::Test {
  protected:
    Signing() : line(*SigningLine::open(socket, https)) {}

    tests::ScratchFolder folder;
    std::string socket = folder.path() + "/signer.sock";
    Service service;
    HttpsSigner https{service, "https://signer.example/sign"};
    std::unique_ptr<SigningLine> line;
    RemoteSigner remote{socket};
};

TEST_F(Signing, GoesThroughTheAgentToTheService) {
    service.answer->body = with_signature(64);
    EXPECT_EQ(remote.sign(challenge), Bytes(64, 9));
    EXPECT_EQ(remote.sign(challenge), Bytes(64, 9)) << "and once more";
    const auto asked = nlohmann::json::parse(service.asked.body);
    EXPECT_EQ(asked.at("nonce"), kiosk::to_base64url(challenge.nonce));
    EXPECT_EQ(asked.at("card_id"), kiosk::to_base64url(challenge.card_id));
    EXPECT_EQ(asked.at("ephemeral_key"), kiosk::to_base64url(challenge.ephemeral_key));
    EXPECT_EQ(asked.at("auxiliary_data"), "");
    EXPECT_EQ(service.asked.method, "POST");
}

TEST_F(Signing, TakesNothingForASignatureThatIsNone) {
    for (const std::string& body :
         {with_signature(63), with_signature(162), std::string("{}"), std::string("[]"),
          std::string("{\"signature\":7}"), std::string("{\"signature\":\"=\"}"),
          std::string("nonsense")}) {
        service.answer->body = body;
        EXPECT_EQ(https.sign(challenge).error().kind, ErrorKind::refused) << body;
        EXPECT_EQ(remote.sign(challenge).error().kind, ErrorKind::unavailable) << body;
    }
}

TEST_F(Signing, SaysWhenTheServiceRefusesOrIsNotThere) {
    service.answer = kiosk::HttpAnswer{403, {}, with_signature(64)};
    EXPECT_EQ(https.sign(challenge).error().kind, ErrorKind::refused);
    service.answer = fail(ErrorKind::timed_out, "late");
    EXPECT_EQ(https.sign(challenge).error().kind, ErrorKind::timed_out);
    EXPECT_EQ(remote.sign(challenge).error().kind, ErrorKind::unavailable);
}

TEST_F(Signing, EndsAtItsLimitAndWithoutAnAgentAtOnce) {
    SlowSigner slow;
    const std::string other = folder.path() + "/slow.sock";
    const auto slow_line = SigningLine::open(other, slow);
    ASSERT_TRUE(slow_line);
    EXPECT_EQ(RemoteSigner(other, 20ms).sign(challenge).error().kind, ErrorKind::timed_out);
    EXPECT_EQ(RemoteSigner(folder.path() + "/none").sign(challenge).error().kind,
              ErrorKind::unavailable);
    EXPECT_EQ(RemoteSigner(std::string(200, 'x')).sign(challenge).error().kind,
              ErrorKind::invalid_configuration);
}

}  // namespace
}  // namespace drivers
