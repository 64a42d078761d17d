/* Loaded with LD_PRELOAD into a process that writes a log: notes every write, sync, truncation and removal of the files
   in KFTERM_POWER_FOLDER, in order, so that the test can build the disk as it was at any moment of a power cut.
   A note is: op, length of name, name, offset, length of data, data. Numbers are 64 bit, little end first. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int notes = -1;

static void put(const void *data, size_t size) {
  while (size) {
    ssize_t done = syscall(SYS_write, notes, data, size);
    if (done <= 0) _exit(70);
    data = (const char *)data + done;
    size -= done;
  }
}

static void note_path(char op, const char *path, int64_t offset, const void *data, int64_t size) {
  const char *folder = getenv("KFTERM_POWER_FOLDER");
  if (!folder || strncmp(path, folder, strlen(folder))) return;
  if (notes < 0) {
    notes = syscall(SYS_openat, AT_FDCWD, getenv("KFTERM_POWER_NOTES"), O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (notes < 0) _exit(71);
  }
  int64_t length = strlen(path);
  put(&op, 1);
  put(&length, 8);
  put(path, length);
  put(&offset, 8);
  put(&size, 8);
  if (data) put(data, size);
}

static void note(char op, int file, int64_t offset, const void *data, int64_t size) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  note_path(op, path, offset, data, size);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite(int file, const void *data, size_t size, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  ssize_t done = real(file, data, size, offset);
  if (done > 0) note('W', file, offset, data, done);
  return done;
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset) { return pwrite(file, data, size, offset); }

ssize_t write(int file, const void *data, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  off_t offset = lseek(file, 0, SEEK_CUR);
  ssize_t done = real(file, data, size);
  if (done > 0 && offset >= 0 && file > 2) note('W', file, offset, data, done);
  return done;
}

int fsync(int file) {
  REAL(int, "fsync", int);
  int done = real(file);
  if (!done) note('S', file, 0, 0, 0);
  return done;
}
int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  int done = real(file);
  if (!done) note('S', file, 0, 0, 0);
  return done;
}
int ftruncate(int file, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  int done = real(file, size);
  if (!done) note('T', file, size, 0, 0);
  return done;
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  int done = real(path);
  if (!done) note_path('U', path, 0, 0, 0);
  return done;
}
