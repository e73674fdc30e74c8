/* What wasi-libc lacks of POSIX, included before every file of the browser's build. A page
 * has one process, no permissions and no links. */
#ifndef TCPSTEP_UI_WEB_WASI_H
#define TCPSTEP_UI_WEB_WASI_H

#ifdef __wasi__
#include <fcntl.h>
#include <sys/types.h>

#define F_WRLCK 1
#define F_SETLK 6
mode_t umask(mode_t mask);
int fchmod(int fd, mode_t mode);
int mkstemp(char *path);
char *realpath(const char *restrict path, char *restrict real);
#endif

#endif
