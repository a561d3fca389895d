#include "tests/contracts/scratch_broker.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

int loopback_socket(int port, sockaddr_in& address) {
    address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

int free_port() {
    sockaddr_in address{};
    const int probe = loopback_socket(0, address);
    socklen_t size = sizeof address;
    bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

bool answers(int port) {
    sockaddr_in address{};
    const int probe = loopback_socket(port, address);
    const bool connected =
        connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(probe);
    return connected;
}

// The shipped file with this test's files and its port.
void write_configuration(const std::string& path,
                         const std::vector<std::pair<std::string, std::string>>& lines) {
    std::ifstream shipped(HOUSE "/config/fleet/mosquitto.conf");
    std::ofstream file(path);
    for (std::string line; std::getline(shipped, line);) {
        for (const auto& [name, value] : lines)
            if (line.starts_with(name + ' ')) line = name + ' ' + value;
        file << line << '\n';
    }
    file << "user " << (geteuid() == 0 ? "root" : "nobody")
         << '\n';  // who may read the test's folder
}

}  // namespace

ScratchBroker::ScratchBroker()
    : authority_(folder_.path(), "authority"),
      server_(authority_.issue("broker")),
      port_(free_port()) {
    write_configuration(folder_.path() + "/mosquitto.conf",
                        {{"listener", std::to_string(port_) + " 127.0.0.1"},
                         {"cafile", authority_.file()},
                         {"certfile", server_.certificate_file},
                         {"keyfile", server_.key_file},
                         {"crlfile", authority_.revoke({})},
                         {"acl_file", HOUSE "/config/fleet/mosquitto.acl"}});
    start();
}

void ScratchBroker::start() {
    const std::string file = folder_.path() + "/mosquitto.conf";
    broker_ = fork();
    if (broker_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (std::freopen((folder_.path() + "/broker.log").c_str(), "a", stderr) == nullptr)
            _exit(126);
        execl("/usr/sbin/mosquitto", "mosquitto", "-c", file.c_str(), nullptr);
        _exit(127);
    }
    for (int tries = 0; tries < 200 && !answers(port_); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (!answers(port_)) std::abort();
}

void ScratchBroker::kill() {
    if (broker_ < 0) return;
    ::kill(broker_, SIGKILL);
    waitpid(broker_, nullptr, 0);
    broker_ = -1;
}

void ScratchBroker::revoke(const Party& party) {
    static_cast<void>(authority_.revoke({&party}));
    ::kill(broker_, SIGHUP);
    std::this_thread::sleep_for(
        std::chrono::milliseconds(300));  // it says nothing when it has read it
}

}  // namespace tests
