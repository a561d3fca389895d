#include "kiosk/base/secret.h"

#include <cstdlib>
#include <new>

#include <openssl/crypto.h>
#include <sys/mman.h>

namespace kiosk {

void wipe(void* memory, std::size_t size) {
    OPENSSL_cleanse(memory, size);
}
void wipe(std::string& text) {
    wipe(text.data(), text.capacity());
    text.clear();
}

void* allocate_locked(std::size_t size) {
    void* memory = std::calloc(1, size);
    if (memory == nullptr) throw std::bad_alloc();
    mlock(memory, size);
    return memory;
}

// Not unlocked: another secret may share the page.
void release_locked(void* memory, std::size_t size) {
    wipe(memory, size);
    std::free(memory);
}

}  // namespace kiosk
