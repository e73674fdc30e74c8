/* Replaces a file so that it is never torn: it is the old one or the new one,
 * whole; and appends to a file that only grows. The callers own the content:
 * recordings, progress. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "lesson/write.h"

static bool cannot(struct diag *diag, const char *path, int error)
{
	return diag_file(diag, DIAG_FILE_NOT_WRITTEN, path, DIAG_WHY_SYSTEM, strerror(error));
}

/* Returns 0 or an errno. */
static int write_all(int fd, const char *text)
{
	size_t len = strlen(text), done = 0;

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

/* Writes text to a temporary file next to target, then renames it to target.
 * Returns 0 or an errno. */
static int replace(const char *target, const char *text, mode_t mode)
{
	size_t size = strlen(target) + 8;
	char *temporary = mem_new(size, 1);
	int fd, error;

	snprintf(temporary, size, "%s.XXXXXX", target);
	fd = mkstemp(temporary);
	if (fd < 0) {
		error = errno;
		mem_free(temporary);
		return error;
	}
	error = write_all(fd, text);
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
		error = replace(target, text, there ? st.st_mode & 07777 : new_mode());
		ok = error == 0 || cannot(diag, path, error);
	}
	free(real);
	return ok;
}

bool file_append(const char *path, size_t had, const char *text, struct diag *diag)
{
	/* non-blocking: opening a FIFO must not wait for a reader */
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error = 0;
	struct stat st;

	if (fd < 0)
		return cannot(diag, path, errno);
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode) || st.st_size != (off_t)had)
		error = ESTALE;
	else
		error = write_all(fd, text);
	/* what was written of it goes, which needs no room even on a full disk */
	if (error && error != ESTALE && ftruncate(fd, (off_t)had) != 0)
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error == 0 || cannot(diag, path, error);
}

void file_folders(const char *path)
{
	char *copy = mem_copy_text(path);

	for (char *slash = *copy ? strchr(copy + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(copy, 0700);
		*slash = '/';
	}
	mem_free(copy);
}
