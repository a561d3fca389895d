// A hand and an eye at an X display: taps and types through XTest, and looks at the pixels. The eye
// polls some rows of the screen, so terminal and browser are measured by the same, unknowing
// witness.
//   glass tap X Y | key NAME… | shot FILE.ppm
//   glass settle FILE.ppm LIMIT_MS (tap X Y | key NAME…)   acts, waits until the screen has changed
//                                   and rests, or the limit is over, and keeps what is seen then
//   glass latency X Y               tap; milliseconds from release to the first and the last change
//   of pixels glass start REFERENCE.ppm CMD…  milliseconds from start until the screen looks like
//   the reference; prints the PID
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;
using Rows = std::vector<std::uint32_t>;

constexpr int rows_looked_at = 12;

double ms_since(steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

class Glass {
  public:
    Glass() : display_(XOpenDisplay(nullptr)) {
        if (display_ == nullptr) {
            std::fputs("glass: no display\n", stderr);
            std::exit(2);
        }
        width_ = DisplayWidth(display_, DefaultScreen(display_));
        height_ = DisplayHeight(display_, DefaultScreen(display_));
    }
    ~Glass() { XCloseDisplay(display_); }
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    void press(int x, int y) {
        XTestFakeMotionEvent(display_, -1, x, y, CurrentTime);
        XTestFakeButtonEvent(display_, 1, True, CurrentTime);
        XSync(display_, False);
    }
    void release() {
        XTestFakeButtonEvent(display_, 1, False, CurrentTime);
        XSync(display_, False);
    }
    void type(const char* name) {
        const KeyCode code = XKeysymToKeycode(display_, XStringToKeysym(name));
        XTestFakeKeyEvent(display_, code, True, CurrentTime);
        XSync(display_, False);
        std::this_thread::sleep_for(30ms);
        XTestFakeKeyEvent(display_, code, False, CurrentTime);
        XSync(display_, False);
    }
    [[nodiscard]] Rows look(int y, int rows) const {
        XImage* image =
            XGetImage(display_, DefaultRootWindow(display_), 0, y, static_cast<unsigned>(width_),
                      static_cast<unsigned>(rows), AllPlanes, ZPixmap);
        Rows pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(rows));
        if (image != nullptr && image->bits_per_pixel == 32)
            std::memcpy(pixels.data(), image->data, pixels.size() * 4);
        if (image != nullptr) XDestroyImage(image);
        for (auto& pixel : pixels) pixel &= 0xFFFFFFU;
        return pixels;
    }
    // Some rows, spread over the height.
    [[nodiscard]] Rows glance() const {
        Rows seen;
        for (int i = 0; i < rows_looked_at; ++i) {
            const Rows row = look(row_of(i), 1);
            seen.insert(seen.end(), row.begin(), row.end());
        }
        return seen;
    }
    // A real screen has shown something since boot. Xvfb's memory is touched for the first time by
    // the first picture, and a virtual machine's host is slow to find it.
    void wipe() {
        XSetWindowAttributes look{};
        look.override_redirect = True;
        look.background_pixel = 0x808080;
        const Window cover = XCreateWindow(
            display_, DefaultRootWindow(display_), 0, 0, static_cast<unsigned>(width_),
            static_cast<unsigned>(height_), 0, CopyFromParent, InputOutput, nullptr,
            CWOverrideRedirect | CWBackPixel, &look);
        XMapWindow(display_, cover);
        XSync(display_, False);
        XDestroyWindow(display_, cover);
        XSync(display_, False);
    }
    [[nodiscard]] int row_of(int i) const { return height_ * (2 * i + 1) / (2 * rows_looked_at); }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    Display* display_;
    int width_ = 0;
    int height_ = 0;
};

int keep(const Glass& glass, const Rows& pixels, const char* path) {
    std::string bytes;
    bytes.reserve(3 * pixels.size());
    for (const std::uint32_t pixel : pixels) {
        bytes += static_cast<char>(pixel >> 16U);
        bytes += static_cast<char>(pixel >> 8U);
        bytes += static_cast<char>(pixel);
    }
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << glass.width() << ' ' << glass.height() << "\n255\n" << bytes;
    return file ? 0 : 1;
}

int shot(const Glass& glass, const char* path) {
    return keep(glass, glass.look(0, glass.height()), path);
}

void tap(Glass& glass, int x, int y) {
    glass.press(x, y);
    std::this_thread::sleep_for(60ms);
    glass.release();
}

void type(Glass& glass, char** names, int count) {
    for (int i = 0; i < count; ++i) {
        glass.type(names[i]);
        std::this_thread::sleep_for(30ms);
    }
}

// Whether `verb` is a way to act, and was done.
bool act(Glass& glass, std::string_view verb, char** arguments, int count) {
    if (verb == "tap" && count == 2)
        tap(glass, std::atoi(arguments[0]), std::atoi(arguments[1]));
    else if (verb == "key" && count > 0)
        type(glass, arguments, count);
    else
        return false;
    return true;
}

int settle(Glass& glass, const char* path, double limit_ms, char** arguments, int count) {
    const Rows before = glass.look(0, glass.height());
    if (!act(glass, arguments[0], arguments + 1, count - 1)) return 2;
    const auto start = steady_clock::now();
    Rows last = before;
    int resting = 0;
    while (ms_since(start) < limit_ms && resting < 3) {
        std::this_thread::sleep_for(50ms);
        Rows now = glass.look(0, glass.height());
        resting = now == last && now != before ? resting + 1 : 0;
        last = std::move(now);
    }
    return keep(glass, last, path);
}

// The rows of a picture taken by `shot` that a glance looks at.
Rows glance_of(const Glass& glass, const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::string magic;
    int width = 0;
    int height = 0;
    int depth = 0;
    file >> magic >> width >> height >> depth;
    file.get();
    std::vector<unsigned char> bytes(static_cast<std::size_t>(width) *
                                     static_cast<std::size_t>(height) * 3);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    Rows seen;
    for (int i = 0; i < rows_looked_at; ++i)
        for (int x = 0; x < width; ++x) {
            const unsigned char* pixel =
                &bytes[3 * (static_cast<std::size_t>(glass.row_of(i)) * width + x)];
            seen.push_back(static_cast<std::uint32_t>(pixel[0] << 16U | pixel[1] << 8U | pixel[2]));
        }
    return seen;
}

double likeness(const Rows& a, const Rows& b) {
    if (a.size() != b.size()) return 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i] ? 1 : 0;
    return static_cast<double>(equal) / static_cast<double>(a.size());
}

int latency(Glass& glass, int x, int y) {
    glass.press(x, y);
    std::this_thread::sleep_for(120ms);  // what pressing shows is not what is asked for
    Rows before = glass.glance();
    const auto start = steady_clock::now();
    glass.release();
    double first = -1;
    double last = -1;
    while (ms_since(start) < 250) {
        Rows now = glass.glance();
        if (now == before) {
            std::this_thread::sleep_for(500us);
            continue;
        }
        last = ms_since(start);
        if (first < 0) first = last;
        before = std::move(now);
    }
    std::printf("{\"first_ms\":%.2f,\"last_ms\":%.2f}\n", first, last);
    return first < 0 ? 1 : 0;
}

int start(Glass& glass, const char* reference, char** command) {
    const Rows wanted = glance_of(glass, reference);
    glass.wipe();
    const auto begun = steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
        execvp(command[0], command);
        _exit(127);
    }
    constexpr double alike = 0.97;  // a clock or a cursor may differ
    while (likeness(glass.glance(), wanted) < alike && ms_since(begun) < 30'000)
        std::this_thread::sleep_for(1ms);
    std::printf("{\"ms\":%.1f,\"pid\":%d}\n", ms_since(begun), child);
    return ms_since(begun) < 30'000 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view verb = argc > 1 ? argv[1] : "";
    Glass glass;
    if (argc > 2 && act(glass, verb, argv + 2, argc - 2)) return 0;
    if (verb == "settle" && argc > 4)
        return settle(glass, argv[2], std::atof(argv[3]), argv + 4, argc - 4);
    if (verb == "shot" && argc == 3) return shot(glass, argv[2]);
    if (verb == "latency" && argc == 4)
        return latency(glass, std::atoi(argv[2]), std::atoi(argv[3]));
    if (verb == "start" && argc > 3) return start(glass, argv[2], argv + 3);
    std::fputs(
        "usage: glass tap X Y | key NAME… | shot FILE.ppm | settle FILE.ppm LIMIT_MS ACT… | "
        "latency "
        "X Y | start REFERENCE.ppm CMD…\n",
        stderr);
    return 2;
}
