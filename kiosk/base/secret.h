// Holds what belongs to the citizen: locked into memory, kept out of core dumps, wiped at the end,
// and not printable. The session owns every one of these.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk {

// Overwrites memory in a way that the compiler may not leave out.
void wipe(void* memory, std::size_t size);
void wipe(std::string& text);

// Allocates wiped-on-release, locked memory. Failing to lock is tolerated (RLIMIT_MEMLOCK), wiping
// is not.
void* allocate_locked(std::size_t size);
void release_locked(void* memory, std::size_t size);

template <class T>
struct LockedAllocator {
    using value_type = T;
    LockedAllocator() = default;
    template <class U>
    // NOLINTNEXTLINE(google-explicit-constructor): allocators convert
    LockedAllocator(const LockedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocate_locked(n * sizeof(T))); }
    void deallocate(T* p, std::size_t n) { release_locked(p, n * sizeof(T)); }
    friend bool operator==(const LockedAllocator&, const LockedAllocator&) { return true; }
};

// A string in locked memory. Grows by doubling, and wipes what it leaves behind.
// The reserve keeps libstdc++ from holding short text inside the object itself.
class SecretText {
  public:
    SecretText() { text_.reserve(64); }
    explicit SecretText(std::string_view text) : SecretText() { text_.assign(text); }
    SecretText(const SecretText& other) : SecretText(other.reveal()) {}
    SecretText& operator=(const SecretText& other) {
        if (this != &other) text_.assign(other.text_.begin(), other.text_.end());
        return *this;
    }
    SecretText(SecretText&& other) noexcept : text_(std::move(other.text_)) {}
    SecretText& operator=(SecretText&& other) noexcept {
        text_ = std::move(other.text_);
        return *this;
    }
    ~SecretText() { wipe(text_.data(), text_.capacity()); }

    [[nodiscard]] std::string_view reveal() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    void set(std::string_view text) { text_.assign(text); }
    friend bool operator==(const SecretText& a, const SecretText& b) { return a.text_ == b.text_; }

  private:
    std::basic_string<char, std::char_traits<char>, LockedAllocator<char>> text_;
};

// Any value that must not be printed or compared by accident and is wiped by its own type.
template <class T>
class Secret {
  public:
    Secret() = default;
    explicit Secret(T value) : value_(std::move(value)) {}
    [[nodiscard]] const T& reveal() const { return value_; }
    [[nodiscard]] T& reveal() { return value_; }

  private:
    T value_{};
};

}  // namespace kiosk
