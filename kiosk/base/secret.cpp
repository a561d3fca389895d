#include "kiosk/base/secret.h"

#include <cstddef>
#include <memory_resource>
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

namespace {

// Whole mappings, locked once: a system call for each small secret took longer than all the
// cryptography of reading a card.
class LockedPages : public std::pmr::memory_resource {
    void* do_allocate(std::size_t size, std::size_t) override {
        void* pages =
            mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (pages == MAP_FAILED) throw std::bad_alloc();
        mlock(pages, size);
        madvise(pages, size, MADV_DONTDUMP);
        return pages;
    }
    void do_deallocate(void* pages, std::size_t size, std::size_t) override { munmap(pages, size); }
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }
};

// The pools of GCC 12 lay a block of 24 bytes at a multiple of 8 (libstdc++ PR 118681); sizes that
// are multiples of the alignment end up where they belong.
constexpr std::size_t in_whole_blocks(std::size_t size) {
    constexpr std::size_t alignment = alignof(std::max_align_t);
    return (size + alignment - 1) / alignment * alignment;
}

// Never destroyed: secrets may outlive every other static object. Where the address sanitizer
// watches, each secret lies by itself.
std::pmr::memory_resource& locked_memory() {
#ifdef __SANITIZE_ADDRESS__
    return *std::pmr::new_delete_resource();
#else
    constexpr std::pmr::pool_options options{.max_blocks_per_chunk = 64,
                                             .largest_required_pool_block = 16384};
    static auto& pages = *new LockedPages;
    static auto& pool = *new std::pmr::synchronized_pool_resource(options, &pages);
    return pool;
#endif
}

}  // namespace

void* allocate_locked(std::size_t size) {
    return locked_memory().allocate(in_whole_blocks(size));
}

void release_locked(void* memory, std::size_t size) {
    wipe(memory, size);
    locked_memory().deallocate(memory, in_whole_blocks(size));
}

}  // namespace kiosk
