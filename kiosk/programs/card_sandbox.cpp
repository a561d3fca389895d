#include "kiosk/programs/card_sandbox.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include <grp.h>
#include <malloc.h>
#include <pwd.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // maps terabytes, reads its own maps, reports
#else
constexpr bool sanitized = false;
#endif

constexpr uid_t nobody = 65534;
constexpr rlim_t most_memory = 512U << 20U;  // bytes of address space
constexpr rlim_t most_descriptors = 32;

struct ReleaseFilter {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

// What talking to the reader service, threads, memory and time need.
constexpr auto needed = std::to_array<int>({
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(connect),
    SCMP_SYS(sendto),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg),
    SCMP_SYS(recvmsg),
    SCMP_SYS(shutdown),
    SCMP_SYS(getsockopt),
    SCMP_SYS(fcntl),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(mlock),
    SCMP_SYS(munlock),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
});

// Asked for on the way to something else, which does without: "no" is enough.
constexpr auto refused = std::to_array<int>({
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(openat2),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(statfs),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(ioctl),
    SCMP_SYS(prctl),
    SCMP_SYS(getcwd),
    SCMP_SYS(prlimit64),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
});

// The library of the reader service looks whether the service's socket is there.
constexpr auto looking = std::to_array<int>(
    {SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx)});

// A sanitizer finds out by a pipe whether memory is there.
constexpr auto sanitizing = std::to_array<int>({SCMP_SYS(pipe), SCMP_SYS(pipe2)});

bool allow_all(scmp_filter_ctx filter, const auto& calls) {
    for (const int call : calls)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
    return true;
}

// Threads are started, processes are not: clone3 hides its flags in memory, so it is "not there".
bool allow_threads(scmp_filter_ctx filter) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

bool allow_local_sockets(scmp_filter_ctx filter) {
    // NOLINTBEGIN(clang-diagnostic-missing-field-initializers): the macros leave the second out
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                            SCMP_A0(SCMP_CMP_EQ, AF_UNIX)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                            SCMP_A0(SCMP_CMP_NE, AF_UNIX)) == 0;
    // NOLINTEND(clang-diagnostic-missing-field-initializers)
}

bool refuse_rest(scmp_filter_ctx filter) {
    for (const int call : refused) {
        const bool own_maps = sanitized && call != SCMP_SYS(openat2);
        const auto action = own_maps ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES);
        if (seccomp_rule_add(filter, action, call, 0) != 0) return false;
    }
    return true;
}

void limit(decltype(RLIMIT_CORE) what, rlim_t most) {
    const rlimit both{most, most};
    setrlimit(what, &both);
}

}  // namespace

void keep_private(int line) {
    close_range(static_cast<unsigned>(line) + 1, ~0U, 0);
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    // Each arena takes a good part of the address space.
    mallopt(M_ARENA_MAX, 1);  // NOLINT(concurrency-mt-unsafe): no other thread runs yet
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, most_descriptors);
    if (!sanitized) limit(RLIMIT_AS, most_memory);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGPIPE, SIG_IGN);
}

Result<void> become_nobody() {
    if (geteuid() != 0) return {};
    uid_t user = nobody;
    gid_t group = nobody;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs yet
    if (const passwd* entry = getpwnam("kiosk-card")) {
        user = entry->pw_uid;
        group = entry->pw_gid;
    }
    unshare(CLONE_NEWNET);  // the filter keeps it from the network where this is not allowed
    if (setgroups(0, nullptr) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(user, user, user) != 0 || setuid(0) == 0)
        return fail(ErrorKind::refused, "kiosk-card must not be root");
    prctl(PR_SET_DUMPABLE, 0);  // a change of user makes it dumpable again
    return {};
}

Result<void> shut_in() {
    const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    const bool closed = filter && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
                        allow_all(filter.get(), needed) && allow_all(filter.get(), looking) &&
                        allow_threads(filter.get()) && allow_local_sockets(filter.get()) &&
                        refuse_rest(filter.get()) &&
                        (!sanitized || allow_all(filter.get(), sanitizing)) &&
                        seccomp_load(filter.get()) == 0;
    if (!closed) return fail(ErrorKind::internal, "kiosk-card: no filter for system calls");
    return {};
}

}  // namespace kiosk::programs
