/* Records what a process does to the files below $RECORD_BELOW, in order, into $RECORD_INTO.
   Built by replay.py and loaded with LD_PRELOAD; each record: op, path length, offset, data length, path, data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int log_handle = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int path_of(int handle, char *path, size_t size) {
    char link[64];
    const char *below = getenv("RECORD_BELOW");
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = below ? readlink(link, path, size - 1) : -1;
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

static void note(char op, const char *path, int64_t offset, const void *data, uint64_t length) {
    uint32_t path_length = (uint32_t)strlen(path);
    struct iovec pieces[] = {{&op, 1}, {&path_length, 4}, {&offset, 8}, {&length, 8},
                             {(void *)path, path_length}, {(void *)data, data ? length : 0}};
    pthread_mutex_lock(&lock);
    if (log_handle < 0) log_handle = open(getenv("RECORD_INTO"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (writev(log_handle, pieces, 6) < 0) abort();
    pthread_mutex_unlock(&lock);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); char path[4096]

ssize_t pwrite64(int handle, const void *data, size_t count, off64_t offset) {
    REAL(pwrite64);
    ssize_t done = real(handle, data, count, offset);
    if (done > 0 && path_of(handle, path, sizeof path)) note('w', path, offset, data, (uint64_t)done);
    return done;
}

ssize_t pwrite(int handle, const void *data, size_t count, off_t offset) {
    REAL(pwrite);
    ssize_t done = real(handle, data, count, offset);
    if (done > 0 && path_of(handle, path, sizeof path)) note('w', path, offset, data, (uint64_t)done);
    return done;
}

ssize_t write(int handle, const void *data, size_t count) {
    REAL(write);
    ssize_t done = real(handle, data, count);
    if (done > 0 && handle != log_handle && path_of(handle, path, sizeof path))
        note('w', path, (int64_t)lseek(handle, 0, SEEK_CUR) - done, data, (uint64_t)done);
    return done;
}

int ftruncate64(int handle, off64_t length) {
    REAL(ftruncate64);
    int done = real(handle, length);
    if (done == 0 && path_of(handle, path, sizeof path)) note('t', path, length, NULL, 0);
    return done;
}

int ftruncate(int handle, off_t length) {
    REAL(ftruncate);
    int done = real(handle, length);
    if (done == 0 && path_of(handle, path, sizeof path)) note('t', path, length, NULL, 0);
    return done;
}

int fsync(int handle) {
    REAL(fsync);
    int done = real(handle);
    if (done == 0 && path_of(handle, path, sizeof path)) note('s', path, 0, NULL, 0);
    return done;
}

int fdatasync(int handle) {
    REAL(fdatasync);
    int done = real(handle);
    if (done == 0 && path_of(handle, path, sizeof path)) note('s', path, 0, NULL, 0);
    return done;
}

int unlink(const char *name) {
    REAL(unlink);
    (void)path;
    int done = real(name);
    const char *below = getenv("RECORD_BELOW");
    if (done == 0 && below && strncmp(name, below, strlen(below)) == 0) note('u', name, 0, NULL, 0);
    return done;
}
