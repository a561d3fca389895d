#include "drivers/display/tone.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

#include <SDL.h>

namespace drivers {

namespace {

constexpr int rate = 22050;
constexpr double note_seconds = 0.22;
constexpr double loudness = 0.25;

// One note, faded in and out so that it does not click.
void append_note(std::vector<std::int16_t>& samples, double hertz) {
    const int count = static_cast<int>(rate * note_seconds);
    for (int i = 0; i < count; ++i) {
        const double at = static_cast<double>(i) / count;
        const double fade = std::sin(at * std::numbers::pi);
        const double wave = std::sin(2 * std::numbers::pi * hertz * i / rate);
        samples.push_back(static_cast<std::int16_t>(32767 * loudness * fade * wave));
    }
}

// Asked for a device that is not there, the sound library would write about it to standard error.
bool there_is_sound() {
    namespace fs = std::filesystem;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator("/dev/snd", none)) {
        const std::string name = entry.path().filename();
        if (name.starts_with("pcm") && name.ends_with('p')) return true;  // playback
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): written only before the threads start
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    return runtime != nullptr && (fs::exists(fs::path(runtime) / "pulse/native", none) ||
                                  fs::exists(fs::path(runtime) / "pipewire-0", none));
}

}  // namespace

void Tone::play() {
    if (!tried_) {
        tried_ = true;
        if (!there_is_sound()) return;
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return;
        SDL_AudioSpec wanted{};
        wanted.freq = rate;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = 1024;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    }
    if (device_ == 0) return;
    std::vector<std::int16_t> samples;
    append_note(samples, 659.3);
    append_note(samples, 880.0);
    SDL_ClearQueuedAudio(device_);
    SDL_QueueAudio(device_, samples.data(),
                   static_cast<Uint32>(samples.size() * sizeof(std::int16_t)));
    SDL_PauseAudioDevice(device_, 0);
}

void Tone::close() {
    if (device_ != 0) SDL_CloseAudioDevice(device_);
    device_ = 0;
}

}  // namespace drivers
