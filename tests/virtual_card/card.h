// A German eID card: files, passwords, PACE, Terminal and Chip Authentication, rights per data
// group and function, management of the PIN. Faithful where a terminal could tell the difference;
// the hostile script (Mischief) is laid over it from outside.
#pragma once

#include "tests/virtual_card/chip_crypto.h"
#include "tests/virtual_card/holder.h"
#include "tests/virtual_card/mischief.h"
#include "tests/virtual_card/passwords.h"
#include "tests/virtual_card/secure_channel.h"

#include <set>

namespace virtual_card {

// What lies in the card's folder, see pki.py.
struct Stock {
    explicit Stock(const std::string& folder);
    std::string folder;
    nlohmann::json card;
    Bytes card_access, card_security, chip_key, cvca;
};

// 40 bits of an authentication terminal's authorisation (TR-03110-4, table of the eID application).
struct Rights {
    std::uint64_t bits = 0;

    [[nodiscard]] bool has(unsigned bit) const { return bits >> bit & 1; }
    [[nodiscard]] bool read_group(unsigned number) const { return has(number + 7); }
    static constexpr unsigned verify_age = 0, verify_community = 1, restricted_identification = 2,
                              can_allowed = 4, pin_management = 5;
};

class Card {
  public:
    explicit Card(const Stock& stock);

    // Loses everything but the counters, as a chip without power does.
    void reset();

    struct Answer {
        std::string step{};
        Deed deed{};
        Bytes raw{};
        unsigned status = 0;  // inside the channel
        bool secured = false;
    };
    // `count` is the number of this exchange since the card was laid.
    Answer transmit(View raw, Mischief& mischief, unsigned count);

  private:
    struct Session;
    enum class Keys { keep, pace, chip };

    Unwrapped opened(View raw);
    void turn_keys();
    [[nodiscard]] std::string step(const Command& command) const;
    [[nodiscard]] std::string read_step(const Command& command) const;
    [[nodiscard]] std::string authenticate_step(const Command& command) const;
    Response run(const Command& command, const Deed& deed);
    [[nodiscard]] static Response say(unsigned status) { return {{}, status}; }

    // card_files.cpp
    Response select(const Command& command);
    Response read(const Command& command, const Deed& deed);
    [[nodiscard]] Response file(unsigned id) const;

    // card_pace.cpp
    Response set_pace(const Command& command);
    Response general_authenticate(const Command& command);
    Response pace_token(View token);
    Response reset_retry_counter(const Command& command);
    Response activate(const Command& command, bool active);
    [[nodiscard]] bool pin_management() const;

    // card_terminal.cpp
    Response manage_environment(const Command& command);
    Response set_issuer(const Command& command);
    Response verify_certificate(const Command& command);
    Response set_terminal(const Command& command);
    Response get_challenge(const Command& command);
    Response authenticate_terminal(const Command& command);
    Response set_chip(const Command& command);
    Response chip_authentication(View terminal_point);
    Response restricted_identification(View sector_key) const;
    Response verify(const Command& command) const;

    const Stock& stock_;
    Holder holder_;
    Passwords passwords_;
    LeadingZeros force_;
    struct Forget {
        void operator()(Session* session) const;
    };
    std::unique_ptr<Session, Forget> session_;
};

// What a chip forgets without power.
struct Card::Session {
    Session(const Stock& stock, LeadingZeros force)
        : crypto(stock.card_access, stock.chip_key, stock.cvca, force) {}

    ChipCrypto crypto;
    Wrapping wrapping;
    bool secured = false;
    Keys next_keys = Keys::keep;  // come into force after the answer has left

    bool in_application = false;
    unsigned current_file = 0;
    Bytes chained;

    std::optional<Password> pace;  // being performed
    Password authenticated = Password::none;
    std::optional<Rights> wanted, pace_wanted;  // CHAT; none: an unauthenticated terminal

    std::string issuer;               // named last by MSE:Set DST
    std::string holder;               // of the certificate imported last
    Rights chain{~std::uint64_t{0}};  // what all certificates of the chain grant
    bool chain_ends = false;          // the last one is a terminal's
    Bytes terminal_key, auxiliary;    // tags 91 and 67 of MSE:Set AT
    bool challenged = false, terminal_authenticated = false;
    bool chip_selected = false, identification_selected = false, chip_authenticated = false;
    Rights rights;
};

}  // namespace virtual_card
