// A session process without a screen: fake_session DIR BEHAVIOUR --line FD.
// Notes its stage as a file DIR/<pid> ("ready", "shown", "closed", "covering") and ends its session
// on SIGUSR1.
#include <atomic>
#include <csignal>
#include <fstream>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

volatile std::sig_atomic_t citizen_left = 0;

void note(const std::string& directory, const std::string& stage) {
    const std::string path = directory + "/" + std::to_string(getpid());
    std::ofstream(path + ".new") << stage;
    std::rename((path + ".new").c_str(), path.c_str());
}

void say(int line, char word) {
    send(line, &word, 1, MSG_NOSIGNAL);
}

}  // namespace

int main(int, char** argv) {
    const std::string directory = argv[1];
    const std::string behaviour = argv[2];
    const int line = std::stoi(argv[4]);
    std::signal(SIGUSR1, [](int) { citizen_left = 1; });
    if (behaviour == "dies_loading") return 3;
    say(line, 'r');
    note(directory, "ready");
    while (true) {
        pollfd news{.fd = line, .events = POLLIN, .revents = 0};
        const int got = poll(&news, 1, 20);
        if (behaviour != "hangs") say(line, 'b');
        if (citizen_left != 0) {
            citizen_left = 0;
            note(directory, "covering");
            say(line, 'e');
        }
        if (got <= 0) continue;
        char order = 0;
        if (recv(line, &order, 1, 0) != 1 || order == 'L') {
            unlink((directory + "/" + std::to_string(getpid())).c_str());
            return 0;
        }
        if (behaviour == "dies_showing" && order == 'S') return 4;
        note(directory, order == 'C' ? "closed" : "shown");
        say(line, 's');
    }
}
