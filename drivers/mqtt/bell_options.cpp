#include "drivers/mqtt/bell_options.h"

namespace drivers {

MqttOptions line_for(const BellOptions& options) {
    return {.brokers = options.brokers,
            .client_id = options.name,
            .certificate_file = options.certificate_file,
            .key_file = options.key_file,
            .authority_file = options.authority_file,
            .topics = {},
            .will = std::nullopt};
}

}  // namespace drivers
