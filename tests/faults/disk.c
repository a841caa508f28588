/* Stands between a program and its disk: makes one call fail, kills its caller, or notes every call.

   Preloaded into a child of the tests. Only calls on files in the watched folder count; what is
   called, and in which order, is what the C library is asked for by SQLite, by Python and by all
   libraries alike. Notes are read by disk_notes.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static size_t folder_length;
static char *names[FILES];
static long calls, fail_at;
static int for_ever, failure, kills, notes = -1;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

/* ---- what the tests ask for ------------------------------------------------------------------ */

void disk_watch(const char *path) {
    snprintf(folder, sizeof folder, "%s", path);
    folder_length = strlen(folder);
    calls = 0;
    fail_at = 0;
    kills = 0;
}

/* Kill the program before its call number *at* that changes something; it is a write half done. */
void disk_kill(long at) {
    calls = 0;
    fail_at = at;
    kills = 1;
}

void disk_fail(long at, int ever, int error) {
    calls = 0;
    fail_at = at;
    for_ever = ever;
    failure = error;
}

long disk_calls(void) { return calls; }

void disk_note_to(const char *path) {
    typedef int (*opener)(const char *, int, ...);
    notes = path == NULL ? -1 : REAL(opener, "open")(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

/* ---- what is watched ------------------------------------------------------------------------- */

static int is_inside(const char *path) {
    return folder_length && path != NULL && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

static const char *name_of(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

static void forget(int fd) {
    if (fd >= 0 && fd < FILES && names[fd] != NULL) {
        free(names[fd]);
        names[fd] = NULL;
    }
}

static void remember(int fd, const char *path) {
    forget(fd);
    if (fd >= 0 && fd < FILES) names[fd] = strdup(path);
}

/* Return whether this call fails; errno then says how. A full disk can be read. */
static int fails(int writes) {
    if ((kills || failure == ENOSPC) && !writes) return 0;
    calls++;
    if (kills && calls == fail_at) raise(SIGKILL);
    if (fail_at && (calls == fail_at || (for_ever && calls > fail_at))) {
        errno = failure;
        return 1;
    }
    return 0;
}

struct note {
    uint32_t kind, length;
    int64_t place, size;
};

static void put(const void *bytes, size_t length) {
    typedef ssize_t (*writer)(int, const void *, size_t);
    const char *left = bytes;
    while (length > 0) {
        ssize_t done = REAL(writer, "write")(notes, left, length);
        if (done <= 0) abort();
        left += done;
        length -= (size_t)done;
    }
}

/* Note one call: its kind, the name, where it is in the file, and the bytes. */
static void note(char kind, const char *name, off_t place, const void *bytes, size_t size) {
    if (notes < 0) return;
    struct note head = {(uint32_t)kind, (uint32_t)strlen(name), place, (int64_t)size};
    put(&head, sizeof head);
    put(name, head.length);
    if (bytes != NULL) put(bytes, size);
}

void disk_mark(long number) {
    pthread_mutex_lock(&turn);
    note('M', "", number, NULL, 0);
    pthread_mutex_unlock(&turn);
}

/* Return how much of a write is done all the same when the program is killed in it. */
static size_t torn(const char *name, size_t size) {
    return name != NULL && kills && calls + 1 == fail_at ? size / 2 : 0;
}

/* ---- opening and closing --------------------------------------------------------------------- */

static int opened(const char *call, int at, const char *path, int flags, mode_t mode) {
    typedef int (*opener)(const char *, int, ...);
    typedef int (*opener_at)(int, const char *, int, ...);
    int watched = is_inside(path);
    pthread_mutex_lock(&turn);
    int fd = -1;
    if (!watched || !fails(flags & O_CREAT)) {
        int is_new = watched && (flags & O_CREAT) && access(path, F_OK) != 0;
        fd = strstr(call, "at") != NULL ? REAL(opener_at, call)(at, path, flags, mode)
                                        : REAL(opener, call)(path, flags, mode);
        if (fd >= 0 && watched) {
            remember(fd, path);
            if (is_new) note('C', path, 0, NULL, 0);
            if (!is_new && (flags & O_TRUNC)) note('T', path, 0, NULL, 0);
        } else if (fd >= 0) {
            forget(fd);
        }
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE(flags)                                   \
    mode_t mode = 0;                                  \
    if ((flags) & (O_CREAT | O_TMPFILE)) {            \
        va_list more;                                 \
        va_start(more, flags);                        \
        mode = va_arg(more, mode_t);                  \
        va_end(more);                                 \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened("open", 0, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened("open64", 0, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
    MODE(flags)
    return opened("openat", at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
    MODE(flags)
    return opened("openat64", at, path, flags, mode);
}

int close(int fd) {
    typedef int (*closer)(int);
    pthread_mutex_lock(&turn);
    forget(fd);
    pthread_mutex_unlock(&turn);
    return REAL(closer, "close")(fd);
}

/* ---- reading and writing --------------------------------------------------------------------- */

#define WATCHED(fd, made, writes, call)               \
    pthread_mutex_lock(&turn);                        \
    const char *name = name_of(fd);                   \
    made = -1;                                        \
    if (name == NULL || !fails(writes)) {             \
        call;                                         \
    }                                                 \
    pthread_mutex_unlock(&turn);

ssize_t read(int fd, void *bytes, size_t size) {
    typedef ssize_t (*reader)(int, void *, size_t);
    ssize_t made;
    WATCHED(fd, made, 0, made = REAL(reader, "read")(fd, bytes, size))
    return made;
}

ssize_t pread(int fd, void *bytes, size_t size, off_t place) {
    typedef ssize_t (*reader)(int, void *, size_t, off_t);
    ssize_t made;
    WATCHED(fd, made, 0, made = REAL(reader, "pread")(fd, bytes, size, place))
    return made;
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t place) { return pread(fd, bytes, size, place); }

ssize_t write(int fd, const void *bytes, size_t size) {
    typedef ssize_t (*writer)(int, const void *, size_t);
    ssize_t made;
    size_t half = torn(name_of(fd), size);
    if (half) REAL(writer, "write")(fd, bytes, half);
    WATCHED(fd, made, 1, {
        made = REAL(writer, "write")(fd, bytes, size);
        if (name != NULL && made > 0) note('W', name, lseek(fd, 0, SEEK_CUR) - made, bytes, (size_t)made);
    })
    return made;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t place) {
    typedef ssize_t (*writer)(int, const void *, size_t, off_t);
    ssize_t made;
    size_t half = torn(name_of(fd), size);
    if (half) REAL(writer, "pwrite")(fd, bytes, half, place);
    WATCHED(fd, made, 1, {
        made = REAL(writer, "pwrite")(fd, bytes, size, place);
        if (name != NULL && made > 0) note('W', name, place, bytes, (size_t)made);
    })
    return made;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t place) { return pwrite(fd, bytes, size, place); }

/* A copy inside the system would not be seen: whoever asks for one copies by reading and writing. */
ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    typedef ssize_t (*sender)(int, int, off_t *, size_t);
    if (name_of(to) != NULL || name_of(from) != NULL) {
        errno = EINVAL;
        return -1;
    }
    return REAL(sender, "sendfile")(to, from, place, size);
}

ssize_t sendfile64(int to, int from, off64_t *place, size_t size) { return sendfile(to, from, place, size); }

ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) {
    typedef ssize_t (*copier)(int, off64_t *, int, off64_t *, size_t, unsigned);
    if (name_of(to) != NULL || name_of(from) != NULL) {
        errno = EXDEV;
        return -1;
    }
    return REAL(copier, "copy_file_range")(from, a, to, b, size, flags);
}

static int synced(const char *call, int fd) {
    typedef int (*syncer)(int);
    int made;
    WATCHED(fd, made, 1, {
        made = REAL(syncer, call)(fd);
        if (name != NULL && made == 0) note('S', name, 0, NULL, 0);
    })
    return made;
}

int fsync(int fd) { return synced("fsync", fd); }

int fdatasync(int fd) { return synced("fdatasync", fd); }

int ftruncate(int fd, off_t size) {
    typedef int (*cutter)(int, off_t);
    int made;
    WATCHED(fd, made, 1, {
        made = REAL(cutter, "ftruncate")(fd, size);
        if (name != NULL && made == 0) note('T', name, size, NULL, 0);
    })
    return made;
}

int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

/* ---- names ----------------------------------------------------------------------------------- */

int rename(const char *from, const char *to) {
    typedef int (*renamer)(const char *, const char *);
    int watched = is_inside(from) || is_inside(to), made = -1;
    pthread_mutex_lock(&turn);
    if (!watched || !fails(1)) {
        made = REAL(renamer, "rename")(from, to);
        if (watched && made == 0) note('R', from, 0, to, strlen(to));
    }
    pthread_mutex_unlock(&turn);
    return made;
}

int renameat(int one, const char *from, int two, const char *to) {
    typedef int (*renamer)(int, const char *, int, const char *);
    if (is_inside(from) || is_inside(to)) return rename(from, to);
    return REAL(renamer, "renameat")(one, from, two, to);
}

/* A second name of a file: what is written under one of them is there under the other. */
int link(const char *from, const char *to) {
    typedef int (*linker)(const char *, const char *);
    int watched = is_inside(from) || is_inside(to), made = -1;
    pthread_mutex_lock(&turn);
    if (!watched || !fails(1)) {
        made = REAL(linker, "link")(from, to);
        if (watched && made == 0) note('L', from, 0, to, strlen(to));
    }
    pthread_mutex_unlock(&turn);
    return made;
}

int unlink(const char *path) {
    typedef int (*remover)(const char *);
    int watched = is_inside(path), made = -1;
    pthread_mutex_lock(&turn);
    if (!watched || !fails(1)) {
        made = REAL(remover, "unlink")(path);
        if (watched && made == 0) note('U', path, 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return made;
}

int unlinkat(int at, const char *path, int flags) {
    typedef int (*remover)(int, const char *, int);
    if (is_inside(path) && !(flags & AT_REMOVEDIR)) return unlink(path);
    return REAL(remover, "unlinkat")(at, path, flags);
}

int mkdir(const char *path, mode_t mode) {
    typedef int (*maker)(const char *, mode_t);
    int watched = is_inside(path), made = -1;
    pthread_mutex_lock(&turn);
    if (!watched || !fails(1)) made = REAL(maker, "mkdir")(path, mode);
    pthread_mutex_unlock(&turn);
    return made;
}
