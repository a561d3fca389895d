// A kept line to an MQTT 5 broker, by libmosquitto: mutual TLS 1.3, two brokers in turn,
// full-jitter back-off. A broker may lose what it has acknowledged, so whoever uses the line asks
// the other side for the truth after each connection.
#pragma once

#include "kiosk/ports/random.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct mosquitto;

namespace drivers {

struct MqttBroker {
    std::string host;
    int port = 8883;
};

// What the broker says for us once we are gone, whichever way.
struct MqttWill {
    std::string topic;
    std::string text;
    std::chrono::seconds delay{0};  // so long the broker waits for us to come back
};

struct MqttOptions {
    std::vector<MqttBroker> brokers;  // tried in turn
    std::string client_id;
    std::string certificate_file, key_file, authority_file;  // PEM
    std::vector<std::string> topics;                         // heard
    std::optional<MqttWill> will;
    std::chrono::seconds keep_alive{20};  // silence of half as long again is a broken line
};

class MqttLine {
  public:
    struct Ears {
        std::function<void()> connected;  // anew: what happened before may have been missed
        std::function<void(std::string_view topic, std::string_view text)> heard;
    };

    // Connects by itself, again and again. Both ears are called by the line's own thread.
    MqttLine(MqttOptions options, kiosk::Random& random, Ears ears);
    // Says good-bye with the will, without waiting for an answer.
    ~MqttLine();
    MqttLine(const MqttLine&) = delete;
    MqttLine& operator=(const MqttLine&) = delete;

    // Kept by the broker for who comes later, where `retained`. Nothing happens while there is no
    // connection. By any thread.
    void say(const std::string& topic, const std::string& text, bool retained);

  private:
    struct Free {
        void operator()(mosquitto* client) const;
    };
    using Client = std::unique_ptr<mosquitto, Free>;

    static void on_connect(mosquitto* client, void* line, int code);
    [[nodiscard]] Client client_for(const MqttBroker& broker);
    void keep();
    void hold(const MqttBroker& broker);
    void rest();

    const MqttOptions options_;
    kiosk::Random& random_;
    const Ears ears_;

    std::mutex mutex_;
    std::condition_variable ended_;
    bool told_to_end_ = false;
    mosquitto* client_ = nullptr;  // while it is connected
    unsigned failures_ = 0;        // one after the other
    std::chrono::steady_clock::time_point connected_at_{};
    std::thread thread_;  // last: it uses the others
};

}  // namespace drivers
