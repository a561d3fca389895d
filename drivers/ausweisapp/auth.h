// The workflow RUN_AUTH (BSI TR-03124-1): the app brings card and eID server together. What is read
// goes to that server, and nothing of it comes by here; to the card goes no right that the citizen
// did not let stand.
#pragma once

#include "drivers/ausweisapp/conversation.h"

namespace drivers::ausweisapp {

class AuthConversation : public Conversation {
  public:
    AuthConversation(std::string reader, const kiosk::eid::ReadRequest& request,
                     std::string tc_token_url);
    [[nodiscard]] kiosk::SecretText opening() const override { return run_auth(tc_token_url_); }

  private:
    [[nodiscard]] Next asked_for_consent(const AccessRights& rights) override;
    [[nodiscard]] Next ended(const Message& message) override;

    const std::vector<std::string> agreed_;  // the SDK's names of rights
    const std::string tc_token_url_;
    bool narrowed_ = false;
};

}  // namespace drivers::ausweisapp
