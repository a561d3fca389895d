#include "drivers/mqtt/mqtt_line.h"

#include "kiosk/base/log.h"

#include <algorithm>
#include <array>
#include <utility>

#include <mosquitto.h>
#include <mqtt_protocol.h>

namespace drivers {
namespace {

using namespace std::chrono_literals;
namespace log = kiosk::log;

constexpr auto to_connect = 15s;  // name, TCP, TLS and CONNACK
constexpr auto to_say_goodbye = 500ms;
constexpr auto steady_after = 30s;
constexpr std::int64_t shortest_rest_ms = 1'000;
constexpr std::int64_t longest_rest_ms = 60'000;
constexpr int at_least_once = 1;
constexpr std::size_t longest_text = 1024;  // bytes that are heard; more is nobody's bell
constexpr int look_ms = 250;

bool is_ready() {
    static const int ready = mosquitto_lib_init();
    return ready == MOSQ_ERR_SUCCESS;
}

bool use_tls(mosquitto* client, const MqttOptions& options) {
    return mosquitto_tls_set(client, options.authority_file.c_str(), nullptr,
                             options.certificate_file.c_str(), options.key_file.c_str(),
                             nullptr) == MOSQ_ERR_SUCCESS &&
           mosquitto_tls_opts_set(client, 1, "tlsv1.3", nullptr) == MOSQ_ERR_SUCCESS;
}

bool leave_will(mosquitto* client, const MqttWill& will) {
    mosquitto_property* properties = nullptr;
    mosquitto_property_add_int32(&properties, MQTT_PROP_WILL_DELAY_INTERVAL,
                                 static_cast<std::uint32_t>(will.delay.count()));
    // The client keeps the properties.
    return mosquitto_will_set_v5(client, will.topic.c_str(), static_cast<int>(will.text.size()),
                                 will.text.data(), at_least_once, true,
                                 properties) == MOSQ_ERR_SUCCESS;
}

}  // namespace

void MqttLine::Free::operator()(mosquitto* client) const {
    mosquitto_destroy(client);
}

MqttLine::MqttLine(MqttOptions options, kiosk::Random& random, Ears ears)
    : options_(std::move(options)),
      random_(random),
      ears_(std::move(ears)),
      thread_([this] { keep(); }) {}

MqttLine::~MqttLine() {
    {
        const std::lock_guard lock(mutex_);
        told_to_end_ = true;
        if (client_ != nullptr)
            mosquitto_disconnect_v5(client_, MQTT_RC_DISCONNECT_WITH_WILL_MSG, nullptr);
    }
    ended_.notify_all();
    thread_.join();
}

void MqttLine::say(const std::string& topic, const std::string& text, bool retained) {
    const std::lock_guard lock(mutex_);
    if (client_ != nullptr)
        mosquitto_publish_v5(client_, nullptr, topic.c_str(), static_cast<int>(text.size()),
                             text.data(), at_least_once, retained, nullptr);
}

void MqttLine::on_connect(mosquitto* client, void* line, int code) {
    auto& self = *static_cast<MqttLine*>(line);
    if (code != MQTT_RC_SUCCESS) return;  // the loop ends with it
    for (const std::string& topic : self.options_.topics)
        mosquitto_subscribe_v5(client, nullptr, topic.c_str(), at_least_once, 0, nullptr);
    {
        const std::lock_guard lock(self.mutex_);
        self.client_ = client;
        self.connected_at_ = std::chrono::steady_clock::now();
    }
    log::write(log::Level::info, "bell_connected");
    self.ears_.connected();
}

// A session that ends with its connection: the broker keeps nothing for who is away.
MqttLine::Client MqttLine::client_for(const MqttBroker& broker) {
    if (!is_ready()) return nullptr;
    Client client(mosquitto_new(options_.client_id.c_str(), true, this));
    if (!client) return nullptr;
    mosquitto_int_option(client.get(), MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_threaded_set(client.get(), true);
    mosquitto_connect_callback_set(client.get(), on_connect);
    mosquitto_message_callback_set(
        client.get(), [](mosquitto*, void* line, const mosquitto_message* message) {
            const auto size = static_cast<std::size_t>(std::max(0, message->payloadlen));
            if (size > longest_text) return;
            static_cast<MqttLine*>(line)->ears_.heard(
                message->topic, {static_cast<const char*>(message->payload), size});
        });
    if (!use_tls(client.get(), options_)) return nullptr;
    if (options_.will && !leave_will(client.get(), *options_.will)) return nullptr;
    // libmosquitto readies TLS at the first connection of all, and not for two threads at once.
    static std::mutex one_at_a_time;
    const std::lock_guard alone(one_at_a_time);
    const int begun = mosquitto_connect_async(client.get(), broker.host.c_str(), broker.port,
                                              static_cast<int>(options_.keep_alive.count()));
    return begun == MOSQ_ERR_SUCCESS ? std::move(client) : nullptr;
}

// One connection, from its beginning to its end.
void MqttLine::hold(const MqttBroker& broker) {
    const Client client = client_for(broker);
    if (!client) return;
    auto deadline = std::chrono::steady_clock::now() + to_connect;
    bool ends = false;
    while (mosquitto_loop(client.get(), look_ms, 1) == MOSQ_ERR_SUCCESS) {
        const std::lock_guard lock(mutex_);
        const auto now = std::chrono::steady_clock::now();
        if (told_to_end_ && client_ == nullptr) break;
        if (told_to_end_ && !std::exchange(ends, true)) deadline = now + to_say_goodbye;
        if ((client_ == nullptr || ends) && now > deadline) break;
    }
    const std::lock_guard lock(mutex_);
    client_ = nullptr;
}

// Full jitter: however many lose their broker at once, they do not come back at once.
void MqttLine::rest() {
    std::array<std::uint8_t, 4> bytes{};
    random_.fill(bytes);
    std::uint32_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8U | byte;
    std::unique_lock lock(mutex_);
    const std::int64_t most =
        std::min(longest_rest_ms, shortest_rest_ms << std::min(failures_, 6U));
    ended_.wait_for(lock, std::chrono::milliseconds(number % most),
                    [this] { return told_to_end_; });
}

void MqttLine::keep() {
    for (std::size_t turn = 0;; ++turn) {
        {
            const std::lock_guard lock(mutex_);
            if (told_to_end_) return;
            connected_at_ = {};
        }
        hold(options_.brokers[turn % options_.brokers.size()]);
        const auto now = std::chrono::steady_clock::now();
        const bool held = connected_at_ != std::chrono::steady_clock::time_point{} &&
                          now - connected_at_ > steady_after;
        if (failures_ == 0 || held) log::write(log::Level::warning, "bell_not_connected");
        failures_ = held ? 0 : failures_ + 1;
        rest();
    }
}

}  // namespace drivers
