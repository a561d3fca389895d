// Our JOSE against tools that share no code with it: rnbyc (GnuTLS) and jwcrypto (Python).
#include "kiosk/jose/jwe.h"
#include "kiosk/jose/jws.h"
#include "tests/contracts/scratch_folder.h"
#include "tests/jose/keys.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tests {
namespace {

using kiosk::jose::PrivateKey;

// The Debian package installs for Debian's own interpreter.
constexpr const char* python = "/usr/bin/python3";

const std::string content = R"({"name":"Mustermann","city":"Köln"})";

class Oracle : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_EQ(run("command -v rnbyc"), 0) << "package rnbyc is missing";
        ASSERT_EQ(run(std::string(python) + " -c 'import jwcrypto'"), 0)
            << "package python3-jwcrypto is missing";
        make_keys();
    }

    std::string in(const std::string& name) const { return folder_.path() + "/" + name; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(in(name)) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream file(in(name));
        std::string text{std::istreambuf_iterator<char>(file), {}};
        while (text.ends_with('\n')) text.pop_back();
        return text;
    }
    // Runs in the folder; the output is in "out".
    int run(const std::string& command) const {
        return std::system(("cd " + folder_.path() + " && (" + command + ") > out 2> err").c_str());
    }
    std::string answer_of(const std::string& script) const {
        write("script.py",
              "from jwcrypto import jwk, jwe, jws\nimport json\nread = lambda n: open(n).read()\n" +
                  script);
        EXPECT_EQ(run(std::string(python) + " script.py"), 0) << read("err");
        return read("out");
    }

    PrivateKey private_key() const { return PrivateKey::from_jwk(read("private.json")).value(); }
    kiosk::jose::Jwk public_key(const char* alg, const char* op) const {
        return private_key().public_jwk("oracle-key", alg, op).value();
    }

  private:
    void make_keys() {
        write("script.py",
              "from jwcrypto import jwk\n"
              "key = jwk.JWK.generate(kty='RSA', size=2048, kid='oracle-key')\n"
              "open('private.json', 'w').write(key.export())\n"
              "open('public.json', 'w').write(key.export_public())\n"
              "open('private.jwks', 'w').write('{\"keys\":[' + key.export() + ']}')\n"
              "open('public.jwks', 'w').write('{\"keys\":[' + key.export_public() + ']}')\n");
        ASSERT_EQ(run(std::string(python) + " script.py"), 0);
    }
    ScratchFolder folder_;
};

TEST_F(Oracle, OurJweIsOpenedByJwcrypto) {
    write("jwe", kiosk::jose::encrypt_compact(public_key("RSA-OAEP-256", "wrapKey"),
                                              "application/json", content)
                     .value());
    EXPECT_EQ(answer_of("token = jwe.JWE()\n"
                        "token.deserialize(read('jwe'), jwk.JWK.from_json(read('private.json')))\n"
                        "print(token.payload.decode())\n"),
              content);
}

TEST_F(Oracle, OurJweIsOpenedByRnbyc) {
    write("jwe", kiosk::jose::encrypt_compact(public_key("RSA-OAEP-256", "wrapKey"),
                                              "application/json", content)
                     .value());
    ASSERT_EQ(run("rnbyc -t \"$(cat jwe)\" -K private.jwks"), 0) << read("err");
    EXPECT_NE(read("out").find("Mustermann"), std::string::npos);
}

TEST_F(Oracle, AJweOfJwcryptoIsOpenedByUs) {
    for (const char* zip : {"", ", 'zip': 'DEF'"}) {
        const std::string token =
            answer_of("token = jwe.JWE(" + nlohmann::json(content).dump() +
                      ".encode(), json.dumps({'alg': 'RSA-OAEP-256', 'enc': 'A256GCM', 'cty': "
                      "'application/json'" +
                      zip +
                      "}))\ntoken.add_recipient(jwk.JWK.from_json(read('public.json')))\n"
                      "print(token.serialize(compact=True))\n");
        const auto opened = kiosk::jose::decrypt_compact(private_key(), token);
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ(opened->plaintext.reveal(), content);
    }
}

TEST_F(Oracle, ADeflatedJweIsInflatedWithinItsLimitOnly) {
    const std::string token = answer_of(
        "token = jwe.JWE(b'0' * 5000000, json.dumps({'alg': 'RSA-OAEP-256', 'enc': 'A256GCM', "
        "'zip': 'DEF'}))\n"
        "token.add_recipient(jwk.JWK.from_json(read('public.json')))\n"
        "print(token.serialize(compact=True))\n");
    EXPECT_LT(token.size(), 20'000U);
    EXPECT_FALSE(kiosk::jose::decrypt_compact(private_key(), token, 1'000'000));
    EXPECT_EQ(kiosk::jose::decrypt_compact(private_key(), token)->plaintext.reveal().size(),
              5'000'000U);
}

TEST_F(Oracle, AJweOfRnbycIsOpenedByUs) {
    write("plain", content);
    ASSERT_EQ(run("rnbyc -s \"$(cat plain)\" -P public.jwks -l RSA-OAEP-256 -e A256GCM"), 0)
        << read("err");
    const auto opened = kiosk::jose::decrypt_compact(private_key(), read("out"));
    ASSERT_TRUE(opened) << opened.error().detail << read("out");
    EXPECT_NE(opened->plaintext.reveal().find("Mustermann"), std::string::npos);
}

TEST_F(Oracle, OurSignatureIsVerifiedByJwcrypto) {
    write("jws", kiosk::jose::sign_ps512(private_key(), {{"alg", "PS512"}, {"kid", "oracle-key"}},
                                         nlohmann::json::parse(content))
                     .value());
    EXPECT_NE(answer_of("token = jws.JWS()\ntoken.deserialize(read('jws'))\n"
                        "token.verify(jwk.JWK.from_json(read('public.json')), alg='PS512')\n"
                        "print(token.payload.decode())\n")
                  .find("Mustermann"),
              std::string::npos);
}

TEST_F(Oracle, ASignatureOfJwcryptoIsVerifiedByUs) {
    const std::string token =
        answer_of("token = jws.JWS(" + nlohmann::json(content).dump() +
                  ".encode())\n"
                  "token.add_signature(jwk.JWK.from_json(read('private.json')), None, "
                  "json.dumps({'alg': 'PS512', 'kid': "
                  "'oracle-key'}))\nprint(token.serialize(compact=True))\n");
    const auto verified = kiosk::jose::verify_ps512(token, public_key("PS512", "verify"));
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->payload["name"], "Mustermann");
}

TEST_F(Oracle, ASignatureWithAnotherSaltLengthIsRefused) {
    const std::string token = answer_of(
        "import base64\n"
        "from cryptography.hazmat.primitives import hashes, serialization\n"
        "from cryptography.hazmat.primitives.asymmetric import padding\n"
        "b64 = lambda b: base64.urlsafe_b64encode(b).rstrip(b'=')\n"
        "key = "
        "serialization.load_pem_private_key(jwk.JWK.from_json(read('private.json')).export_to_pem("
        "True, None), None)\n"
        "text = b64(b'{\"alg\":\"PS512\",\"kid\":\"oracle-key\"}') + b'.' + b64(b'{}')\n"
        "sign = lambda salt: key.sign(text, padding.PSS(padding.MGF1(hashes.SHA512()), salt), "
        "hashes.SHA512())\n"
        "print((text + b'.' + b64(sign(64))).decode())\n"
        "print((text + b'.' + b64(sign(32))).decode())\n");
    const auto middle = token.find('\n');
    EXPECT_TRUE(kiosk::jose::verify_ps512(token.substr(0, middle), public_key("PS512", "verify")));
    EXPECT_FALSE(
        kiosk::jose::verify_ps512(token.substr(middle + 1), public_key("PS512", "verify")));
}

}  // namespace
}  // namespace tests
