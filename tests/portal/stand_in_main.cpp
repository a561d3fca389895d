// stand-in-portal: Zustelldienst and registry office on a loopback port, for development and tests.
#include "drivers/clock/system_clock.h"
#include "tests/portal/server.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>

#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

constexpr const char* usage =
    "usage: stand-in-portal [--port N] [--ready-file FILE] [--settings-file FILE] [--data DIR]\n"
    "                       [--services DIR] [--no-auto-accept] [--lifetime SECONDS]\n";

std::string option(int argc, char** argv, std::string_view name, std::string otherwise) {
    for (int i = 1; i + 1 < argc; ++i)
        if (argv[i] == name) return argv[i + 1];
    return otherwise;
}

bool has(int argc, char** argv, std::string_view name) {
    for (int i = 1; i < argc; ++i)
        if (argv[i] == name) return true;
    return false;
}

// The services that the terminal offers, by the keys in their definitions.
std::set<std::string> services_in(const std::string& directory) {
    constexpr const char* urn = "urn:de:fim:leika:leistung:";
    std::set<std::string> services{urn + std::string("99059001012000")};
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file(entry.path());
        const auto json = nlohmann::json::parse(file, nullptr, false, true);
        if (json.is_object() && json.contains("leika_key") && json["leika_key"].is_string())
            services.insert(urn + json["leika_key"].get<std::string>());
    }
    return services;
}

// Whole or not at all: whoever waits for the file may read it at once.
void write_whole(const std::string& path, const nlohmann::json& json) {
    if (path.empty()) return;
    std::ofstream(path + ".part") << json.dump(2) << "\n";
    std::filesystem::rename(path + ".part", path);
}

std::string fresh_directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "stand-in-XXXXXX").string();
    return mkdtemp(pattern.data()) != nullptr ? pattern : std::string();
}

std::atomic<bool> ending{false};

void serve_until_told(stand_in::Server& server, stand_in::StandIn& portal, long lifetime_s) {
    std::thread watch([&] {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(lifetime_s);
        while (!ending && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        server.stop();
    });
    server.serve(portal);
    ending = true;
    watch.join();
}

}  // namespace

int main(int argc, char** argv) {
    if (has(argc, argv, "--help")) {
        std::fputs(usage, stdout);
        return 0;
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // nobody leaves a portal behind
    std::signal(SIGTERM, [](int) { ending = true; });
    std::signal(SIGINT, [](int) { ending = true; });
    std::signal(SIGPIPE, SIG_IGN);
    try {
        stand_in::Server server(std::atoi(option(argc, argv, "--port", "0").c_str()));
        const std::string data = option(argc, argv, "--data", "");
        const std::string directory =
            std::filesystem::absolute(data.empty() ? fresh_directory() : data).string();
        const drivers::SystemClock clock;
        const std::string services =
            option(argc, argv, "--services", KIOSK_HOME "/config/services");
        stand_in::StandIn portal({.base_url = server.url(),
                                  .directory = directory,
                                  .now = [&clock] { return clock.now(); },
                                  .auto_accept = !has(argc, argv, "--no-auto-accept"),
                                  .services = services_in(services)});
        write_whole(option(argc, argv, "--settings-file", ""), portal.site_settings());
        write_whole(option(argc, argv, "--ready-file", ""), portal.description());
        std::printf("%s\n", portal.description().dump().c_str());
        std::fflush(stdout);
        serve_until_told(server, portal,
                         std::atol(option(argc, argv, "--lifetime", "86400").c_str()));
        if (data.empty()) std::filesystem::remove_all(directory);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stand-in-portal: %s\n", error.what());
        return 1;
    }
    return 0;
}
