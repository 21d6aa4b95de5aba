/* Faults on demand, loaded before libc (LD_PRELOAD): counts the file calls that change something
   under $SHIM_FOLDER and, at the n-th one, kills the process, tears the write in two, or lets it
   fail. It can also record every call, so that a power cut can be replayed from the record.

   Built by build_shim.py: cc -O2 -shared -fPIC -o shim.so shim.c -ldl
   From Python: ctypes.CDLL(None).shim_arm(mode, n, error), shim_count(), shim_record(path),
   shim_mark(bytes, length). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
#define SECTOR 512UL

enum { OFF, KILL, TEAR, FAIL_ONCE, FAIL_FROM_HERE, COUNT };
enum verdict { GO_ON, FAIL, TEAR_NOW };

static char *paths[MOST_FILES]; /* by descriptor: the path of a file of ours, or NULL */
static int mode, error_given, recording = -1;
static long fault_at, counted;

#define REAL(type, name, ...)            \
    static type (*real)(__VA_ARGS__);    \
    if (!real) real = dlsym(RTLD_NEXT, #name)

void shim_arm(int how, long n, int error) {
    mode = how;
    fault_at = n;
    error_given = error;
    counted = 0;
}

long shim_count(void) { return counted; }

static int ours(const char *path) {
    static const char *folder;
    if (!folder && !(folder = getenv("SHIM_FOLDER"))) folder = "//";
    return path && !strncmp(path, folder, strlen(folder));
}

static const char *path_of(int file) {
    return file >= 0 && file < MOST_FILES ? paths[file] : NULL;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    pause();
}

static enum verdict hit(void) {
    if (mode == OFF) return GO_ON;
    counted++;
    if (mode == FAIL_FROM_HERE && counted >= fault_at) return FAIL;
    if (counted != fault_at) return GO_ON;
    if (mode == KILL) die();
    if (mode == TEAR) return TEAR_NOW;
    return mode == FAIL_ONCE ? FAIL : GO_ON;
}

/* True when this call is to fail; a call that cannot be torn is killed instead. */
static int fails(void) {
    switch (hit()) {
    case TEAR_NOW: die(); return 1;
    case FAIL: errno = error_given; return 1;
    default: return 0;
    }
}

/* One record: kind, length of the path, offset, length of the data, then both. */
static void note(char kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
    REAL(ssize_t, write, int, const void *, size_t);
    char head[15];
    uint16_t path_length = strlen(path);
    if (recording < 0) return;
    head[0] = kind;
    memcpy(head + 1, &path_length, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    if (real(recording, head, sizeof head) < 0 || real(recording, path, path_length) < 0) abort();
    if (length && real(recording, data, length) < 0) abort();
}

int shim_record(const char *path) {
    REAL(int, open, const char *, int, ...);
    recording = real(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return recording;
}

void shim_mark(const char *text, uint32_t length) { note('M', "", 0, text, length); }

static int opened(int file, const char *path, int flags) {
    if (file < 0 || file >= MOST_FILES) return file;
    free(paths[file]);
    paths[file] = ours(path) ? strdup(path) : NULL;
    if (paths[file] && flags & O_TRUNC) note('Z', path, 0, NULL, 0);
    else if (paths[file] && flags & O_CREAT) note('C', path, 0, NULL, 0);
    return file;
}

#define OPEN(call)                                                                   \
    mode_t rights = 0;                                                               \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                           \
        va_list more;                                                                \
        va_start(more, flags);                                                       \
        rights = va_arg(more, mode_t);                                               \
        va_end(more);                                                                \
    }                                                                                \
    if (ours(path) && flags & (O_CREAT | O_WRONLY | O_RDWR) && fails()) return -1;   \
    return opened(call, path, flags)

int open(const char *path, int flags, ...) {
    REAL(int, open, const char *, int, ...);
    OPEN(real(path, flags, rights));
}
int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    OPEN(real(path, flags, rights));
}
int openat(int at, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    OPEN(real(at, path, flags, rights));
}
int openat64(int at, const char *path, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...);
    OPEN(real(at, path, flags, rights));
}

int close(int file) {
    REAL(int, close, int);
    if (path_of(file)) {
        free(paths[file]);
        paths[file] = NULL;
    }
    return real(file);
}

/* `part` writes the first half, in whole sectors where there is more than one. */
#define WRITE(at, whole, part)                                              \
    const char *path = path_of(file);                                       \
    if (path) {                                                             \
        size_t half = size > SECTOR ? size / 2 & ~(SECTOR - 1) : size / 2;  \
        switch (hit()) {                                                    \
        case FAIL: errno = error_given; return -1;                          \
        case TEAR_NOW:                                                      \
            if (part >= 0) die();                                           \
            return -1;                                                      \
        default: break;                                                     \
        }                                                                   \
    }                                                                       \
    uint64_t offset = at;                                                   \
    ssize_t done = whole;                                                   \
    if (path && done > 0) note('W', path, offset, data, done);              \
    return done

ssize_t pwrite64(int file, const void *data, size_t size, off64_t place) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    WRITE(place, real(file, data, size, place), real(file, data, half, place));
}
ssize_t pwrite(int file, const void *data, size_t size, off_t place) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    WRITE(place, real(file, data, size, place), real(file, data, half, place));
}
ssize_t write(int file, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    WRITE(path ? (uint64_t)lseek(file, 0, SEEK_CUR) : 0, real(file, data, size),
          real(file, data, half));
}

#define SYNC(name)                                              \
    int name(int file) {                                        \
        REAL(int, name, int);                                   \
        if (path_of(file) && fails()) return -1;                \
        int done = real(file);                                  \
        if (path_of(file) && !done) note('S', path_of(file), 0, NULL, 0); \
        return done;                                            \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, type)                                             \
    int name(int file, type size) {                                      \
        REAL(int, name, int, type);                                      \
        if (path_of(file) && fails()) return -1;                         \
        int done = real(file, size);                                     \
        if (path_of(file) && !done) note('T', path_of(file), size, NULL, 0); \
        return done;                                                     \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    if (ours(path) && fails()) return -1;
    int done = real(path);
    if (!done && ours(path)) note('U', path, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    if (ours(to) && fails()) return -1;
    int done = real(from, to);
    if (!done && ours(to)) note('R', from, 0, to, strlen(to));
    return done;
}
