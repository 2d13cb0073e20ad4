/* A layer between grantd and the C library, loaded with LD_PRELOAD: it writes down in order whatever is done to the files
 * below one directory, and can let it fail. What is made of the record is in power.rs, how failing is asked for in shim.rs.
 *
 *   GRANTD_SHIM_ROOT     the directory, an absolute path without links
 *   GRANTD_SHIM_JOURNAL  where the record goes, if one is wanted
 *   GRANTD_SHIM_CONTROL  a file of struct control, if failing is wanted
 *
 * One lock is held over each operation and its record, so the record has the order of what happened. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct control {
    uint64_t count; /* operations so far */
    uint64_t from, until; /* which of them fail */
    uint32_t error; /* with what */
    uint32_t syncs; /* whether fsync and its like are counted, too */
};

struct record {
    char what; /* C create, W write, T truncate, S sync, D sync a directory, R rename, U unlink, M mkdir, X rmdir */
    char unused[7];
    uint64_t file; /* the inode */
    uint64_t offset; /* of a write; the length of a truncation */
    uint64_t length; /* of the data that follows: what was written, or a path, or two with a zero in between */
};

enum { FILES = 4096 };
static unsigned char ours[FILES];
static char root[PATH_MAX];
static size_t root_length;
static int journal = -1;
static struct control *control;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    const char *named = getenv("GRANTD_SHIM_ROOT");
    if (!named) return;
    snprintf(root, sizeof root, "%s", named);
    root_length = strlen(root);
    const char *record = getenv("GRANTD_SHIM_JOURNAL");
    if (record) journal = (int)syscall(SYS_openat, AT_FDCWD, record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    const char *controls = getenv("GRANTD_SHIM_CONTROL");
    if (controls) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, controls, O_RDWR | O_CLOEXEC, 0);
        void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        syscall(SYS_close, file);
        if (mapped != MAP_FAILED) control = mapped;
    }
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* The path below the root, or NULL. */
static const char *below(const char *path) {
    if (!root_length || strncmp(path, root, root_length) != 0) return NULL;
    return path[root_length] == '/' ? path + root_length + 1 : path[root_length] == 0 ? "" : NULL;
}

static int is_ours(int file) { return file >= 0 && file < FILES && ours[file]; }

static uint64_t inode(int file) {
    struct stat found;
    return fstat(file, &found) == 0 ? (uint64_t)found.st_ino : 0;
}

static void put(const void *data, size_t length) {
    while (length > 0) {
        ssize_t wrote = syscall(SYS_write, journal, data, length);
        if (wrote <= 0) abort();
        data = (const char *)data + wrote;
        length -= (size_t)wrote;
    }
}

static void note(char what, uint64_t file, uint64_t offset, const void *data, size_t length) {
    if (journal < 0) return;
    struct record record = {.what = what, .file = file, .offset = offset, .length = length};
    put(&record, sizeof record);
    put(data, length);
}

static void note_path(char what, uint64_t file, const char *path) { note(what, file, 0, path, strlen(path)); }

/* Whether this operation is to fail; errno is set then. */
static int fails(int is_sync) {
    if (!control || (is_sync && !control->syncs)) return 0;
    uint64_t number = __atomic_fetch_add(&control->count, 1, __ATOMIC_SEQ_CST);
    if (number < control->from || number >= control->until) return 0;
    errno = (int)control->error;
    return 1;
}

static void opened(int file, const char *path, int flags, int existed) {
    if (file < 0 || file >= FILES) return;
    const char *name = below(path);
    ours[file] = name != NULL;
    if (!name || !(flags & (O_WRONLY | O_RDWR))) return;
    if (!existed) note_path('C', inode(file), name);
    else if (flags & O_TRUNC) note('T', inode(file), 0, "", 0);
}

static int open_file(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    if (!below(path)) {
        int file = real(path, flags, mode);
        if (file >= 0 && file < FILES) ours[file] = 0;
        return file;
    }
    pthread_mutex_lock(&lock);
    int existed = faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0, file = -1;
    if (existed || !(flags & O_CREAT) || !fails(0)) {
        file = real(path, flags, mode);
        int error = errno;
        opened(file, path, flags, existed);
        errno = error;
    }
    pthread_mutex_unlock(&lock);
    return file;
}

int open(const char *path, int flags, ...) {
    REAL(open);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_file(real, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(open64);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_file(real, path, flags, mode);
}

int close(int file) {
    REAL(close);
    if (file >= 0 && file < FILES) ours[file] = 0;
    return real(file);
}

ssize_t write(int file, const void *data, size_t length) {
    REAL(write);
    if (!is_ours(file)) return real(file, data, length);
    pthread_mutex_lock(&lock);
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t wrote = fails(0) ? -1 : real(file, data, length);
    int error = errno;
    if (wrote > 0 && at >= 0) note('W', inode(file), (uint64_t)at, data, (size_t)wrote);
    errno = error;
    pthread_mutex_unlock(&lock);
    return wrote;
}

static ssize_t write_at(ssize_t (*real)(int, const void *, size_t, off64_t), int file, const void *data, size_t length, off64_t at) {
    if (!is_ours(file)) return real(file, data, length, at);
    pthread_mutex_lock(&lock);
    int failing = fails(0), error = errno;
    ssize_t wrote;
    if (failing && error == EIO && length >= 1024) {
        /* A device that fails may have written some of it. */
        wrote = real(file, data, length / 2, at);
        if (wrote > 0) note('W', inode(file), (uint64_t)at, data, (size_t)wrote);
        wrote = -1;
    } else {
        wrote = failing ? -1 : real(file, data, length, at);
        if (!failing) error = errno;
        if (wrote > 0) note('W', inode(file), (uint64_t)at, data, (size_t)wrote);
    }
    errno = error;
    pthread_mutex_unlock(&lock);
    return wrote;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t at) {
    REAL(pwrite);
    return write_at(real, file, data, length, at);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t at) {
    REAL(pwrite64);
    return write_at(real, file, data, length, at);
}

static int cut(int (*real)(int, off64_t), int file, off64_t length) {
    if (!is_ours(file)) return real(file, length);
    pthread_mutex_lock(&lock);
    int done = fails(0) ? -1 : real(file, length), error = errno;
    if (done == 0) note('T', inode(file), (uint64_t)length, "", 0);
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int file, off_t length) {
    REAL(ftruncate);
    return cut(real, file, length);
}

int ftruncate64(int file, off64_t length) {
    REAL(ftruncate64);
    return cut(real, file, length);
}

static int sync_file(int (*real)(int), int file) {
    if (!is_ours(file)) return real(file);
    pthread_mutex_lock(&lock);
    int done = fails(1) ? -1 : real(file), error = errno;
    struct stat found;
    if (done == 0 && fstat(file, &found) == 0) {
        if (S_ISDIR(found.st_mode)) {
            char link[64], path[PATH_MAX];
            snprintf(link, sizeof link, "/proc/self/fd/%d", file);
            ssize_t length = readlink(link, path, sizeof path - 1);
            path[length < 0 ? 0 : length] = 0;
            const char *name = below(path);
            if (name) note_path('D', 0, name);
        } else {
            note('S', (uint64_t)found.st_ino, 0, "", 0);
        }
    }
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int file) {
    REAL(fsync);
    return sync_file(real, file);
}

int fdatasync(int file) {
    REAL(fdatasync);
    return sync_file(real, file);
}

/* Makes nothing durable: it neither waits for the disk's cache nor writes the file's size. But it can fail. */
int sync_file_range(int file, off64_t offset, off64_t length, unsigned flags) {
    REAL(sync_file_range);
    return is_ours(file) && fails(1) ? -1 : real(file, offset, length, flags);
}

static int change_name(char what, int (*act)(const char *, const char *), const char *from, const char *to) {
    const char *one = below(from), *other = to ? below(to) : "";
    if (!one || !other) return act(from, to);
    pthread_mutex_lock(&lock);
    /* Removing needs no room. */
    int done = (what == 'R' || what == 'M') && fails(0) ? -1 : act(from, to), error = errno;
    if (done == 0) {
        char names[2 * PATH_MAX];
        size_t length = strlen(one) + 1;
        memcpy(names, one, length);
        memcpy(names + length, other, strlen(other) + 1);
        note(what, 0, 0, names, what == 'R' ? length + strlen(other) : length - 1);
    }
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    return change_name('R', real, from, to);
}

static int (*real_unlink)(const char *), (*real_rmdir)(const char *), (*real_mkdir)(const char *, mode_t);
static mode_t mkdir_mode;
static int do_unlink(const char *path, const char *unused) { return (void)unused, real_unlink(path); }
static int do_rmdir(const char *path, const char *unused) { return (void)unused, real_rmdir(path); }
static int do_mkdir(const char *path, const char *unused) { return (void)unused, real_mkdir(path, mkdir_mode); }

int unlink(const char *path) {
    REAL(unlink);
    real_unlink = real;
    return change_name('U', do_unlink, path, NULL);
}

int rmdir(const char *path) {
    REAL(rmdir);
    real_rmdir = real;
    return change_name('X', do_rmdir, path, NULL);
}

/* How a directory is removed with all that is in it: relative to an open one. */
int unlinkat(int dir, const char *path, int flags) {
    REAL(unlinkat);
    char link[64], whole[2 * PATH_MAX];
    ssize_t length = 0;
    if (dir != AT_FDCWD && path[0] != '/') {
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        length = readlink(link, whole, PATH_MAX - 1);
        if (length < 0) length = 0;
        whole[length++] = '/';
    }
    snprintf(whole + length, sizeof whole - (size_t)length, "%s", path);
    const char *name = below(whole);
    if (!name) return real(dir, path, flags);
    pthread_mutex_lock(&lock);
    int done = real(dir, path, flags), error = errno;
    if (done == 0) note_path(flags & AT_REMOVEDIR ? 'X' : 'U', 0, name);
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    real_mkdir = real;
    mkdir_mode = mode;
    return change_name('M', do_mkdir, path, NULL);
}
