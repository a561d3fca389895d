#include "tests/ausweisapp/scripted_app.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tests {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::uint16_t free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    bind(probe, plain, size);
    getsockname(probe, plain, &size);
    close(probe);
    return ntohs(address.sin_port);
}

}  // namespace

json always(const std::vector<json>& deeds) {
    return json::array({json(deeds)});
}

json eid_card(int tries) {
    return {{"deactivated", false}, {"inoperative", false}, {"retryCounter", tries}};
}

json reader(const json& card, bool keypad) {
    return {{"name", "Reader"}, {"attached", true}, {"keypad", keypad}, {"card", card}};
}

json reader_list(const std::vector<json>& readers) {
    return {{"msg", "READER_LIST"}, {"readers", readers}};
}

json asks(const std::string& name, int tries, bool keypad) {
    return {{"msg", name}, {"reader", reader(eid_card(tries), keypad)}};
}

ScriptedApp::ScriptedApp(const json& script) : port_(free_port()) {
    std::string pattern = (fs::temp_directory_path() / "kiosk-scripted-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::ofstream(folder_ + "/app")
        << "#!/bin/sh\nexec " SCRIPTED " " << folder_ << "/script " << folder_ << "/heard \"$@\"\n";
    chmod((folder_ + "/app").c_str(), 0700);
    change(script);
}

ScriptedApp::~ScriptedApp() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void ScriptedApp::change(const json& script) {
    json whole;
    json& answers = whole["answers"];
    answers["GET_API_LEVEL"] =
        always({{{"msg", "API_LEVEL"}, {"available", {1, 2}}, {"current", 2}},
                {{"msg", "READER"}, {"name", "Reader"}, {"attached", true}}});
    answers["GET_READER_LIST"] = always({reader_list({reader(eid_card(3))})});
    answers["CANCEL"] = always({{{"msg", "CHANGE_PIN"}, {"success", false}}});
    whole.merge_patch(script);
    std::ofstream(folder_ + "/script") << whole;
}

drivers::AusweisAppOptions ScriptedApp::options() const {
    return {.program = folder_ + "/app", .port = port_};
}

std::string ScriptedApp::heard() const {
    std::ifstream file(folder_ + "/heard");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace tests
