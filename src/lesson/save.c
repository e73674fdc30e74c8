/* Replaces a file so that it is never torn: it is the old one or the new one,
 * whole; and appends to a file that only grows. The callers own the content:
 * recordings, progress. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/write.h"

/* A temporary file is called TARGET.tmp-XXXXXX. */
#define TEMPORARY ".tmp-"
enum { STRAY_AFTER_S = 600, NAMES_MAX = 100, LOCK_TRIES = 100, LOCK_TRY_MS = 10 };

static bool forbidden; /* nothing is written (file_forbid) */

void file_forbid(void)
{
	forbidden = true;
}

static bool cannot(struct diag *diag, const char *path, int error)
{
	if (forbidden)
		return diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, DIAG_WHY_KIOSK, "");
	return diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, diag_errno(error), strerror(error));
}

/* Returns 0 or an errno. */
static int write_all(int fd, const char *text, size_t len)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = write(fd, text + done, len - done);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n == 0)
			return EIO;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* Returns the permission of a new file: what the umask leaves of rw-rw-rw-. */
static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* Removes the temporary files of target that runs which were killed have left:
 * those that are older than any write takes. */
static void remove_strays(const char *target)
{
	const char *slash = strrchr(target, '/'), *name = slash ? slash + 1 : target;
	char *folder = slash ? mem_copy_n(target, (size_t)(slash + 1 - target)) : mem_copy_text(".");
	DIR *files = opendir(folder);
	size_t n = strlen(name), m = sizeof TEMPORARY - 1;
	const struct dirent *e;
	struct stat st;

	while (files && (e = readdir(files)))
		if (strncmp(e->d_name, name, n) == 0 && strncmp(e->d_name + n, TEMPORARY, m) == 0 &&
		    strlen(e->d_name + n + m) == 6 && fstatat(dirfd(files), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_mtime < time(NULL) - STRAY_AFTER_S)
			unlinkat(dirfd(files), e->d_name, 0);
	if (files)
		closedir(files);
	mem_free(folder);
}

/* Writes len octets to a temporary file next to target, then renames it to target.
 * Returns 0 or an errno. */
static int replace(const char *target, const char *text, size_t len, mode_t mode)
{
	size_t size = strlen(target) + sizeof TEMPORARY "XXXXXX";
	char *temporary = mem_new(size, 1);
	int fd, error;

	snprintf(temporary, size, "%s" TEMPORARY "XXXXXX", target);
	errno = EPERM;
	if (!forbidden)
		remove_strays(target);
	fd = forbidden ? -1 : mkstemp(temporary);
	if (fd < 0) {
		error = errno;
		mem_free(temporary);
		return error;
	}
	error = write_all(fd, text, len);
	if (!error && (fchmod(fd, mode) != 0 || fsync(fd) != 0))
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	if (!error && rename(temporary, target) != 0)
		error = errno;
	if (error)
		unlink(temporary);
	mem_free(temporary);
	return error;
}

bool file_replace(const char *path, const char *text, struct diag *diag)
{
	return file_replace_octets(path, text, strlen(text), diag);
}

bool file_replace_octets(const char *path, const char *octets, size_t n, struct diag *diag)
{
	/* A link stays a link: the file that it leads to is replaced. */
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	struct stat st;
	bool there = stat(target, &st) == 0, ok = false;
	int error;

	if (there && !S_ISREG(st.st_mode)) {
		diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, S_ISDIR(st.st_mode) ? DIAG_WHY_FOLDER : DIAG_WHY_NOT_PLAIN,
			  "");
	} else if (there && access(target, W_OK) != 0) {
		cannot(diag, path, errno);
	} else {
		error = replace(target, octets, n, there ? st.st_mode & 07777 : new_mode());
		ok = error == 0 || cannot(diag, path, error);
	}
	free(real);
	return ok;
}

bool file_append(const char *path, size_t had, const char *text, struct diag *diag)
{
	/* non-blocking: opening a FIFO must not wait for a reader */
	int fd = forbidden ? -1 : open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error = 0;
	struct stat st;

	if (fd < 0)
		return cannot(diag, path, errno);
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode) || st.st_size != (off_t)had)
		error = ESTALE;
	else
		error = write_all(fd, text, strlen(text));
	/* what was written of it goes, which needs no room even on a full disk */
	if (error && error != ESTALE && ftruncate(fd, (off_t)had) != 0)
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error == 0 || cannot(diag, path, error);
}

char *file_keep(const char *path, const char *suffix, struct diag *diag)
{
	/* of a link, what it leads to is kept */
	char *real = realpath(path, NULL), *kept;
	const char *target = real ? real : path;
	size_t size = strlen(target) + strlen(suffix) + 8;
	int error = forbidden ? EPERM : EEXIST;

	kept = mem_new(size, 1);
	for (int i = 1; error == EEXIST && i <= NAMES_MAX; i++) {
		struct text t = text_over(kept, size);

		text_addf(&t, "%s%s", target, suffix);
		if (i > 1)
			text_addf(&t, ".%d", i);
		error = link(target, kept) == 0 ? 0 : errno;
		/* there are file systems without links */
		if (error && error != EEXIST && access(kept, F_OK) != 0)
			error = rename(target, kept) == 0 ? 0 : errno;
	}
	free(real);
	if (!error)
		return kept;
	mem_free(kept);
	cannot(diag, path, error);
	return NULL;
}

int file_lock(const char *path)
{
	int fd = forbidden ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0600);
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	for (int i = 0; fd >= 0 && i < LOCK_TRIES && fcntl(fd, F_SETLK, &whole) != 0; i++) {
		if (errno != EACCES && errno != EAGAIN && errno != EINTR)
			break;
		poll(NULL, 0, LOCK_TRY_MS);
	}
	return fd;
}

int file_hold(const char *path)
{
	int fd = forbidden ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0600);
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	bool held = fd >= 0 && fcntl(fd, F_SETLK, &whole) != 0 && (errno == EACCES || errno == EAGAIN);

	if (held)
		close(fd);
	return held ? FILE_HELD : fd;
}

void file_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}

/* Returns 0 or an errno. */
static int make_folder(const char *path)
{
	int error = forbidden ? EPERM : mkdir(path, 0700) == 0 ? 0 : errno;

	/* for a folder that is there, it may be any error: EROFS, EACCES */
	return error && access(path, F_OK) == 0 ? 0 : error;
}

bool file_folders(const char *path, struct diag *diag)
{
	char *copy = mem_copy_text(path);
	int error = 0;

	for (char *slash = *copy ? strchr(copy + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		error = make_folder(copy);
		if (error)
			break;
		*slash = '/';
	}
	mem_free(copy);
	return error == 0 || cannot(diag, path, error);
}
