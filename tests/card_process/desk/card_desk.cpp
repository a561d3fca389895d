#include "tests/card_process/desk/card_desk.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <sys/wait.h>

namespace tests {
namespace {

namespace fs = std::filesystem;

int run(const std::string& command) {
    const int status = std::system(command.c_str());  // NOLINT: words of this file
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

nlohmann::json read_json(const fs::path& path) {
    std::ifstream file(path);
    return nlohmann::json::parse(file);
}

void write_json(const fs::path& path, const nlohmann::json& value) {
    std::ofstream(path) << value.dump();
}

}  // namespace

CardDesk& CardDesk::shared() {
    static CardDesk desk;
    return desk;
}

// Passable for everybody: kiosk-card gives root up before it looks for the service's socket.
CardDesk::CardDesk() {
    std::string pattern = (fs::temp_directory_path() / "kiosk-desk-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    chmod(folder_.c_str(), 0711);
    const std::string virtual_card = HOUSE "/tests/virtual_card";
    there_ = run(virtual_card + "/pki.py " + pki() + " >" + folder_ + "/pki.out 2>&1") == 0 &&
             rig("start") == 0;
    setenv("PCSCLITE_CSOCK_NAME", (folder_ + "/desk/run/pcscd.comm").c_str(), 1);
}

CardDesk::~CardDesk() {
    rig("stop");
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

int CardDesk::rig(const std::string& words) const {
    const auto space = words.find(' ');
    const std::string verb = words.substr(0, space);
    const std::string rest = space == std::string::npos ? "" : words.substr(space);
    return run(std::string(HOUSE "/tests/virtual_card/rig ") + verb + ' ' + folder_ + "/desk" +
               rest + " >>" + folder_ + "/rig.out 2>&1");
}

void CardDesk::lay(const nlohmann::json& changes, const nlohmann::json& evil, int delay_ms) {
    take();
    fs::remove_all(card());
    fs::copy(pki() + "/card", card(), fs::copy_options::recursive);
    nlohmann::json told = read_json(card() + "/card.json");
    if (!changes.is_null()) told.merge_patch(changes);
    write_json(card() + "/card.json", told);
    std::string words = "lay " + card() + " --delay-ms " + std::to_string(delay_ms);
    if (!evil.is_null()) {
        write_json(folder_ + "/evil.json", evil);
        words += " --evil " + folder_ + "/evil.json";
    }
    rig(words);
}

void CardDesk::take() {
    std::ifstream file(folder_ + "/desk/card0.pid");
    pid_t pid = -1;
    if (file >> pid) kill(pid, SIGKILL);
    std::error_code ignored;
    fs::remove(folder_ + "/desk/card0.pid", ignored);
}

void CardDesk::unplug() {
    rig("unplug");
}

void CardDesk::plug() {
    rig("plug");
}

nlohmann::json CardDesk::card_state() const {
    return read_json(card() + "/state.json");
}

}  // namespace tests
