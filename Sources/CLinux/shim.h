#include <errno.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

// Swift's Glibc module leaves out sys/vfs.h. Returns f_type, or -1 with errno.
static inline long long orchestrate_file_system_type(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long long)(unsigned int)status.f_type : -1;
}

// These are macros in C.
static inline unsigned int orchestrate_device_major(unsigned long long device) { return major(device); }
static inline unsigned int orchestrate_device_minor(unsigned long long device) { return minor(device); }
