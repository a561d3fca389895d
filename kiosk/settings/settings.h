// What a city and its technicians decide about one terminal: config/settings.json (JSON with
// comments), over it the site's own file. Every member has a default that works on a desk.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

// The panel as it hangs there; all sizes on screen are laid out in millimetres.
struct Panel {
    double width_mm = 597.7;  // 27 inch, 16:9
    double height_mm = 336.2;
    double lower_edge_mm = 900;        // above the floor
    double viewing_distance_mm = 600;  // EN 301 549 §5.1.4: capital height ≥ distance × tan 0.7°
};

// Names follow FIT-Connect. `version` 2, or 1 for the older Submission API.
struct Portal {
    int version = 2;
    std::string token_url;
    std::string submission_api;
    std::string destination_api;
    std::string client_id;
    std::string client_secret_file;  // read by the agent only
    std::map<std::string, std::string>
        destinations;             // service id → destination UUID; "default" for the rest
    std::string trust_directory;  // *.pem: roots that an office's certificate must lead to
    std::string crl_directory;    // *.crl: where no distribution point can be reached
    std::string status_base_url;  // "https://…/s/"; the citizen's token is appended
    bool test_environment =
        false;  // FIT-Connect TEST: no administration-PKI certificate is required
};

// What a city says of its own work, and where it says so: shown with source and date, or not at
// all.
struct Dispatch {
    int working_days = 0;  // within which certificates are sent off
    std::string source;    // as a citizen reads it
    Date as_of;
};

struct Office {
    std::string city;                          // "Stadt Leipzig"
    std::string registry_office;               // "Standesamt Leipzig"
    std::string ars;                           // 12 digits
    std::string help_line;                     // "115"
    std::optional<std::string> counter;        // whom to ask in the building; absent: not said
    std::optional<std::string> opening_hours;  // with source and date, or absent
    std::optional<Dispatch> dispatch;          // absent: not said
};

// How eID cards are read here, if at all: by our own protocol, which needs the city's own
// certificates, or by the AusweisApp.
enum class EidWay { none, direct, ausweisapp };

// Setting a PIN needs none of the files.
struct Eid {
    EidWay way = EidWay::none;
    std::string reader;              // its name begins so; empty: any
    std::string trust_directory;     // csca/*.pem: whose documents are believed
    std::string terminal_directory;  // chain/*.cvcert in the order of their names
    // The terminal's key, where it is kept; asked by the agent only, which shows the certificate.
    std::string signer_url;
    std::string signer_certificate_file;
    std::string signer_key_file;
    std::string signer_authority_file;  // PEM; empty: the system's
    // Where the AusweisApp meets the eID server (TR-03124-1); empty: it only sets PINs.
    std::string tc_token_url;
    bool attended = false;  // staff stand by: reading by CAN alone may be unlocked (§ 18a PAuswG)
};

// The control room that looks after this terminal; used by the agent only.
struct Fleet {
    std::string url;       // "https://leitstelle.leipzig.de"; empty: nobody looks after it
    std::string terminal;  // its name there, as its certificate has it: "leipzig-042"
    std::string city;
    std::string certificate_file, key_file;  // PEM, towards control room and broker
    std::string authority_file;              // PEM; empty: the system's
    std::string job_key_file;                // the control room's public key (PEM, Ed25519)
    std::string proxy;                       // "http://proxy.leipzig.de:3128"; empty: none
    std::vector<std::string> brokers;        // of the bell, "host:8883"; none: it polls
};

struct Settings {
    int kiosk_number = 1;  // 1…999, part of every order number
    std::string state_directory;
    std::string printer;  // CUPS queue; empty: the default
    bool pickup_offered = false;
    int idle_seconds = 60;
    int idle_seconds_slow = 120;    // with large text, or operated by keypad
    std::string recovery_key_file;  // the city's public key (JWK)
    std::string staff_code_hash;    // scrypt, opens the service menu; empty: the menu stays shut
    Panel panel;
    Portal portal;
    Office office;
    Eid eid;
    Fleet fleet;
};

// Reads config/settings.json below `home`, then `site_file` over it when that is not empty.
// invalid_configuration with file, pointer and reason; unknown members are refused. A relative path
// is meant from the folder of the file that names it; addresses begin with https:// (plain http://
// only for this machine).
[[nodiscard]] Result<Settings> load_settings(const std::string& home, const std::string& site_file);

}  // namespace kiosk
