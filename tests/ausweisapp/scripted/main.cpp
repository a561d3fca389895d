// A program that is started like the AusweisApp and behaves as a script says, on libwebsockets.
//     scripted-ausweisapp SCRIPT HEARD … --port N
// SCRIPT, JSON:
//   "status": 429, "times": 2     answers so many handshakes with this status instead
//   "address": "0.0.0.0"          listens there
//   "deaf": true                  never listens
//   "answers": {"COMMAND": [[deed, …], …]}   for each time that it is told COMMAND, the last one
//                                 again and again. A deed is a message (an object), a text that is
//                                 sent as it is, or "!die", "!hang", "!hang up", "!flood"
// HEARD: what it was told, a line each.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <string>

#include <libwebsockets.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace {

using nlohmann::json;

struct App {
    json script;
    std::ofstream heard;
    std::deque<std::string> deeds;
    std::map<std::string, std::size_t> told;

    void hear(const std::string& text) {
        heard << text << std::endl;
        const std::string name = json::parse(text).at("cmd");
        const json answers = script.value("answers", json::object());
        if (!answers.contains(name)) return;
        const json& all = answers.at(name);
        for (const json& deed : all.at(std::min(told[name]++, all.size() - 1)))
            deeds.push_back(deed.is_string() ? deed.get<std::string>() : deed.dump());
    }

    int act(lws* to) {
        if (deeds.empty()) return 0;
        const std::string deed = deeds.front();
        if (deed == "!die") _exit(1);
        if (deed == "!hang") std::raise(SIGSTOP);
        if (deed == "!hang up") return -1;
        const bool floods = deed == "!flood";
        const std::string text = floods ? R"({"msg":"STATUS"})" : deed;
        if (!floods) deeds.pop_front();
        std::string frame(LWS_PRE, ' ');
        frame += text;
        lws_write(to, reinterpret_cast<unsigned char*>(frame.data()) + LWS_PRE, text.size(),
                  LWS_WRITE_TEXT);
        if (!deeds.empty()) lws_callback_on_writable(to);
        return 0;
    }

    // Whether this caller is sent away.
    bool refuses(lws* caller) {
        const int times = script.value("times", 1'000'000);
        if (!script.contains("status") || times == 0) return false;
        script["times"] = times - 1;
        lws_return_http_status(caller, script.at("status"), nullptr);
        return true;
    }
};

App& app() {
    static App one;
    return one;
}

int on(lws* from, lws_callback_reasons reason, void*, void* bytes, std::size_t size) {
    switch (reason) {
        case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
            return app().refuses(from) ? -1 : 0;
        case LWS_CALLBACK_RECEIVE:
            app().hear(std::string(static_cast<char*>(bytes), size));
            lws_callback_on_writable(from);
            return 0;
        case LWS_CALLBACK_SERVER_WRITEABLE:
            return app().act(from);
        default:
            return 0;
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) return 2;
    std::ifstream(argv[1]) >> app().script;
    app().heard.open(argv[2], std::ios::app);
    if (app().script.value("deaf", false)) pause();
    const std::string address = app().script.value("address", "127.0.0.1");
    const lws_protocols protocols[] = {{"sdk", on, 0, 4096, 0, nullptr, 0},
                                       {nullptr, nullptr, 0, 0, 0, nullptr, 0}};
    lws_set_log_level(0, nullptr);
    lws_context_creation_info about{};
    about.port = std::atoi(argv[argc - 1]);
    about.iface = address.c_str();
    about.protocols = protocols;
    about.options = LWS_SERVER_OPTION_DISABLE_IPV6;  // or it listens everywhere
    about.fd_limit_per_thread = 16;
    lws_context* context = lws_create_context(&about);
    if (context == nullptr) return 1;
    while (lws_service(context, 0) >= 0) {
    }
    lws_context_destroy(context);
}
