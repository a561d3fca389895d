// Mail by SMTP (RFC 5321, submission RFC 6409), by libcurl.
#pragma once

#include "kiosk/ports/mailer.h"

#include <string>

namespace drivers {

struct MailServer {
    std::string url;        // smtps://host or smtp://host:587
    std::string from;       // an address
    std::string user = {};  // empty: no sign-in
    std::string password = {};
    std::string authority_file = {};  // PEM; empty: the system's
};

class SmtpMailer : public kiosk::Mailer {
  public:
    explicit SmtpMailer(MailServer server);

    // Encrypted, by STARTTLS where the address begins with smtp://; plain only to this machine.
    // At most 30 s. not_authentic: the server's certificate does not hold.
    [[nodiscard]] kiosk::Result<void> send(const kiosk::Mail& mail) override;

  private:
    const MailServer server_;
};

}  // namespace drivers
