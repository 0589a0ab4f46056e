#ifndef ORCHESTRATE_CPROCESS_SHIM_H
#define ORCHESTRATE_CPROCESS_SHIM_H

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>

/* prctl is variadic, which Swift cannot call. */
static inline int orchestrate_prctl(int option, unsigned long value) {
    return prctl(option, value, 0UL, 0UL, 0UL);
}

/* renameat2 is declared for GNU sources only, and <fcntl.h> would take stat away from Glibc.
   Renames unless something has the new name; -1 with errno. */
extern long syscall(long number, ...);
static inline int orchestrate_rename_exclusively(const char *from, const char *to) {
    const int working_folder = -100; /* AT_FDCWD */
    const unsigned int no_replace = 1;
    return (int)syscall(SYS_renameat2, working_folder, from, working_folder, to, no_replace);
}

/* The resource names are an enum in C++ only, and their Swift type differs by libc. */
static inline int orchestrate_set_limit(int resource, rlim_t soft, rlim_t hard) {
    struct rlimit limit = {soft, hard};
    return setrlimit(resource, &limit);
}

static inline int orchestrate_get_limit(int resource, struct rlimit *limit) {
    return getrlimit(resource, limit);
}

/* siginfo_t's fields are macros. Peeks at a child that has ended without reaping it: 0 still running,
   1 ended by exit with *status, 2 ended by signal *status, -1 error. */
static inline int orchestrate_peek_exit(pid_t pid, int *status) {
    siginfo_t information;
    int result;
    information.si_pid = 0;
    do {
        result = waitid(P_PID, (id_t)pid, &information, WEXITED | WNOHANG | WNOWAIT);
    } while (result == -1 && errno == EINTR);
    if (result != 0) return -1;
    if (information.si_pid == 0) return 0;
    *status = information.si_status;
    return information.si_code == CLD_EXITED ? 1 : 2;
}

/* A sigset_t built in one go, since its initialisers are macros in some C libraries. */
static inline int orchestrate_signal_descriptor(int number) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* pipe2 is declared under _GNU_SOURCE only, which a module cannot ask for. */
extern int pipe2(int ends[2], int flags);

static inline int orchestrate_pipe(int *ends, int flags) {
    return pipe2(ends, flags);
}

#endif
