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
#include <unistd.h>

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

/* These are declared under _GNU_SOURCE only as well; fcntl in a header that would make struct stat this module's own. */
extern int fcntl(int descriptor, int command, ...);
extern int memfd_create(const char *name, unsigned int flags);
extern int close_range(unsigned int first, unsigned int last, int flags);
extern char **environ;

/* A file in memory that is closed on exec. */
static inline int orchestrate_memory_file(const char *name) {
    return memfd_create(name, 1U /* MFD_CLOEXEC */);
}

/* Starts a program as a child in this process's group, which the kernel kills with the thread that started it: fork,
   because posix_spawn cannot ask for that. Its descriptors 0, 1 and 3 are those given, all above 3; 2 stays. Between
   fork and exec only calls that are safe there. Returns the child, or -1 with errno, also where exec failed. */
static inline pid_t orchestrate_spawn_bound(char *const arguments[], int input, int output, int picture) {
    int report[2];
    int problem = 0;
    pid_t parent = getpid();
    pid_t child;
    if (pipe2(report, 02000000 /* O_CLOEXEC */) != 0) return -1;
    child = fork();
    if (child == 0) {
        struct rlimit cpu;
        sigset_t none;
        prctl(PR_SET_PDEATHSIG, (unsigned long)SIGKILL, 0UL, 0UL, 0UL);
        if (getppid() != parent) _exit(127);
        /* The worker's soft limit counts from its own start. */
        if (getrlimit(RLIMIT_CPU, &cpu) == 0) {
            cpu.rlim_cur = cpu.rlim_max;
            setrlimit(RLIMIT_CPU, &cpu);
        }
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        report[1] = fcntl(report[1], 1030 /* F_DUPFD_CLOEXEC */, 10);
        if (report[1] < 0) _exit(127);
        if (dup2(input, 0) >= 0 && dup2(output, 1) >= 0 && dup2(picture, 3) >= 0
            && close_range(4, ~0U, 4 /* CLOSE_RANGE_CLOEXEC */) == 0)
            execve(arguments[0], arguments, environ);
        problem = errno;
        if (write(report[1], &problem, sizeof problem) < 0) _exit(126);
        _exit(127);
    }
    close(report[1]);
    if (child > 0) {
        ssize_t count;
        do {
            count = read(report[0], &problem, sizeof problem);
        } while (count < 0 && errno == EINTR);
        if (count == (ssize_t)sizeof problem) {
            while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
            child = -1;
        }
    } else {
        problem = errno;
    }
    close(report[0]);
    if (child < 0) errno = problem;
    return child;
}

#endif
