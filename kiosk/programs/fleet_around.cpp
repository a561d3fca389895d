#include "kiosk/programs/fleet_around.h"

#include "drivers/control_store/postgres_control_store.h"
#include "drivers/control_store/sqlite_control_store.h"

#include <fstream>

namespace kiosk::programs {

Result<std::unique_ptr<ControlStore>> open_store(const std::string& state,
                                                 const std::string& database) {
    if (database.empty()) return drivers::open_sqlite_control_store(state + "/control.sqlite");
    return drivers::open_postgres_control_store(database);
}

Result<drivers::MailServer> mail_server(const control::MailSettings& mail) {
    std::string password;
    std::ifstream file(mail.password_file);
    if (!mail.password_file.empty() && !std::getline(file, password))
        return fail(ErrorKind::invalid_configuration, "/mail/password_file: cannot be read");
    return drivers::MailServer{.url = mail.url,
                               .from = mail.from,
                               .user = mail.user,
                               .password = password,
                               .authority_file = mail.authority_file};
}

std::unique_ptr<drivers::MqttBellTower> hang_bell(const control::BellSettings& settings,
                                                  control::ControlRoom& room, Random& random) {
    if (settings.brokers.empty()) return nullptr;
    drivers::BellOptions options{.brokers = {},
                                 .name = "control_room",
                                 .certificate_file = settings.certificate_file,
                                 .key_file = settings.key_file,
                                 .authority_file = settings.authority_file};
    for (const auto& broker : settings.brokers)
        options.brokers.push_back({broker.host, broker.port});
    auto bell = std::make_unique<drivers::MqttBellTower>(
        options, random,
        [&room](const std::string& id, bool is_there) { room.hear_of_line(id, is_there); });
    room.hang(*bell);
    return bell;
}

}  // namespace kiosk::programs
