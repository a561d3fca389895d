// The Standesamt behind the portal: decrypts, checks hashes and structure, recognises an order that
// comes twice, and accepts or rejects.
#pragma once

#include "tests/portal/authority.h"

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace stand_in {

// What the office got, as bytes from the wire.
struct Delivered {
    std::string submission_id, case_id;
    std::string metadata, data;                      // compact JWE
    std::map<std::string, std::string> attachments;  // id → compact JWE
};

struct Decision {
    bool accepted = false;
    std::string problem;  // last part of the problem's type
};

class RegistryOffice {
  public:
    void add_key(const Key& key, const std::string& kid);
    [[nodiscard]] Decision decide(const Delivered& delivered);
    // {"accepted":[{order…}],"rejected":[…],"duplicates":n}
    [[nodiscard]] nlohmann::json books() const;

  private:
    struct Opened {
        nlohmann::json metadata, data;
    };
    // Empty: it holds.
    [[nodiscard]] std::string open(const Delivered& delivered, Opened& opened) const;
    [[nodiscard]] std::string decrypt(const std::string& jwe, std::string& plaintext) const;

    std::map<std::string, std::string> keys_;  // kid → PEM
    std::vector<nlohmann::json> accepted_, rejected_;
    std::map<std::string, std::string> case_of_reference_;
    int duplicates_ = 0;
};

}  // namespace stand_in
